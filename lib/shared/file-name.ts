/** File systems allow 255 bytes, some 143, and the extension needs a few. */
const MAX_BYTES = 120
/** Characters that Windows, macOS or Linux forbid in a name, and those that hide what a name is. */
const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff/\\:*?"<>|]/gu
/** Devices on Windows, with any extension. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)/i

const bytesOf = (text: string) => new TextEncoder().encode(text).length

function truncateBytes(text: string, most: number): string {
  let shown = ''
  let bytes = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += bytesOf(segment)
    if (bytes > most) break
    shown += segment
  }
  return shown
}

/**
 * A title as the name of a file, without its extension, that every operating system accepts.
 *
 * @param instead when nothing of the title is left
 */
export function toFileName(title: string, instead: string): string {
  const plain = title
    // Half of a character can't be encoded.
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  // A leading dot hides a file, and Windows drops dots and spaces at the end.
  const name = truncateBytes(plain.replace(/^[.\s]+/, ''), MAX_BYTES).replace(/[.\s]+$/, '')
  return name === '' ? instead : RESERVED.test(name) ? `_${name}` : name
}

/** The header of a download: the name as it is, and in ASCII for what doesn't know RFC 8187. See RFC 6266. */
export function attachmentHeader(name: string, extension: string): string {
  const encoded = encodeURIComponent(`${name}.${extension}`).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/gu, '_')
    .replace(/[%"\\]/g, '_')
  const readable = /[A-Za-z0-9]/.test(ascii) ? ascii : 'page'
  return `attachment; filename="${readable}.${extension}"; filename*=UTF-8''${encoded}`
}
