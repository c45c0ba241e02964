import { describe, expect, it } from 'vitest'
import { matchesPerson } from './match-person'
import { parsePeopleParams, peopleHref } from './people-params'

const EVERYBODY = { q: '', size: 50, page: 1, upTo: 1_000 }

describe('the address of a list of people', () => {
  it('survives a round trip, and is short by default', () => {
    expect(parsePeopleParams({})).toEqual(EVERYBODY)
    expect(peopleHref('c', parsePeopleParams({}))).toBe('/workspaces/c/people')
    const asked = { q: 'a & b', size: 25, page: 3, upTo: 2_000 } as const
    const href = peopleHref('c', asked, true)
    expect(href).toBe('/workspaces/c/people?q=a+%26+b&size=25&page=3&upTo=2000&plain=1')
    expect(parsePeopleParams(Object.fromEntries(new URLSearchParams(href.split('?')[1])))).toEqual(asked)
  })

  it.each([
    { size: '7' },
    { size: '-50' },
    { page: '0' },
    { page: '-1' },
    { page: '1e9' },
    { page: 'x' },
    { upTo: 'all' },
    { q: ['a', 'b'] },
    { q: '   ' },
  ])('ignores %j', (query) => {
    expect(parsePeopleParams(query)).toEqual(EVERYBODY)
  })

  it('is bounded', () => {
    const most = parsePeopleParams({ q: 'x'.repeat(1_000), page: '999999', upTo: '999999' })
    expect(most).toMatchObject({ page: 200, upTo: 10_000 })
    expect(most.q).toHaveLength(100)
  })
})

describe('a search for people', () => {
  const zoe = { name: 'Zoë Fjørd', email: 'zoe@harbour.example' }
  it.each(['zoe', 'ZOË', 'zo harb', 'fjørd', '@harbour', ''])('“%s” finds her', (words) => {
    expect(matchesPerson(zoe, words)).toBe(true)
  })
  it.each(['zoe quill', 'ada'])('“%s” does not', (words) => {
    expect(matchesPerson(zoe, words)).toBe(false)
  })
  it('does not fail on somebody without a name or an address', () => {
    expect(matchesPerson({ name: null, email: null }, 'a')).toBe(false)
  })
})
