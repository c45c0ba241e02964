import { service } from './services.mjs'

/** What a program needs of this process's environment to run at all. */
const NEEDED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'SystemRoot']

/**
 * Starts the Notion emulator. Its client secret goes by the environment: every user of the machine can read the
 * arguments of a process. It gets no other variable of ours.
 */
export function startEmulator({ port, data, log, clientId, clientSecret, redirectUri, limits = false }) {
  const env = Object.fromEntries(
    NEEDED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
  return service(
    'The Notion emulator',
    ['packages/notion-emulator/cli.ts', '--port', String(port), '--data', data]
      .concat(['--client-id', clientId, '--redirect-uri', redirectUri])
      .concat(limits ? ['--limits'] : []),
    { env: { ...env, NOTION_CLIENT_SECRET: clientSecret }, log, tsx: true },
  )
}
