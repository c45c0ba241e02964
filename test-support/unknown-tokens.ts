import { compactDecrypt } from 'jose'
import type { IssuedToken, NotionAdmin } from './notion-admin'

interface Installed {
  readonly notion: Pick<NotionAdmin, 'aliveTokens'>
  /** The installation's `TOKEN_KEYS`. */
  readonly tokenKeys: string
  query(sql: string): Promise<readonly { readonly sealed: string }[]>
}

const SEALED = `SELECT "sealedAccessToken" AS "sealed" FROM "Connection"
  UNION ALL SELECT "sealedRefreshToken" FROM "Connection" WHERE "sealedRefreshToken" IS NOT NULL
  UNION ALL SELECT "sealedToken" FROM "PendingRevocation" WHERE "sealedToken" IS NOT NULL`

/** The tokens that Notion honours and that no row of the database holds: each row is opened and compared. */
export async function unknownTokens({ notion, tokenKeys, query }: Installed): Promise<IssuedToken[]> {
  const keys = new Map(
    tokenKeys.split(',').map((one) => {
      const [id = '', key = ''] = one.trim().split(':')
      return [id, new Uint8Array(Buffer.from(key, 'base64url'))]
    }),
  )
  const known = new Set<string>()
  for (const { sealed } of await query(SEALED)) {
    const { plaintext } = await compactDecrypt(sealed, ({ kid }) => keys.get(kid ?? '') ?? new Uint8Array())
    known.add(new TextDecoder().decode(plaintext))
  }
  return (await notion.aliveTokens()).filter(({ token }) => !known.has(token))
}
