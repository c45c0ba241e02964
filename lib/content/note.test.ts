import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { listActivity } from '@/lib/activity'
import type { OpenDatabase } from '@/lib/database'
import { RefreshUnsettled } from '@/lib/errors'
import { describeStore } from '@/test-support/databases'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { plainText } from '../shared/plain-text'
import { addNote, loadWorkspace, type NoteInput, type NoteOutcome } from '.'

const { notion, connect } = withNotion()

describeStore('a note’s form', (open) => {
  let opened: OpenDatabase
  let person: Connected
  let pageId: string
  let append: string

  beforeEach(async () => {
    opened = await open()
    person = await connect()
    const workspace = await loadWorkspace(vault(), person.owner, person.id)
    const found = (await workspace?.search('This quarter', null))?.items ?? []
    pageId = found.find((one) => one.title === 'This quarter')?.id ?? ''
    append = `PATCH /v1/blocks/${pageId}/children`
    await notion.clearLog()
  })

  const aNote = () =>
    ({ formId: randomUUID(), pageId, kind: 'paragraph', text: `A note ${randomUUID()}` }) satisfies NoteInput
  type TestNote = NoteInput
  const send = (note: TestNote) => addNote(vault(), person.owner, person.id, note)
  const sends = async () => (await notion.counts())[append] ?? 0
  async function onThePage(note: TestNote, who = person): Promise<number> {
    const workspace = await loadWorkspace(vault(), who.owner, who.id)
    const { blocks } = (await workspace?.blocks(pageId, null)) ?? { blocks: [] }
    return blocks.filter(
      (one) => one.type === 'paragraph' && plainText(one.paragraph.rich_text) === note.text,
    ).length
  }
  /** Runs while a table can't be read or written. */
  async function without<Result>(table: string, run: () => Promise<Result>): Promise<Result> {
    await opened.database.$executeRawUnsafe(`ALTER TABLE "${table}" RENAME TO "${table}Gone"`)
    try {
      return await run()
    } finally {
      await opened.database.$executeRawUnsafe(`ALTER TABLE "${table}Gone" RENAME TO "${table}"`)
    }
  }

  it('sent twice, 150 ms apart, while Notion answers 429: both are told that nothing was saved', async () => {
    await notion.fault({ route: append, kind: 'status', status: 429, retryAfter: 1, times: 2 })
    const note = aNote()
    const first = send(note)
    await delay(150)
    const both = await Promise.all([first, send(note)])
    for (const one of both) expect(one).toMatchObject({ outcome: 'not_saved', retryAfterSeconds: 1 })
    expect(await onThePage(note)).toBe(0)
    // Sent again after that, it is carried out.
    expect(await send(note)).toMatchObject({ outcome: 'added' })
    expect(await send(note)).toEqual({ outcome: 'already_sent' })
    expect(await onThePage(note)).toBe(1)
  })

  it('that was added, and one whose outcome is not known, are in the person’s activity once, without their text', async () => {
    const note = aNote()
    await Promise.all([send(note), send(note)])
    await notion.fault({ route: append, kind: 'drop-after' })
    await send(aNote())
    await notion.fault({ route: append, kind: 'status', status: 403 })
    await send(aNote())
    const entries = (await listActivity(person.owner, 20)).filter(({ kind }) => kind === 'note_added')
    expect(entries).toMatchObject([
      { connectionId: person.id, pageId, reason: 'unknown' },
      { connectionId: person.id, pageId, reason: null, workspaceName: expect.any(String) },
    ])
    expect(JSON.stringify(await opened.database.activity.findMany())).not.toContain('A note')
  })

  it.each<[string, Parameters<typeof notion.fault>[0], Partial<NoteOutcome>]>([
    ['403', { route: '', kind: 'status', status: 403 }, { outcome: 'refused', kind: 'restricted' }],
    ['503', { route: '', kind: 'status', status: 503 }, { outcome: 'unknown' }],
    ['a cut connection', { route: '', kind: 'drop-after' }, { outcome: 'unknown' }],
  ])('sent again while the first is under way is told the same: %s', async (_name, fault, outcome) => {
    await notion.fault({ route: append, kind: 'latency', latencyMs: 500 })
    await notion.fault({ ...fault, route: append })
    const note = aNote()
    const first = send(note)
    await expect.poll(sends, { timeout: 5_000 }).toBe(1)
    const both = await Promise.all([first, send(note)])
    expect(both[0]).toMatchObject(outcome)
    expect(both[1]).toMatchObject(outcome)
    expect(await sends()).toBe(1)
  })

  it('whose first sending is under way for long is told just that', async () => {
    const note = aNote()
    await send(note)
    await opened.database.$executeRaw`
      UPDATE "SentForm" SET "outcome" = 'in_progress', "claimedUntil" = clock_timestamp() + interval '1 minute'`
    expect(await send(note)).toEqual({ outcome: 'in_progress' })
    expect(await onThePage(note)).toBe(1)
  })

  it('a database fault before anything was sent: nothing was saved, and it may be sent again', async () => {
    const note = aNote()
    expect(await without('Connection', () => send(note))).toMatchObject({
      outcome: 'not_saved',
      why: 'database',
    })
    expect(await sends()).toBe(0)
    expect(await send(note)).toMatchObject({ outcome: 'added' })
    expect(await onThePage(note)).toBe(1)
  })

  it('a database without its row: nothing was sent', async () => {
    const note = aNote()
    expect(await without('SentForm', () => send(note))).toMatchObject({
      outcome: 'not_saved',
      why: 'database',
    })
    expect(await sends()).toBe(0)
  })

  it('a database fault after it was sent: not known, and never sent again', async () => {
    await notion.fault({ route: append, kind: 'latency-after', latencyMs: 800 })
    const note = aNote()
    const sending = send(note)
    await expect.poll(sends, { timeout: 5_000 }).toBe(1)
    expect(await without('Connection', () => sending)).toMatchObject({ outcome: 'unknown' })
    expect(await send(note)).toMatchObject({ outcome: 'unknown' })
    expect(await sends()).toBe(1)
  })

  it('whose outcome can’t be written at once is told it, and written when the database is back', async () => {
    await notion.fault({ route: append, kind: 'latency-after', latencyMs: 800 })
    const note = aNote()
    const sending = send(note)
    await expect.poll(sends, { timeout: 5_000 }).toBe(1)
    expect(await without('SentForm', () => sending)).toMatchObject({ outcome: 'added' })
    expect(await send(note)).toEqual({ outcome: 'already_sent' })
    expect(await sends()).toBe(1)
  })

  it('disconnected while it was sent: not known, since Notion may have saved it', async () => {
    await notion.fault({ route: append, kind: 'latency-after', latencyMs: 800 })
    const note = aNote()
    const sending = send(note)
    await expect.poll(sends, { timeout: 5_000 }).toBe(1)
    await vault().disconnect(person.owner, person.id)
    expect(await sending).toMatchObject({ outcome: 'unknown' })
    const again = await connect({ cookie: person.cookie })
    expect(await onThePage(note, again)).toBe(1)
  })

  it('that a refresh without a known outcome kept from being sent tells both so', async () => {
    await notion.expire()
    await notion.fault({ route: 'POST /v1/oauth/token', kind: 'latency', latencyMs: 500 })
    await notion.fault({ route: 'POST /v1/oauth/token', kind: 'status', status: 503, retryAfter: 20 })
    const note = aNote()
    const first = send(note).catch((error: unknown) => error)
    await expect
      .poll(async () => (await notion.counts())['POST /v1/oauth/token refresh_token'], { timeout: 5_000 })
      .toBe(1)
    expect(await send(note)).toMatchObject({ outcome: 'not_saved', retryAfterSeconds: 20 })
    expect(await first).toBeInstanceOf(RefreshUnsettled)
    await opened.database.$executeRaw`UPDATE "Connection" SET "refreshNotBefore" = NULL`
    expect(await onThePage(note)).toBe(0)
  })

  describe('of a process that ended', () => {
    const left = (requestSent: boolean) => opened.database.$executeRaw`
      UPDATE "SentForm" SET "outcome" = 'in_progress', "requestSent" = ${requestSent},
        "claimedUntil" = clock_timestamp() - interval '1 second'`

    it('before it sent anything is carried out by the next', async () => {
      const note = aNote()
      await without('Connection', () => send(note))
      await left(false)
      expect(await send(note)).toMatchObject({ outcome: 'added' })
    })

    it('after it sent something is not known', async () => {
      const note = aNote()
      await send(note)
      await left(true)
      expect(await send(note)).toMatchObject({ outcome: 'unknown' })
      expect(await onThePage(note)).toBe(1)
    })
  })

  it('that was held up for too long before it was sent sends nothing: another has it', async () => {
    await notion.expire()
    await notion.fault({ route: 'POST /v1/oauth/token', kind: 'latency', latencyMs: 800 })
    const note = aNote()
    const first = send(note)
    await expect
      .poll(async () => (await notion.counts())['POST /v1/oauth/token refresh_token'], { timeout: 5_000 })
      .toBe(1)
    await opened.database.$executeRaw`UPDATE "SentForm" SET "claim" = 'another'`
    await first
    // The request that met the 401, and no other.
    expect(await sends()).toBe(1)
    expect(await onThePage(note)).toBe(0)
  })

  it('with other words, or of another person, is another form', async () => {
    const note = aNote()
    await send(note)
    const edited = { ...note, text: `${note.text}, edited` }
    expect(await send(edited)).toMatchObject({ outcome: 'added' })
    expect(await send({ ...note, kind: 'to_do' })).toMatchObject({ outcome: 'added' })
    const other = await connect({ person: 1 })
    expect(await addNote(vault(), other.owner, other.id, note)).not.toMatchObject({ outcome: 'already_sent' })
    expect(await send(note)).toEqual({ outcome: 'already_sent' })
  })
})
