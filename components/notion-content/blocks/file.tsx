import { FileText, Paperclip } from 'lucide'
import type { BlockProps } from '../content-context'
import { mediaSource } from '../media'
import { MediaCard, UnsafeAddress } from './media-card'

export function FileBlock({ block, context }: BlockProps<'file'>) {
  const { file } = block
  const source = mediaSource(file, block.id, context.connectionId)
  if (!source) return <UnsafeAddress what="A file" />
  return (
    <MediaCard
      glyph={Paperclip}
      href={source.href}
      name={file.name || source.name || 'File'}
      caption={file.caption}
      context={context}
    />
  )
}

export function PdfBlock({ block, context }: BlockProps<'pdf'>) {
  const { pdf } = block
  const source = mediaSource(pdf, block.id, context.connectionId)
  if (!source) return <UnsafeAddress what="A PDF" />
  const name = source.name || 'PDF'
  return (
    // Opens in a new tab and never in a frame: browsers don't show PDFs in a sandbox, and without a sandbox the page at
    // the URL could navigate this tab. The link gives the new tab no access to this one.
    <MediaCard glyph={FileText} href={source.href} name={name} caption={pdf.caption} context={context} />
  )
}
