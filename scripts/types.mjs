// `npm run types`: TypeScript over everything, after Next.js wrote the types of routes and styles.
import { generate, generated } from './setup/generate.mjs'
import { program, run } from './setup/run.mjs'

try {
  if (!generated()) await generate()
  await run('next typegen', [program('next/dist/bin/next'), 'typegen'], {
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  })
  await run('tsc', [program('typescript/lib/tsc.js'), '--noEmit'], { show: true })
} catch (error) {
  console.error(error.output || error.message)
  process.exit(1)
}
