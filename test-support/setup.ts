import { afterEach, beforeEach, expect, vi } from 'vitest'

// Silence is tested: what a test does not expect on the console fails it.
beforeEach(() => {
  vi.spyOn(console, 'error')
  vi.spyOn(console, 'warn')
})

afterEach(() => {
  const said = [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.warn).mock.calls]
  vi.restoreAllMocks()
  expect(said, 'console.error or console.warn was called').toEqual([])
})
