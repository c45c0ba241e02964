export type Bytes = readonly number[]

export const bytesOf = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0) & 0xff)

const digits = (value: number, size: number) =>
  Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** index) % 256)

/** A number, its smallest byte first. */
export const little = digits
/** A number, its largest byte first. */
export const big = (value: number, size: number): number[] => digits(value, size).reverse()

export const joined = (...parts: readonly Bytes[]): Uint8Array => Uint8Array.from(parts.flat())
