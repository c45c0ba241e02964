import { expect, test } from 'vitest'
import {
  ConnectionGone,
  NotionMisconfigured,
  NotionRefused,
  NotionUnavailable,
  ReconnectRequired,
  RefreshUnsettled,
} from '@/lib/errors'
import { troubleAnswer } from './answers'

const refused = (status: number) => new NotionRefused(status, 'a_code', null)

test.each([
  [refused(403), 403, 'permission'],
  [refused(404), 404, 'gone, or not shared'],
  [refused(400), 503, 'as it was asked for'],
  [new ReconnectRequired('access_removed'), 403, 'has to be reconnected'],
  [new ConnectionGone(), 404, 'no longer connected'],
  [new NotionUnavailable('timeout', null, null), 503, 'in a moment'],
  [new NotionMisconfigured(), 503, 'not set up correctly'],
])('%s is answered with %i', async (error, status, words) => {
  const answer = troubleAnswer(error, 'file')
  expect(answer.status).toBe(status)
  expect(await answer.text()).toContain(words)
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
})

test.each([new NotionUnavailable('rate_limited', 7, null), new RefreshUnsettled(7)])(
  'a wait that Notion asks for is passed on: %s',
  (error) => {
    const answer = troubleAnswer(error, 'page')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '7'])
  },
)

test('what nobody expected stays an error', () => {
  const unexpected = new TypeError('a mistake')
  expect(() => troubleAnswer(unexpected, 'page')).toThrow(unexpected)
})
