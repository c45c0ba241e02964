// `npm run types`: checks the types of everything, after Next.js has generated those of routes and styles.
import { generate, isGenerated } from './lib/setup/generate.mjs'
import { CommandFailed, program, run } from './lib/setup/run.mjs'

try {
  if (!isGenerated()) await generate()
  await run('next typegen', [program('next/dist/bin/next'), 'typegen'], {
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  })
  await run('tsc', [program('typescript/lib/tsc.js'), '--noEmit'], { show: true })
} catch (error) {
  console.error(error instanceof CommandFailed ? error.output || error.message : error)
  process.exit(1)
}
