import type { ReactNode } from 'react'
import type { Block, BlockType } from '@/lib/notion'
import { blockHref } from '../block-parts'
import type { BlockProps, ContentContext } from '../content-context'
import { Guarded } from '../guard'
import { NotDisplayable } from '../not-displayable'
import { Callout } from './callout'
import { CodeBlock } from './code'
import { Column, ColumnList } from './columns'
import { BookmarkBlock, EmbedBlock, LinkPreviewBlock } from './embed-bookmark'
import { EquationBlock } from './equation'
import { FileBlock, PdfBlock } from './file'
import { Heading1, Heading2, Heading3, Heading4 } from './heading'
import { ImageBlock } from './image'
import { BulletedListItem, NumberedListItem, ToDo } from './list-item'
import { MeetingNotes, Transcription } from './meeting-notes'
import { Breadcrumb, Divider, TableOfContentsBlock } from './navigation'
import { ChildDatabase, ChildPage, LinkToPage } from './page-link'
import { Paragraph } from './paragraph'
import { Quote } from './quote'
import { SyncedBlock } from './synced'
import { Table, TableRow } from './table'
import { Tabs } from './tabs'
import { Template, Toggle } from './toggle'
import { UnknownBlock, UnsupportedBlock } from './unknown'
import { AudioBlock, VideoBlock } from './video-audio'

/** The components by type of block. A type that a new SDK adds doesn't compile until it is listed here. */
export const BLOCKS: { [Type in BlockType]: (props: BlockProps<Type>) => ReactNode | Promise<ReactNode> } = {
  paragraph: Paragraph,
  heading_1: Heading1,
  heading_2: Heading2,
  heading_3: Heading3,
  heading_4: Heading4,
  bulleted_list_item: BulletedListItem,
  numbered_list_item: NumberedListItem,
  to_do: ToDo,
  toggle: Toggle,
  template: Template,
  quote: Quote,
  callout: Callout,
  code: CodeBlock,
  equation: EquationBlock,
  divider: Divider,
  breadcrumb: Breadcrumb,
  table_of_contents: TableOfContentsBlock,
  column_list: ColumnList,
  column: Column,
  table: Table,
  table_row: TableRow,
  tab: Tabs,
  child_page: ChildPage,
  child_database: ChildDatabase,
  link_to_page: LinkToPage,
  synced_block: SyncedBlock,
  meeting_notes: MeetingNotes,
  transcription: Transcription,
  image: ImageBlock,
  video: VideoBlock,
  audio: AudioBlock,
  file: FileBlock,
  pdf: PdfBlock,
  embed: EmbedBlock,
  bookmark: BookmarkBlock,
  link_preview: LinkPreviewBlock,
  unsupported: UnsupportedBlock,
}

function KnownBlock({ block, context, depth }: { block: Block; context: ContentContext; depth: number }) {
  if (!Object.hasOwn(BLOCKS, block.type))
    return <UnknownBlock block={block} context={context} depth={depth} />
  // TypeScript can't relate the component to the type it is looked up by.
  const Draw = BLOCKS[block.type] as (props: BlockProps<BlockType>) => ReactNode | Promise<ReactNode>
  return <Draw block={block} context={context} depth={depth} />
}

/** One block of any type. If `listed`, its fallback is a list item too. */
export function BlockView({
  block,
  context,
  depth,
  listed = false,
}: {
  block: Block
  context: ContentContext
  depth: number
  listed?: boolean
}) {
  const said = <NotDisplayable href={blockHref(block, context)} />
  return (
    <Guarded fallback={listed ? <li>{said}</li> : <p className="notion-note">{said}</p>}>
      <KnownBlock block={block} context={context} depth={depth} />
    </Guarded>
  )
}
