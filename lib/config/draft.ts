import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress } from 'node:zlib'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { z } from 'zod'
import { config } from './config'
import { cookieAttributes, draftCookieName } from './cookies'

/** What a person typed into a form that couldn't be submitted, kept until it can be. */
export interface Draft {
  readonly text: string
  readonly kind: 'paragraph' | 'to_do'
}

/** A cookie as `Set-Cookie` and Next.js' cookie store take it. */
export interface DraftCookie {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly maxAge: number
  readonly httpOnly: true
  readonly sameSite: 'lax'
  readonly secure: boolean
}

const MAX_AGE_SECONDS = 900
/** Browsers take 4,096 bytes for one cookie, and nginx 8 kB for all of a request. */
const MAX_PART_BYTES = 3_000
const PARTS = [0, 1] as const
/** Twice what a note may hold: a browser without JavaScript sends each line break as two characters. */
const MAX_TEXT_LENGTH = 4_000

const shape = z.object({ text: z.string().max(MAX_TEXT_LENGTH), kind: z.enum(['paragraph', 'to_do']) })
const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)
const HEADER = { alg: 'dir', enc: 'A256GCM' } as const

const key = (): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`latchkey draft ${config().authSecret}`).digest())

/** A draft out of a form; null when nothing was typed. */
export function draftOf(form: { get(name: string): unknown }): Draft | null {
  const text = form.get('text')
  if (typeof text !== 'string' || text.trim() === '') return null
  return {
    text: text.replaceAll('\r\n', '\n').slice(0, MAX_TEXT_LENGTH),
    kind: form.get('kind') === 'to_do' ? 'to_do' : 'paragraph',
  }
}

/**
 * Cookies that keep a draft in the browser while its writer signs in again, without JavaScript too. Only our key
 * opens them, only pages at `path` and below get them, and they end after 15 minutes. A text that does not fit is
 * not kept: then there are no cookies.
 */
export async function draftCookies(draft: Draft, path: string): Promise<DraftCookie[]> {
  // Half the size for scripts of which each letter takes three bytes in UTF-8.
  const wide = new Uint8Array(Buffer.from(JSON.stringify(draft), 'utf16le'))
  const sealed = await new CompactEncrypt(new Uint8Array(await compress(wide)))
    .setProtectedHeader(HEADER)
    .encrypt(key())
  if (sealed.length > MAX_PART_BYTES * PARTS.length) return []
  return PARTS.map((part) =>
    cookie(part, sealed.slice(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES), path),
  )
}

function cookie(part: number, value: string, path: string): DraftCookie {
  return {
    name: draftCookieName(part),
    value,
    ...cookieAttributes(),
    path,
    maxAge: value === '' ? 0 : MAX_AGE_SECONDS,
  }
}

/** Cookies that delete the draft at `path`. */
export const noDraftCookies = (path: string): DraftCookie[] => PARTS.map((part) => cookie(part, '', path))

/** The draft that a request's cookies hold; null when there is none, or it is not ours. */
export async function readDraft(value: (name: string) => string | undefined): Promise<Draft | null> {
  const sealed = PARTS.map((part) => value(draftCookieName(part)) ?? '').join('')
  if (sealed === '') return null
  try {
    const { plaintext } = await compactDecrypt(sealed, key(), {
      keyManagementAlgorithms: [HEADER.alg],
      contentEncryptionAlgorithms: [HEADER.enc],
    })
    const bytes = await decompress(plaintext, { maxOutputLength: 8 * MAX_TEXT_LENGTH })
    return shape.parse(JSON.parse(bytes.toString('utf16le')))
  } catch {
    return null
  }
}
