import type { ReactNode } from 'react'
import type { Block, BlockOf, RichText } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { yieldIfBusy } from '@/lib/shared/yield-if-busy'
import { SkeletonLines } from '../../ui/skeleton'
import { SuspenseSection } from '../../ui/suspense-section'
import { ContentText, ScrollBox } from '../block-parts'
import type { BlockProps, ContentContext } from '../content-context'
import { toSlices } from '../estimate-bytes'
import { Guarded } from '../guard'
import { NotDisplayable } from '../not-displayable'

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
  // An empty corner cell isn't a header.
  return scope && plainText(text).trim() ? (
    <th scope={scope} className="notion-text" dir="auto">
      {content}
    </th>
  ) : (
    <td className="notion-text" dir="auto">
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
          // biome-ignore lint/suspicious/noArrayIndexKey: cells have no ids and keep their order
          key={index}
          text={text}
          context={context}
          scope={first && headers.column ? 'col' : index === 0 && headers.row ? 'row' : null}
        />
      ))}
    </tr>
  )
}

/** The rows that are rendered in one turn. A long table has several bodies, which look like one. */
function TableBody({
  rows,
  bytes,
  draw,
}: {
  rows: readonly BlockOf<'table_row'>[]
  bytes: number
  draw: (row: BlockOf<'table_row'>) => ReactNode
}): ReactNode | Promise<ReactNode> {
  const turn = yieldIfBusy(bytes)
  const body = () => <tbody>{rows.map(draw)}</tbody>
  return turn ? turn.then(body) : body()
}

/** Rows as a table that scrolls sideways if it is too wide. */
export function TableRows({
  blocks,
  headers,
  context,
}: {
  blocks: readonly Block[]
  headers: Headers
  context: ContentContext
}) {
  // Any other block among a table's rows is unreadable, and renders as a fallback row.
  const rows = blocks as readonly BlockOf<'table_row'>[]
  const head = headers.column ? rows.slice(0, 1) : []
  const draw = (row: BlockOf<'table_row'>) => (
    <Guarded
      key={row.id}
      fallback={
        <tr>
          <td>
            <NotDisplayable href={context.notionUrl} />
          </td>
        </tr>
      }
    >
      <Cells row={row} first={head.includes(row)} headers={headers} context={context} />
    </Guarded>
  )
  const body = rows.slice(head.length)
  return (
    <ScrollBox label="Table" className="notion-table-box">
      <table className="notion-table">
        {head.length > 0 && <thead>{head.map(draw)}</thead>}
        {toSlices(body).map(({ items, bytes }) => (
          <TableBody key={items[0]?.id} bytes={bytes} rows={items} draw={draw} />
        ))}
      </table>
    </ScrollBox>
  )
}

async function LoadedTable({ block, context }: BlockProps<'table'>) {
  const loaded = await context.loadRows?.(block)
  if (!loaded) return context.children(block)
  if ('instead' in loaded) return loaded.instead
  const { has_column_header: column, has_row_header: row } = block.table
  return (
    <>
      <TableRows blocks={loaded.rows} headers={{ column, row }} context={context} />
      {loaded.after}
    </>
  )
}

export function Table(props: BlockProps<'table'>) {
  if (!props.block.has_children) return null
  return (
    <SuspenseSection
      noJs={props.context.noJs ?? false}
      fallback={<SkeletonLines count={4} label="Loading a table" />}
    >
      <Guarded fallback={<NotDisplayable href={props.context.notionUrl} />}>
        <LoadedTable {...props} />
      </Guarded>
    </SuspenseSection>
  )
}

/** A row outside of a table. */
export const TableRow = ({ block, context }: BlockProps<'table_row'>) => (
  <TableRows blocks={[block]} headers={{ column: false, row: false }} context={context} />
)
