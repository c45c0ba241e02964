// `npm run revocations:drain`: revokes every token that is due now. The app does this every few seconds; use the command
// before you shut an installation down, or to see the state.
import './lib/dotenv'
import { appVault } from '@/lib/bootstrap/app-vault'
import { closeDatabase } from '@/lib/database'
import { runCommand } from './lib/command'

await runCommand(async () => {
  try {
    const handled = await appVault().drainRevocations()
    const { waiting, oldestSeconds, notProvable } = await appVault().readRevocationStats()
    console.log(`Handled ${handled} ${handled === 1 ? 'token' : 'tokens'}.`)
    if (waiting > 0)
      console.log(
        `${waiting} still wait for Notion's confirmation, the oldest for ${oldestSeconds} s. Run this again.`,
      )
    else console.log('No token is waiting.')
    if (notProvable > 0)
      console.log(`${notProvable} can't be proven to be revoked; their owners see that in the app.`)
  } finally {
    await closeDatabase()
  }
})
