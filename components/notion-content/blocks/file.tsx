import { FileText, Paperclip } from 'lucide-react'
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
    // In a tab of its own and never in a frame: browsers show no PDF in a sandbox, and without one what lies at the
    // address could lead this tab elsewhere. The card's link gives that tab no way back to this one.
    <MediaCard glyph={FileText} href={source.href} name={name} caption={pdf.caption} context={context} />
  )
}
