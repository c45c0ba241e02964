import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, test } from 'vitest'
import { ACTIVITY_KINDS, type ActivityEntry } from '@/lib/activity'
import { ACTIVITY_GROUPS, parseActivityQuery } from './activity-query'
import { describeEntry, type EntryContext } from './describe-entry'
import { groupByDay } from './group-by-day'

const CONNECTION = '7a3f0b52-0000-4000-8000-000000000001'
const PAGE = '7a3f0b52-0000-4000-8000-000000000002'
const entry = (change: Partial<ActivityEntry> = {}): ActivityEntry => ({
  id: crypto.randomUUID(),
  kind: 'connected',
  at: new Date('2026-11-27T12:00:00Z'),
  connectionId: CONNECTION,
  workspaceName: 'Harbour Studio',
  reason: null,
  device: null,
  count: null,
  pageId: null,
  ...change,
})
const NOTHING: EntryContext = { connected: new Set(), open: new Set(), entries: [], timeZone: 'UTC' }

function words(one: ActivityEntry, context: Partial<EntryContext> = {}, times = [one.at]): string {
  const { sentence, detail } = describeEntry({ entry: one, times }, { ...NOTHING, ...context })
  return [renderToStaticMarkup(<p>{sentence}</p>).replace(/<[^>]+>/g, ''), detail].filter(Boolean).join(' · ')
}

describe('an entry in words', () => {
  it.each([
    [entry({ device: 'Chrome on macOS' }), 'You connected Harbour Studio · Chrome on macOS'],
    [entry({ kind: 'signed_in', device: 'Chrome on macOS' }), 'You signed in · Chrome on macOS'],
    [
      entry({ kind: 'reconnect_needed', reason: 'access_removed' }),
      'Harbour Studio stopped working · Notion no longer accepts it',
    ],
    [
      entry({ kind: 'reconnect_needed', reason: 'of another version' }),
      'Harbour Studio stopped working · It needs to be reconnected',
    ],
    [
      entry({ kind: 'access_checked', reason: 'works' }),
      'You checked the access to Harbour Studio · The access worked',
    ],
    [
      entry({ kind: 'session_ended', reason: 'one', device: 'Safari on iPhone' }),
      'You signed out Safari on iPhone',
    ],
    [entry({ kind: 'session_ended', reason: 'others', count: 2 }), 'You signed out of 2 other sessions'],
    [entry({ kind: 'session_ended' }), 'You signed out'],
    [entry({ kind: 'note_added' }), 'You added a note to a page in Harbour Studio'],
    [
      entry({ kind: 'note_added', reason: 'unknown' }),
      'We don’t know if Notion saved your note on a page in Harbour Studio',
    ],
    [entry({ workspaceName: null }), 'You connected Unnamed workspace'],
  ])('%#: %$', (one, sentence) => {
    expect(words(one)).toBe(sentence)
  })

  it('says of a disconnect what Notion has said so far', () => {
    const disconnect = entry({ kind: 'disconnected', at: new Date('2026-11-27T22:04:00Z') })
    expect(words(disconnect, { open: new Set([CONNECTION]) })).toContain('Waiting for Notion to confirm')
    expect(words(disconnect)).not.toContain('Waiting')
    const confirmation = entry({ kind: 'revocation_confirmed', at: new Date('2026-11-27T22:04:02Z') })
    expect(words(confirmation, { entries: [confirmation, disconnect] })).toContain(
      '2 seconds after you disconnected',
    )
    expect(words(confirmation)).not.toContain('after you disconnected')
  })

  it('leads to the page of a note while its workspace is connected', () => {
    const note = entry({ kind: 'note_added', pageId: PAGE })
    const markup = (context: Partial<EntryContext>) =>
      renderToStaticMarkup(
        <p>{describeEntry({ entry: note, times: [] }, { ...NOTHING, ...context }).sentence}</p>,
      )
    expect(markup({ connected: new Set([CONNECTION]) })).toContain(`/workspaces/${CONNECTION}/pages/${PAGE}`)
    expect(markup({})).not.toContain('href')
  })

  it.each(ACTIVITY_KINDS)('has words, and a group to filter by: %s', (kind) => {
    expect(words(entry({ kind }))).not.toContain('Something')
    const groups = Object.values(ACTIVITY_GROUPS).filter(({ kinds }) =>
      (kinds as readonly string[]).includes(kind),
    )
    expect(groups).toHaveLength(1)
  })

  it('has words for a kind that a newer version wrote', () => {
    expect(words(entry({ kind: 'invented' as never }))).toBe('Something happened to your access')
  })
})

test('entries are grouped by the days of the zone, and renewals of one access by day', () => {
  const at = (time: string) => new Date(`2026-11-${time}:00Z`)
  const entries = [
    entry({ at: at('27T16:00') }),
    entry({ kind: 'refreshed', at: at('27T14:00') }),
    entry({ kind: 'refreshed', at: at('27T13:00'), connectionId: 'another' }),
    entry({ kind: 'access_checked', at: at('27T12:00') }),
    entry({ kind: 'refreshed', at: at('27T11:00') }),
    entry({ kind: 'refreshed', at: at('26T23:00') }),
  ]
  const shape = (timeZone: string) =>
    groupByDay(entries, at('27T20:00'), timeZone).map(({ name, entries: of }) => [
      name,
      ...of.map(({ entry: one, times }) => `${one.kind} ${times.length}`),
    ])
  expect(shape('UTC')).toEqual([
    ['Today, November 27', 'connected 1', 'refreshed 2', 'refreshed 1', 'access_checked 1'],
    ['Yesterday, November 26', 'refreshed 1'],
  ])
  expect(shape('Asia/Tokyo')).toEqual([
    ['Today, November 28', 'connected 1'],
    ['Yesterday, November 27', 'refreshed 3', 'refreshed 1', 'access_checked 1'],
  ])
})

describe('the address', () => {
  it('holds workspace, kind and place', () => {
    expect(
      parseActivityQuery({ workspace: CONNECTION, kind: 'access', before: `1795860504276-${PAGE}` }),
    ).toEqual({ workspace: CONNECTION, group: 'access', after: { at: new Date(1795860504276), id: PAGE } })
  })

  it.each([
    {},
    { workspace: '', kind: '', before: '' },
    { workspace: ['a', 'b'], kind: 'constructor', before: '1795860504276' },
    { workspace: "'; DROP TABLE", kind: 'none', before: `9999999999999999-${PAGE}` },
    { before: `-5-${PAGE}` },
  ])('that can’t be read is as one without: %j', (query) => {
    expect(parseActivityQuery(query)).toEqual({ workspace: null, group: null, after: null })
  })
})
