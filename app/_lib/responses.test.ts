import { expect, test } from 'vitest'
import {
  ConnectionGone,
  ListPositionLost,
  NotionMisconfigured,
  NotionRefused,
  NotionUnavailable,
  ReconnectRequired,
  RefreshUnsettled,
} from '@/lib/errors'
import { troubleAnswer } from './responses'

const refused = (code: string, message = '') => new NotionRefused(400, code, null, message)

test.each([
  [refused('restricted_resource', 'Your workspace is at its block limit.'), 403, 'at its block limit'],
  [refused('object_not_found'), 404, 'gone, or not shared'],
  [refused('validation_error', 'body.x is odd'), 503, 'rejected the request for this file: body.x is odd'],
  [refused('a_code'), 503, 'rejected the request'],
  [
    refused('validation_error', 'Block type ai_block is not supported via the API for your bot type.'),
    503,
    'ai_block',
  ],
  [new ListPositionLost(null), 503, 'rejected the request'],
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
