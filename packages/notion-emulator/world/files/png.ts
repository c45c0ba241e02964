import { deflateSync } from 'node:zlib'
import { type Bytes, big, bytesOf, joined } from './bytes'

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

/** @see https://www.w3.org/TR/png-3/ annex D */
function crc(bytes: Bytes): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

function chunk(type: string, data: Bytes): number[] {
  const body = [...bytesOf(type), ...data]
  return [...big(data.length, 4), ...body, ...big(crc(body), 4)]
}

const SIZE = 128
const COLORS = [
  [0x1d, 0x3b, 0x53],
  [0xf2, 0xc1, 0x4e],
  [0xb4, 0x53, 0x2a],
] as const

/** A square of stripes. */
export function pattern(): Uint8Array {
  // Eight bits for each of red, green and blue; nothing interlaced.
  const header = [...big(SIZE, 4), ...big(SIZE, 4), 8, 2, 0, 0, 0]
  const rows = Array.from({ length: SIZE }, (_, y) => [
    0,
    ...Array.from({ length: SIZE }, (_, x) => COLORS[Math.floor((x + y) / 16) % COLORS.length] ?? []).flat(),
  ])
  return joined(
    [0x89, ...bytesOf('PNG\r\n'), 0x1a, 0x0a],
    chunk('IHDR', header),
    chunk('IDAT', Array.from(deflateSync(Uint8Array.from(rows.flat())))),
    chunk('IEND', []),
  )
}
