import { startService } from './services.mjs'

/** The variables of this process that a program needs to run. */
const NEEDED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'SystemRoot']

/**
 * Starts the Notion emulator. It gets the client secret in the environment, because every user of the machine can read
 * the arguments of a process, and none of our other variables.
 */
export function startEmulator({ port, data, log, clientId, clientSecret, redirectUri, limits = false }) {
  const env = Object.fromEntries(
    NEEDED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
  return startService(
    'The Notion emulator',
    ['packages/notion-emulator/cli.ts', '--port', String(port), '--data', data]
      .concat(['--client-id', clientId, '--redirect-uri', redirectUri])
      .concat(limits ? ['--limits'] : []),
    { env: { ...env, NOTION_CLIENT_SECRET: clientSecret }, log, tsx: true },
  )
}
