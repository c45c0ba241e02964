// `npm run vault:rotate`: seals every stored token anew under the first key of TOKEN_KEYS. The app may run
// meanwhile on PostgreSQL. When nothing is broken, the older keys can leave TOKEN_KEYS.
import './setup/dotenv'
import { rotateKeys } from '@/lib/connections'
import { closeDatabase } from '@/lib/database'
import { sealingKeyId } from '@/lib/vault'
import { command } from './setup/command'

await command(async () => {
  const { resealed, broken } = await rotateKeys().finally(closeDatabase)
  console.log(`${resealed} tokens are now sealed with the key "${sealingKeyId()}".`)
  if (broken === 0) console.log('The other keys of TOKEN_KEYS are not needed any more.')
  else
    throw new Error(
      `${broken} tokens do not open with any key of TOKEN_KEYS and were left as they are. Put their key back and run this again; the log names the rows.`,
    )
})
