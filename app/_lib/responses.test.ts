import { expect, test } from 'vitest'
import {
  ConnectionGone,
  ListPositionLost,
  NotionMisconfigured,
  NotionRefused,
  NotionUnavailable,
  ReadAbandoned,
  ReconnectRequired,
  RefreshUnsettled,
  StorageUnavailable,
} from '@/lib/errors'
import { classifyRefusal } from '@/lib/notion'
import { errorResponse } from './responses'

const refused = (code: string, message = '') =>
  new NotionRefused(400, code, null, message, classifyRefusal(code, message))

test.each([
  [refused('restricted_resource', 'Your workspace is at its block limit.'), 403, 'at its block limit'],
  [refused('object_not_found'), 404, 'It was deleted, or this connection has no access to it'],
  [refused('validation_error', 'body.x is odd'), 503, 'Notion rejected this request.'],
  [refused('validation_error', 'body.x is odd'), 503, 'Notion’s message: “body.x is odd”'],
  [refused('a_code'), 503, 'Notion rejected this request.'],
  [
    refused('validation_error', 'Block type ai_block is not supported via the API for your bot type.'),
    503,
    'ai_block',
  ],
  [new ListPositionLost(null), 503, 'Load this list again from the start'],
  [new ReconnectRequired('access_removed'), 403, 'needs to be reconnected'],
  [new ConnectionGone(), 404, 'no longer connected'],
  [new NotionUnavailable('timeout', null, null), 503, 'in a moment'],
  [new NotionUnavailable('too_large', null, null), 503, 'Notion’s answer was too large'],
  [new NotionMisconfigured(), 503, 'isn’t set up correctly'],
])('%s is answered with %i', async (error, status, words) => {
  const response = errorResponse(error)
  expect(response.status).toBe(status)
  expect(await response.text()).toContain(words)
  expect(response.headers.get('cache-control')).toBe('private, no-store')
})

test.each([new NotionUnavailable('rate_limited', 7, null), new RefreshUnsettled(7)])(
  'a wait that Notion asks for is passed on: %s',
  (error) => {
    const response = errorResponse(error)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7'])
  },
)

test.each([new TypeError('a mistake'), new StorageUnavailable(), new ReadAbandoned()])(
  'an error without a view of its own is thrown on: %s',
  (error) => {
    expect(() => errorResponse(error)).toThrow(error)
  },
)
