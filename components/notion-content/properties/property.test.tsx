import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { PropertyValue, RichText } from '@/lib/notion'
import { PropertyList, PropertyView } from '.'

const PAGE = '11111111-1111-4111-8111-111111111111'
const OTHER = '22222222-2222-4222-8222-222222222222'
const context = { connectionId: 'c1', pageId: PAGE }

const html = (value: unknown, more: { format?: string; compact?: boolean; titleOf?: () => string } = {}) =>
  renderToStaticMarkup(
    <PropertyView
      value={{ id: 'p%3A1', ...(value as object) } as PropertyValue}
      context={{ ...context, titleOf: more.titleOf }}
      format={more.format}
      compact={more.compact}
    />,
  )
const text = (...given: Parameters<typeof html>) => html(...given).replace(/<[^>]*>/g, '')

const run = (content: string, href: string | null = null) =>
  ({
    type: 'text',
    text: { content, link: href ? { url: href } : null },
    plain_text: content,
    href,
    annotations: {
      bold: false,
      italic: false,
      strikethrough: false,
      underline: false,
      code: false,
      color: 'default',
    },
  }) satisfies RichText

describe('numbers', () => {
  const formatted = (number: number, format: string) => text({ type: 'number', number }, { format })

  test.each([
    [1234.5, 'dollar', '$1,234.50'],
    [1234.5, 'euro', '€1,234.50'],
    [1234, 'yen', '¥1,234'],
    [0.125, 'percent', '12.5%'],
    [1234567, 'number_with_commas', '1,234,567'],
    [1234567, 'number', '1234567'],
    [7, 'a format of a later day', '7'],
    [7, 'constructor', '7'],
  ])('%d as %s is %s', (number, format, expected) => {
    expect(formatted(number, format)).toBe(expected)
  })

  test('zero is a number, not nothing', () => {
    expect(text({ type: 'number', number: 0 })).toBe('0')
  })
})

describe('dates', () => {
  const date = (start: string, end: string | null = null, time_zone: string | null = null) =>
    html({ type: 'date', date: { start, end, time_zone } })

  test('a date stays the same in any time zone of the server', () => {
    expect(date('2026-11-24')).toBe('<time dateTime="2026-11-24">Nov 24, 2026</time>')
  })

  test('a time is shown in the time zone in which it was written', () => {
    const shown = date('2026-11-24T23:30:00.000-08:00')
    expect(shown).toContain('dateTime="2026-11-24T23:30:00.000-08:00"')
    expect(shown).toContain('Nov 24, 2026, 23:30')
    expect(shown).toContain('UTC-08:00')
  })

  test('a range within one day shows the date once', () => {
    const shown = date('2026-11-24T09:00:00.000+01:00', '2026-11-24T10:15:00.000+01:00')
    expect(shown.match(/Nov 24/g)).toHaveLength(1)
    expect(shown).toContain('10:15')
    expect(shown.match(/UTC/g)).toHaveLength(1)
  })

  test('a named time zone replaces the offset', () => {
    const shown = date('2026-11-24T09:00:00.000+01:00', null, 'Europe/Berlin')
    expect(shown).toContain('Europe/Berlin')
    expect(shown).not.toContain('UTC')
  })

  test('an invalid date is shown as it is', () => {
    expect(date('someday')).toContain('someday')
  })
})

describe('links', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'example.com', ' '])(
    'a URL property of “%s” is not a link',
    (url) => {
      expect(html({ type: 'url', url })).not.toContain('<a')
    },
  )

  test('only a valid email or phone number becomes a link', () => {
    expect(html({ type: 'email', email: 'ada@example.com' })).toContain('href="mailto:ada@example.com"')
    expect(html({ type: 'email', email: 'ada@example.com?bcc=x@y.z' })).not.toContain('<a')
    expect(html({ type: 'phone_number', phone_number: '+49 (30) 123-45' })).toContain('href="tel:+493012345"')
    expect(html({ type: 'phone_number', phone_number: 'call me' })).not.toContain('<a')
  })

  test('a link in text keeps only safe schemes', () => {
    expect(html({ type: 'rich_text', rich_text: [run('x', 'javascript:alert(1)')] })).not.toContain('<a')
    expect(html({ type: 'rich_text', rich_text: [run('x', 'https://example.com/')] })).toContain('<a')
  })

  test('a hosted file links to our own URL, an external one to its own', () => {
    const shown = html({
      type: 'files',
      files: [
        { name: 'plan.pdf', type: 'file', file: { url: 'https://signed.example/secret', expiry_time: '' } },
        { name: 'site', type: 'external', external: { url: 'https://example.com/a' } },
        { name: 'bad', type: 'external', external: { url: 'javascript:alert(1)' } },
      ],
    })
    expect(shown).toContain(`href="/api/files/c1/pages/${PAGE}/properties/p%253A1/0"`)
    expect(shown).toContain('href="https://example.com/a"')
    expect(shown).not.toContain('signed.example')
    expect(shown).not.toContain('javascript')
  })

  test('a relation links to our page, with its title if it is cached', () => {
    const value = { type: 'relation', relation: [{ id: OTHER }], has_more: true }
    expect(html(value)).toContain(`href="/workspaces/c1/pages/${OTHER}"`)
    expect(text(value)).toContain('Linked page')
    expect(text(value)).toContain('and more')
    expect(text(value, { titleOf: () => 'Roadmap' })).toContain('Roadmap')
  })
})

describe('computed values', () => {
  test.each([
    [{ type: 'string', string: 'abc' }, 'abc'],
    [{ type: 'number', number: 2.5 }, '2.5'],
    [{ type: 'boolean', boolean: false }, 'Not checked'],
    [{ type: 'date', date: { start: '2026-01-02', end: null, time_zone: null } }, 'Jan 2, 2026'],
    [{ type: 'unsupported', unsupported: {} }, 'Notion doesn’t share this formula’s result'],
    [{ type: 'of a later day' }, 'Notion doesn’t share this formula’s result'],
  ])('formula %o', (formula, expected) => {
    expect(text({ type: 'formula', formula })).toBe(expected)
  })

  test('a rollup lists values of any type, files without a URL', () => {
    const array = [
      { type: 'title', title: [run('One')] },
      { type: 'number', number: 3 },
      {
        type: 'files',
        files: [{ name: 'x.png', type: 'file', file: { url: 'https://s.example/', expiry_time: '' } }],
      },
      { type: 'of a later day' },
    ]
    const shown = html({ type: 'rollup', rollup: { type: 'array', array, function: 'show_original' } })
    expect(shown).toContain('One')
    expect(shown).toContain('>3<')
    expect(shown).toContain('x.png')
    expect(shown).not.toContain('<a')
    expect(shown).toContain('Shown in Notion only')
  })

  test('a rollup of empty values is empty, and an empty value among others takes no place', () => {
    const empty = [
      { type: 'rich_text', rich_text: [] },
      { type: 'title', title: [run('')] },
      { type: 'select', select: null },
      { type: 'multi_select', multi_select: [] },
      { type: 'number', number: null },
      { type: 'date', date: null },
      { type: 'people', people: [] },
      { type: 'files', files: [] },
      { type: 'url', url: null },
      { type: 'formula', formula: { type: 'string', string: null } },
    ]
    const rollup = (array: unknown[]) => ({
      type: 'rollup',
      rollup: { type: 'array', array, function: 'show_original' },
    })
    for (const compact of [true, false])
      expect(html(rollup(empty), { compact })).toBe(html({ type: 'number', number: null }, { compact }))
    const filled = { type: 'number', number: 3 }
    expect(text(rollup([...empty, filled, ...empty]), { compact: true })).toBe('3')
    expect(text(rollup([filled, ...empty, filled]), { compact: true })).toBe('3, 3')
  })

  test('a rollup without a result says so', () => {
    expect(
      text({ type: 'rollup', rollup: { type: 'incomplete', incomplete: {}, function: 'sum' } }),
    ).toContain('Notion returned no result')
  })
})

test('a person without a name is “Someone”', () => {
  expect(text({ type: 'people', people: [{ object: 'user', id: OTHER }] })).toContain('Someone')
})

test('an unknown type does not break the page', () => {
  expect(text({ type: 'hologram', hologram: {} })).toBe('Shown in Notion only')
  expect(text({ type: 'toString' })).toBe('Shown in Notion only')
})

test('an unknown color looks like the default', () => {
  expect(html({ type: 'select', select: { id: '1', name: 'x', color: '__proto__' } })).toContain('bg-line')
})

test('text that other people wrote is escaped and isolated', () => {
  const name = '<img src=x onerror=alert(1)>\u202Eabc'
  const shown = html({ type: 'select', select: { id: '1', name, color: 'red' } })
  expect(shown).toContain('<bdi')
  expect(shown).not.toContain('<img')
})

test('a cell of 100 kB is truncated between characters', () => {
  const shown = html({ type: 'rich_text', rich_text: [run('🗝'.repeat(50_000))] }, { compact: true })
  expect(shown.length).toBeLessThan(600)
  expect(shown).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
})

test('empty values are a dash that screen readers read as “empty”', () => {
  const shown = renderToStaticMarkup(
    <PropertyList
      properties={[{ name: 'Due', value: { id: 'a', type: 'date', date: null } }]}
      context={context}
    />,
  )
  expect(shown).toContain('<dl')
  expect(shown).toContain('<span class="sr-only">empty</span>')
})
