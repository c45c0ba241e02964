import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

test('a process started by a command ends when the command is killed', async () => {
  const leave = pathToFileURL('scripts/lib/setup/leave-with-parent.mjs').href
  const parent = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn(process.execPath,
         ['--import', ${JSON.stringify(leave)}, '-e', 'console.log("started"); setInterval(() => {}, 1000)'],
         { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
       setInterval(() => {}, 1000)`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [said] = await once(parent.stdout, 'data')
  expect(String(said)).toContain('started')

  parent.kill('SIGKILL')

  // The pipe's other end is held by both: it closes when the last of them is gone.
  await once(parent.stdout, 'close', { signal: AbortSignal.timeout(5_000) })
})
