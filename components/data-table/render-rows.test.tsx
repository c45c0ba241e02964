import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { PropertySchema, Row } from '@/lib/notion'
import { LocalTime } from '../ui/local-time'
import { MAX_COLUMNS, toColumn, visibleColumns } from './columns'
import { deserializeElement } from './deserialize-element'
import { renderRows } from './render-rows'
import { RowCells } from './row-cells'
import { type SerializedElement, serializeElement } from './serialize-element'

const CONNECTION = 'c0000000-0000-4000-8000-000000000001'
const where = { connectionId: CONNECTION, titleOf: () => null }
const text = (content: string) => [
  { type: 'text', text: { content, link: null }, plain_text: content, href: null },
]

const property = (id: string, type: string) =>
  ({ id, name: id, description: null, type, [type]: {} }) as unknown as PropertySchema

const row = (index: number, values: Record<string, object>) =>
  ({
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    title: text(`Row ${index}`),
    icon: { type: 'named', name: 'pizza', color: 'red' },
    url: null,
    values: {
      title: { id: 'title', type: 'title', title: text(`Row ${index}`) },
      ...Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { id, ...value }])),
    },
  }) as unknown as Row

const batch = (rows: readonly Row[]) => ({ rows, nextCursor: null, incomplete: false })
const html = (cells: SerializedElement) =>
  renderToStaticMarkup(
    <table>
      <tbody>
        <tr>{deserializeElement(cells)}</tr>
      </tbody>
    </table>,
  )

const VALUES: Record<string, object> = {
  note: { type: 'rich_text', rich_text: text('<b>"Notes"</b>') },
  done: { type: 'checkbox', checkbox: true },
  site: { type: 'url', url: 'https://example.org/?a=1&b=2' },
  when: { type: 'created_time', created_time: '2026-11-20T08:00:00.000Z' },
  tags: { type: 'multi_select', multi_select: [{ id: '1', name: 'One', color: 'blue' }] },
  links: { type: 'relation', relation: [{ id: '00000000-0000-4000-8000-00000000aaaa' }] },
  price: { type: 'number', number: 1200 },
}

describe('serialized rows', () => {
  const columns = ['title', ...Object.keys(VALUES)].map((id) => ({
    id,
    format: id === 'price' ? 'euro' : null,
  }))

  it('render the same from plain data as directly', async () => {
    const one = row(1, VALUES)
    const { rows } = await renderRows(where, columns, batch([one]))
    const travelled: SerializedElement = JSON.parse(JSON.stringify(rows[0]?.cells))
    const here = renderToStaticMarkup(
      <table>
        <tbody>
          <tr>
            <RowCells row={one} columns={columns} connectionId={CONNECTION} titleOf={() => null} />
          </tr>
        </tbody>
      </table>,
    )
    expect(html(travelled)).toBe(here)
    for (const part of [
      'Row 1',
      '&lt;b&gt;',
      '<svg',
      'href="https://example.org/?a=1&amp;b=2"',
      '€1,200',
      '<time',
    ])
      expect(here).toContain(part)
  })

  it('keep client components, which the guards leave to the browser', () => {
    const data = serializeElement(
      <LocalTime iso="2026-11-20T08:00:00.000Z" title="2026-11-20 08:00 UTC">
        8 days ago
      </LocalTime>,
    )
    expect(renderToStaticMarkup(deserializeElement(data))).toBe(
      '<time dateTime="2026-11-20T08:00:00.000Z" title="2026-11-20 08:00 UTC">8 days ago</time>',
    )
  })

  it('contain no functions, raw HTML or elements that cells do not use', () => {
    const data = serializeElement(
      <button type="button" onClick={() => {}} title="t">
        {/** biome-ignore lint/security/noDangerouslySetInnerHtml: it must not travel */}
        <span dangerouslySetInnerHTML={{ __html: '<script>alert(1)</script>' }} />
        <script>alert(1)</script>
      </button>,
    )
    expect(JSON.stringify(data)).not.toMatch(/onClick|dangerouslySetInnerHTML|<script/)
    expect(renderToStaticMarkup(deserializeElement(data))).toBe('<span></span>alert(1)')
    const foreign: SerializedElement = {
      tag: 'iframe',
      props: { src: 'https://evil.example' },
      inside: 'text',
    }
    expect(renderToStaticMarkup(deserializeElement(foreign))).toBe('text')
  })

  it('have a bounded size, however long the values are, and always contain the titles', async () => {
    const columns = ['title', ...Array.from({ length: 199 }, (_, index) => `c${index}`)]
    const long = Object.fromEntries(
      columns.slice(1).map((id) => [id, { type: 'rich_text', rich_text: text('<'.repeat(2_000)) }]),
    )
    const drawn = await renderRows(
      where,
      columns.map((id) => ({ id, format: null })),
      batch(Array.from({ length: 100 }, (_, index) => row(index, long))),
    )
    expect(JSON.stringify(drawn).length).toBeLessThan(3_000_000)
    expect(drawn.rows).toHaveLength(100)
    for (const [index, { cells }] of drawn.rows.entries()) {
      expect(cells).toHaveLength(200)
      expect(JSON.stringify(cells)).toContain(`Row ${index}`)
    }
    expect(JSON.stringify(drawn.rows.at(-1))).toContain('Open the row to see this')
  })

  it('do not link a URL that is too long', async () => {
    const url = (length: number) => `https://example.org/${'a'.repeat(length)}`
    const values = { site: { type: 'url', url: url(5_000) }, short: { type: 'url', url: url(100) } }
    const columns = ['title', 'site', 'short'].map((id) => ({ id, format: null }))
    const { rows } = await renderRows(where, columns, batch([row(1, values)]))
    const shown = html(rows[0]?.cells ?? '')
    expect(shown.match(/href="https/g)).toHaveLength(1)
    expect(shown.length).toBeLessThan(2_000)
  })
})

it('a table shows the first 200 columns of its data source, without duplicates', () => {
  const properties = [
    property('title', 'title'),
    ...Array.from({ length: 500 }, (_, index) => property(`c${index % 300}`, 'number')),
  ]
  const shown = visibleColumns(properties).map(toColumn)
  expect(shown).toHaveLength(MAX_COLUMNS)
  expect(new Set(shown.map(({ id }) => id)).size).toBe(MAX_COLUMNS)
  expect(shown[0]?.id).toBe('title')
})
