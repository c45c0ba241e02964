import { bytesOf, joined, little } from './bytes'

const RATE = 8_000
const SECONDS = 1
const HERTZ = 440

/** A second of a tone that fades: eight bits, one channel. */
export function tone(): Uint8Array {
  const samples = Array.from({ length: RATE * SECONDS }, (_, index) => {
    const fade = 1 - index / (RATE * SECONDS)
    return 128 + Math.round(60 * fade * Math.sin((2 * Math.PI * HERTZ * index) / RATE))
  })
  // Plain samples, one channel, so many a second, so many bytes a second, one byte each, eight bits.
  const format = [...little(1, 2), ...little(1, 2), ...little(RATE, 4), ...little(RATE, 4), 1, 0, 8, 0]
  return joined(
    bytesOf('RIFF'),
    little(36 + samples.length, 4),
    bytesOf('WAVEfmt '),
    little(format.length, 4),
    format,
    bytesOf('data'),
    little(samples.length, 4),
    samples,
  )
}
