import { describe, expect, it } from 'vitest'
import { DEFAULT_PERSON_CAPS, DEFAULT_RATE_LIMITS, parsePersonCaps, parseRateLimits } from './limits'

describe('RATE_LIMITS_PER_MINUTE', () => {
  it('changes the named limits and keeps the other defaults', () => {
    expect(parseRateLimits('')).toEqual(DEFAULT_RATE_LIMITS)
    expect(parseRateLimits('callback=60, views=4800/480')).toEqual({
      ...DEFAULT_RATE_LIMITS,
      callback: { ...DEFAULT_RATE_LIMITS.callback, address: 60 },
      views: { address: 4800, person: 480 },
    })
  })

  it.each([
    ['nothing=1', /"nothing", which is no limit.*sign-in/],
    ['constructor=1', /"constructor", which is no limit/],
    ['views', /must give views/],
    ['views=0', /must give views/],
    ['views=-1', /must give views/],
    ['views=1.5', /must give views/],
    ['views=1e9', /must give views/],
    ['views=1/2/3', /must give views/],
    ['views=1/', /must give views/],
  ])('%s is refused', (text, message) => {
    expect(parseRateLimits(text)).toMatch(message)
  })
})

describe('MAX_PER_PERSON', () => {
  it('changes the named limits and keeps the other defaults', () => {
    expect(parsePersonCaps('sessions=3')).toEqual({ ...DEFAULT_PERSON_CAPS, sessions: 3 })
  })

  it.each([
    ['tokens=1', /names "tokens"/],
    ['sessions=0', /must give sessions/],
    ['sessions=many', /must give sessions/],
  ])('%s is refused', (text, message) => {
    expect(parsePersonCaps(text)).toMatch(message)
  })
})
