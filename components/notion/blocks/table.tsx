import type { Block, BlockOf, RichText } from '@/lib/notion'
import { CantShow } from '../../cant-show'
import { SkeletonLines } from '../../skeleton'
import { Part } from '../../streamed'
import type { BlockProps, ContentContext } from '../content-context'
import { ContentText, ScrollBox } from '../frame'
import { Guarded } from '../guard'
import { plainText } from '../rich-text'

interface Headers {
  readonly column: boolean
  readonly row: boolean
}

function Cell({
  text,
  context,
  scope,
}: {
  text: readonly RichText[]
  context: ContentContext
  scope: 'col' | 'row' | null
}) {
  const content = <ContentText text={text} context={context} />
  // An empty corner is no header of anything.
  return scope && plainText(text).trim() ? (
    <th scope={scope} className="text" dir="auto">
      {content}
    </th>
  ) : (
    <td className="text" dir="auto">
      {content}
    </td>
  )
}

function Cells({
  row,
  first,
  headers,
  context,
}: {
  row: BlockOf<'table_row'>
  /** The table's first row. */
  first: boolean
  headers: Headers
  context: ContentContext
}) {
  return (
    <tr>
      {row.table_row.cells.map((text, index) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: cells have no names and keep their order
          key={index}
          text={text}
          context={context}
          scope={first && headers.column ? 'col' : index === 0 && headers.row ? 'row' : null}
        />
      ))}
    </tr>
  )
}

/** Rows as a table, which scrolls by itself where it is too wide. */
export function Rows({
  blocks,
  headers,
  context,
}: {
  blocks: readonly Block[]
  headers: Headers
  context: ContentContext
}) {
  // Anything else among a table's rows is one that cannot be read: its place is kept.
  const rows = blocks as readonly BlockOf<'table_row'>[]
  const head = headers.column ? rows.slice(0, 1) : []
  const draw = (row: BlockOf<'table_row'>) => (
    <Guarded
      key={row.id}
      instead={
        <tr>
          <td>
            <CantShow href={context.notionUrl} />
          </td>
        </tr>
      }
    >
      <Cells row={row} first={head.includes(row)} headers={headers} context={context} />
    </Guarded>
  )
  const body = rows.slice(head.length)
  return (
    <ScrollBox label="Table" className="table-box">
      <table className="table">
        {head.length > 0 && <thead>{head.map(draw)}</thead>}
        {body.length > 0 && <tbody>{body.map(draw)}</tbody>}
      </table>
    </ScrollBox>
  )
}

async function LoadedTable({ block, context }: BlockProps<'table'>) {
  const rows = await context.loadRows?.(block)
  if (!rows) return context.children(block)
  if ('instead' in rows) return rows.instead
  const { has_column_header: column, has_row_header: row } = block.table
  return <Rows blocks={rows} headers={{ column, row }} context={context} />
}

export function Table(props: BlockProps<'table'>) {
  if (!props.block.has_children) return null
  return (
    <Part
      plain={props.context.plain ?? false}
      fallback={<SkeletonLines count={4} label="A table is on its way" />}
    >
      <Guarded instead={<CantShow href={props.context.notionUrl} />}>
        <LoadedTable {...props} />
      </Guarded>
    </Part>
  )
}

/** A row that stands outside of a table. */
export const TableRow = ({ block, context }: BlockProps<'table_row'>) => (
  <Rows blocks={[block]} headers={{ column: false, row: false }} context={context} />
)
