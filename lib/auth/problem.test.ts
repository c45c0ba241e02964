import { describe, expect, it } from 'vitest'
import { parseProblemReason, safeReturnTo } from './problem'

describe('the path to return to', () => {
  it.each(['/workspaces', '/settings/connections?notice=connected', '/workspaces/1?a=%2F'])(
    '%s is ours',
    (path) => {
      expect(safeReturnTo(path, '/')).toBe(path)
    },
  )

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '/api/auth/callback/notion?code=1',
    'workspaces',
    ` /workspaces`,
    `/${'a'.repeat(2_100)}`,
    '',
    null,
    undefined,
    ['/workspaces'],
  ])('%s is not', (value) => {
    expect(safeReturnTo(value, '/fallback')).toBe('/fallback')
  })

  it('drops fragment and host', () => {
    expect(safeReturnTo('/a/../workspaces#x', '/')).toBe('/workspaces')
  })
})

describe('the reason of a problem', () => {
  it('is a known one or `unknown`', () => {
    expect(parseProblemReason('cancelled')).toBe('cancelled')
    for (const value of ['<script>', '', null, ['cancelled'], '__proto__'])
      expect(parseProblemReason(value)).toBe('unknown')
  })
})
