import { expect, it, test } from 'vitest'
import { bareNotionId, isUuid, notionIdAtEnd, parseNotionId } from './ids'

const ID = '5c0f6c1e-7f0a-4f2b-9a53-0d8b7c1e2f34'
const BARE = ID.replaceAll('-', '')

it.each([ID, BARE, BARE.toUpperCase()])('reads the Notion id %s', (value) => {
  expect(parseNotionId(value)).toBe(ID)
  expect(bareNotionId(value)).toBe(BARE)
})

it.each(['', 'roadmap', BARE.slice(1), `${BARE}0`, `${ID}-`, 7, null, undefined])('rejects %j', (value) => {
  expect(parseNotionId(value)).toBeNull()
  expect(bareNotionId(value)).toBeNull()
})

it.each([BARE, ID, `Plan-${BARE}`, `Plan-${ID}`, `/acme/${BARE}`, `ab-${BARE}`, `/p/Plan-b-${ID}`])(
  'finds the id at the end of %s',
  (path) => {
    expect(notionIdAtEnd(path)).toBe(ID)
  },
)

it.each(['', '/acme/Plan', `Plan${BARE}`, `${BARE}-Plan`, `a${ID}`])(
  'finds no id at the end of %s',
  (path) => {
    expect(notionIdAtEnd(path)).toBeNull()
  },
)

test('our UUIDs are dashed and lowercase', () => {
  expect(isUuid(ID)).toBe(true)
  for (const value of [BARE, ID.toUpperCase(), `${ID} `, null, 7]) expect(isUuid(value)).toBe(false)
})
