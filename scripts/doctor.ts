// `npm run doctor`: looks at everything that an installation needs and says how to mend what is wrong.
import './lib/dotenv'
import { ConfigurationError, config } from '@/lib/config'
import { command } from './lib/command'
import { database } from './lib/doctor/database'
import { type Finding, good } from './lib/doctor/finding'
import { node, notion, port, redirectAddress } from './lib/doctor/installation'
import { front } from './lib/doctor/proxy'
import { transports } from './lib/doctor/transport'

const DEFAULT_PORT = 3000

function configuration(): Finding[] {
  try {
    config()
    return [good('The configuration is complete.')]
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return error.faults.map((fault) => ({ good: false, says: fault }))
  }
}

await command(async () => {
  const { FLOOR, tooOld } = await import('./lib/setup/node-floor.mjs')
  const findings = [
    node(FLOOR, tooOld()),
    await port(Number(process.env.PORT || DEFAULT_PORT)),
    ...configuration(),
  ]
  if (findings.every(({ good }, place) => good || place < 2)) {
    const known = config()
    const { databaseUrl: DATABASE_URL, databaseDirectUrl: DATABASE_DIRECT_URL } = known
    findings.push(
      redirectAddress(known),
      ...(await database(known)),
      ...(await transports({ DATABASE_URL, DATABASE_DIRECT_URL })),
      await notion(known),
      ...(await front(known)),
    )
  }
  for (const { good, says, mend } of findings)
    console.log(`${good ? '✓' : '✗'} ${says}${mend ? `\n    → ${mend}` : ''}`)
  const faults = findings.filter(({ good }) => !good).length
  console.log(faults === 0 ? '\nNothing to mend.' : `\n${faults} to mend.`)
  if (faults > 0) process.exit(1)
})
