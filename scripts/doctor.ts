// `npm run doctor`: checks everything that an installation needs, and says how to fix problems.
import './lib/dotenv'
import { ConfigurationError, config } from '@/lib/config'
import { runCommand } from './lib/command'
import { checkDatabase } from './lib/doctor/database'
import { type Finding, ok } from './lib/doctor/finding'
import { checkNode, checkNotion, checkPort, showRedirectUri } from './lib/doctor/installation'
import { checkProxy } from './lib/doctor/proxy'
import { checkTransports } from './lib/doctor/transport'

const DEFAULT_PORT = 3000

function checkConfiguration(): Finding[] {
  try {
    config()
    return [ok('The configuration is complete.')]
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return error.faults.map((fault) => ({ isOk: false, message: fault }))
  }
}

await runCommand(async () => {
  const { MIN_NODE_VERSION, whyTooOld } = await import('./lib/setup/node-floor.mjs')
  const findings = [
    checkNode(MIN_NODE_VERSION, whyTooOld()),
    await checkPort(Number(process.env.PORT || DEFAULT_PORT)),
    ...checkConfiguration(),
  ]
  if (findings.every(({ isOk }, index) => isOk || index < 2)) {
    const known = config()
    const { databaseUrl: DATABASE_URL, databaseDirectUrl: DATABASE_DIRECT_URL } = known
    findings.push(
      showRedirectUri(known),
      ...(await checkDatabase(known)),
      ...(await checkTransports({ DATABASE_URL, DATABASE_DIRECT_URL })),
      await checkNotion(known),
      ...(await checkProxy(known)),
    )
  }
  for (const { isOk, message, fix } of findings)
    console.log(`${isOk ? '✓' : '✗'} ${message}${fix ? `\n    → ${fix}` : ''}`)
  const faults = findings.filter(({ isOk }) => !isOk).length
  console.log(
    faults === 0 ? '\nEverything is fine.' : `\n${faults} ${faults === 1 ? 'problem' : 'problems'} found.`,
  )
  if (faults > 0) process.exit(1)
})
