import { describe, expect, it, vi } from 'vitest'
import { isProbeProof, probeProof } from './probe'

describe('a proof of AUTH_SECRET', () => {
  it('is valid for a minute, and only unchanged', () => {
    const now = Date.now()
    const proof = probeProof(now)
    expect(isProbeProof(proof, now + 59_000)).toBe(true)
    expect(isProbeProof(proof, now + 61_000)).toBe(false)
    const [until, mac] = proof.split('.')
    for (const wrong of [`${Number(until) + 1}.${mac}`, `${until}.`, `${until}.${mac}x`, '', '.', null])
      expect(isProbeProof(wrong, now)).toBe(false)
  })

  it('is not accepted under another secret', async () => {
    const proof = probeProof()
    vi.stubEnv('AUTH_SECRET', `${process.env.AUTH_SECRET?.slice(1)}Q`)
    vi.resetModules()
    const other = await import('./probe')
    expect(other.isProbeProof(proof)).toBe(false)
    expect(other.isProbeProof(other.probeProof())).toBe(true)
    vi.unstubAllEnvs()
  })
})
