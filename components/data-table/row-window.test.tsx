import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Row, RowQuery } from '@/lib/notion'
import { RowCells } from './row-cells'
import { RowWindow } from './row-window'
import { serializeElement } from './serialize-element'
import { TableHead } from './table-head'
import { NO_QUERY } from './table-params'

const id = (last: string) => `11111111-1111-4111-8111-${last.padStart(12, '0')}`
const column = (type: string, name: string) =>
  ({ id: name.toLowerCase(), name, description: null, type, [type]: {} }) as Parameters<
    typeof TableHead
  >[0]['properties'][number]

const properties = [column('title', 'Name'), column('number', 'Price'), column('button', 'Do')]

const head = (query: RowQuery) =>
  renderToStaticMarkup(
    <table>
      <TableHead properties={properties} here="/t" query={query} />
    </table>,
  )

test('without JavaScript all of the first rows are rendered with links, and a link to the next rows', () => {
  const row = {
    id: id('1'),
    title: [{ plain_text: 'Kettle' }],
    icon: null,
    url: null,
    values: {
      name: { id: 'name', type: 'title', title: [] },
      price: { id: 'price', type: 'number', number: 12 },
    },
  } as unknown as Row
  const columns = [
    { id: 'name', format: null },
    { id: 'price', format: 'euro' },
    { id: 'gone', format: null },
  ]
  const cells = serializeElement(
    <RowCells row={row} columns={columns} connectionId="c1" titleOf={() => null} />,
  )
  const shown = (noJs: boolean, nextCursor: string | null = 'n') =>
    renderToStaticMarkup(
      <RowWindow
        noJs={noJs}
        first={{
          rows: Array.from({ length: 100 }, (_, index) => ({ id: id(String(index)), cells })),
          nextCursor,
          incomplete: true,
        }}
        cursor={null}
        source="/api/rows/c1/d1"
        head={null}
        width="40rem"
        label="Rows of Shop"
        caption=""
        dataSourceId="d1"
        nextHref="/t?cursor=n"
      />,
    )
  const whole = shown(true)
  expect(whole.match(/data-row/g)).toHaveLength(100)
  expect(whole).toContain(`href="/workspaces/c1/pages/${id('1')}"`)
  expect(whole).toContain('€12.00')
  expect(whole).toContain('href="/t?cursor=n"')
  expect(whole).toContain('aria-rowcount="-1"')
  expect(whole).toContain('aria-rowindex="101"')
  expect(whole).not.toContain('no more than these')
  expect(whole).toContain('Loaded 100 rows so far')
  expect(shown(true, null)).toMatch(/100 rows<.*Notion returned no more than these\./)
  // With JavaScript, further rows are rendered when they become visible.
  expect(shown(false).match(/data-row/g)?.length).toBeLessThan(50)
})

test('headings link to the sorted rows and announce the current order', () => {
  const noJs = head(NO_QUERY)
  expect(noJs).toContain('href="/t?sort=price.asc"')
  expect(noJs).not.toContain('aria-sort')
  const sorted = head({ ...NO_QUERY, sorts: [{ propertyId: 'price', direction: 'ascending' }] })
  expect(sorted).toContain('aria-sort="ascending"')
  expect(sorted).toContain('href="/t?sort=price.desc"')
  expect(sorted).not.toContain('sort=do.')
})
