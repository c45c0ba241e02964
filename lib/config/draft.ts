import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress } from 'node:zlib'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { z } from 'zod'
import { config } from './config'
import { cookieAttributes, draftCookieName } from './cookies'

/** Text from a form that couldn't be submitted because the session had ended. */
export interface Draft {
  readonly text: string
  readonly kind: 'paragraph' | 'to_do'
}

/** A cookie in the form that the cookie store of Next.js takes. */
export interface DraftCookie {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly maxAge: number
  readonly httpOnly: true
  readonly sameSite: 'lax'
  readonly secure: boolean
}

export const DRAFT_MINUTES = 15
const MAX_AGE_SECONDS = DRAFT_MINUTES * 60
/** Browsers accept 4,096 bytes per cookie, and nginx 8 kB for the headers of a request. */
const MAX_PART_BYTES = 3_000
const PARTS = [0, 1] as const
/** Twice the limit of a note, because browsers send each line break as two characters. */
const MAX_TEXT_LENGTH = 4_000

const draftSchema = z.object({ text: z.string().max(MAX_TEXT_LENGTH), kind: z.enum(['paragraph', 'to_do']) })
const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)
const HEADER = { alg: 'dir', enc: 'A256GCM' } as const

const key = (): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`latchkey draft ${config().authSecret}`).digest())

/** Parses a draft from a form; null if nothing was typed. */
export function parseDraft(form: { get(name: string): unknown }): Draft | null {
  const text = form.get('text')
  if (typeof text !== 'string' || text.trim() === '') return null
  return {
    text: text.replaceAll('\r\n', '\n').slice(0, MAX_TEXT_LENGTH),
    kind: form.get('kind') === 'to_do' ? 'to_do' : 'paragraph',
  }
}

/**
 * Creates cookies that store a draft in the browser while the person signs in again; it works without JavaScript. They
 * are encrypted, sent only to `path` and below, and expire after 15 minutes. Empty if the text is too long.
 */
export async function draftCookies(draft: Draft, path: string): Promise<DraftCookie[]> {
  // UTF-16 takes less space than UTF-8 for scripts with three bytes per letter.
  const utf16 = new Uint8Array(Buffer.from(JSON.stringify(draft), 'utf16le'))
  const sealed = await new CompactEncrypt(new Uint8Array(await compress(utf16)))
    .setProtectedHeader(HEADER)
    .encrypt(key())
  if (sealed.length > MAX_PART_BYTES * PARTS.length) return []
  return PARTS.map((part) =>
    draftCookie(part, sealed.slice(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES), path),
  )
}

function draftCookie(part: number, value: string, path: string): DraftCookie {
  return {
    name: draftCookieName(part),
    value,
    ...cookieAttributes(),
    path,
    maxAge: value === '' ? 0 : MAX_AGE_SECONDS,
  }
}

/** Creates cookies that delete the draft at `path`. */
export const expiredDraftCookies = (path: string): DraftCookie[] =>
  PARTS.map((part) => draftCookie(part, '', path))

/** Reads the draft from a request's cookies; null if there is none or it can't be decrypted. */
export async function readDraft(value: (name: string) => string | undefined): Promise<Draft | null> {
  const sealed = PARTS.map((part) => value(draftCookieName(part)) ?? '').join('')
  if (sealed === '') return null
  try {
    const { plaintext } = await compactDecrypt(sealed, key(), {
      keyManagementAlgorithms: [HEADER.alg],
      contentEncryptionAlgorithms: [HEADER.enc],
    })
    const bytes = await decompress(plaintext, { maxOutputLength: 8 * MAX_TEXT_LENGTH })
    return draftSchema.parse(JSON.parse(bytes.toString('utf16le')))
  } catch {
    return null
  }
}
