import { describe, expect, it, test } from 'vitest'
import { dateTimeIn, dayIn, dayName, exactTimeIn, parseTimeZone, timeIn } from './time-zone'

const at = (text: string) => new Date(text)
const NOW = at('2026-11-27T22:30:00Z')

test.each([
  ['Europe/Oslo', 'Europe/Oslo'],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Etc/GMT+5', 'Etc/GMT+5'],
  [undefined, 'UTC'],
  ['', 'UTC'],
  ['Nowhere/City', 'UTC'],
  ['Europe/Oslo; Path=/', 'UTC'],
  ['a'.repeat(200), 'UTC'],
])('%s is read as %s', (value, zone) => {
  expect(parseTimeZone(value)).toBe(zone)
})

describe('a day', () => {
  it('is the one of the zone', () => {
    expect(dayIn(NOW, 'UTC')).toBe('2026-11-27')
    expect(dayIn(NOW, 'Asia/Tokyo')).toBe('2026-11-28')
    expect(dayIn(NOW, 'America/Los_Angeles')).toBe('2026-11-27')
  })

  it.each([
    ['2026-11-27T00:10:00Z', 'UTC', 'Today, November 27'],
    ['2026-11-26T23:50:00Z', 'UTC', 'Yesterday, November 26'],
    ['2026-11-25T23:50:00Z', 'UTC', 'Wednesday, November 25'],
    ['2025-12-05T12:00:00Z', 'UTC', 'Friday, December 5, 2025'],
    ['2026-11-27T14:00:00Z', 'Asia/Tokyo', 'Yesterday, November 27'],
    ['2026-11-27T16:00:00Z', 'Asia/Tokyo', 'Today, November 28'],
  ])('of %s in %s is %s', (moment, zone, words) => {
    expect(dayName(at(moment), NOW, zone)).toBe(words)
  })

  it('of 25 hours has one day before it', () => {
    const now = at('2026-10-25T22:30:00Z')
    expect(dayName(at('2026-10-24T22:30:00Z'), now, 'Europe/Oslo')).toBe('Today, October 25')
    expect(dayName(at('2026-10-24T21:30:00Z'), now, 'Europe/Oslo')).toBe('Yesterday, October 24')
  })
})

test('times are those of the zone', () => {
  expect(timeIn(NOW, 'UTC')).toBe('22:30')
  expect(timeIn(at('2026-11-27T00:05:00Z'), 'UTC')).toBe('00:05')
  expect(timeIn(NOW, 'Asia/Kolkata')).toBe('04:00')
  expect(exactTimeIn(NOW, 'Europe/Oslo')).toMatch(/^November 27, 2026\W+(at\W+)?23:30:00 GMT\+1$/)
  expect(dateTimeIn(at('2026-11-22T14:05:00Z'), NOW, 'UTC')).toBe('Nov 22, 14:05')
  expect(dateTimeIn(at('2025-11-22T14:05:00Z'), NOW, 'UTC')).toBe('Nov 22, 2025, 14:05')
})
