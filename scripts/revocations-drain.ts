// `npm run revocations:drain`: asks Notion now about every token that waits for its revocation. The app does
// the same every few seconds; this is for taking an installation down, or for looking.
import './lib/dotenv'
import { appVault } from '@/lib/bootstrap/app-vault'
import { closeDatabase } from '@/lib/database'
import { command } from './lib/command'

await command(async () => {
  try {
    const asked = await appVault().drainRevocations()
    const { waiting, oldestSeconds, notProvable } = await appVault().readRevocationStats()
    console.log(`Asked Notion about ${asked} ${asked === 1 ? 'token' : 'tokens'}.`)
    if (waiting > 0)
      console.log(
        `${waiting} still wait for Notion's confirmation, the oldest for ${oldestSeconds} s. Run this again.`,
      )
    else console.log('None waits any more.')
    if (notProvable > 0) console.log(`${notProvable} cannot be proven revoked; their persons were told.`)
  } finally {
    await closeDatabase()
  }
})
