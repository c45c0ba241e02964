// `npm run vault:rotate`: reseals every stored token with the first key of TOKEN_KEYS. On PostgreSQL the app may keep
// running. Remove old keys from TOKEN_KEYS only when this command says so. It can be run again at any time.
import './lib/dotenv'
import { appVault } from '@/lib/bootstrap/app-vault'
import { closeDatabase } from '@/lib/database'
import type { RotationResult } from '@/lib/token-vault'
import { runCommand } from './lib/command'

const named = (keyId: string | null) => (keyId === null ? 'an unknown key' : `the key "${keyId}"`)

function report({ resealed, broken, remaining }: RotationResult): void {
  console.log(`${resealed} tokens were sealed with the key "${appVault().sealingKeyId()}".`)
  for (const { keyId, connections, pendingRevocations } of remaining)
    console.log(
      `Still sealed with ${named(keyId)}: ${connections} tokens of connections, ${pendingRevocations} tokens that are pending for revocation.`,
    )
  if (remaining.length === 0)
    console.log('No stored token needs another key. You can remove the other keys from TOKEN_KEYS now.')
  else if (broken > 0)
    throw new Error(
      `${broken} tokens can't be opened with any key of TOKEN_KEYS and were not changed. Add their key again and run this command again; the log names the rows.`,
    )
  else
    throw new Error(
      'A process with the old TOKEN_KEYS sealed tokens during the rotation. Keep these keys, restart every process with the new TOKEN_KEYS, and run this command again.',
    )
}

await runCommand(async () => {
  report(await appVault().rotateKeys().finally(closeDatabase))
})
