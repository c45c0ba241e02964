// `npm run vault:rotate`: seals every stored token under the first key of TOKEN_KEYS. The app may keep running
// on PostgreSQL. The older keys may leave TOKEN_KEYS when this says so; it may be run again at any time.
import './lib/dotenv'
import { appVault } from '@/lib/bootstrap/app-vault'
import { closeDatabase } from '@/lib/database'
import type { RotationResult } from '@/lib/token-vault'
import { command } from './lib/command'

const named = (keyId: string | null) => (keyId === null ? 'no key that we know' : `the key "${keyId}"`)

function report({ resealed, broken, remaining }: RotationResult): void {
  console.log(`${resealed} tokens were sealed with the key "${appVault().sealingKeyId()}".`)
  for (const { keyId, connections, pendingRevocations } of remaining)
    console.log(
      `Still sealed with ${named(keyId)}: ${connections} tokens of connections, ${pendingRevocations} tokens that wait for revocation.`,
    )
  if (remaining.length === 0)
    console.log('No stored token needs another key: the other keys may leave TOKEN_KEYS now.')
  else if (broken > 0)
    throw new Error(
      `${broken} tokens do not open with any key of TOKEN_KEYS and were left as they are. Put their key back and run this again; the log names the rows.`,
    )
  else
    throw new Error(
      'A process with the older TOKEN_KEYS sealed tokens during the rotation. Keep these keys, restart every process with the new TOKEN_KEYS, and run this again.',
    )
}

await command(async () => {
  report(await appVault().rotateKeys().finally(closeDatabase))
})
