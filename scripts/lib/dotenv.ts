import nextEnv from '@next/env'

// The .env files in Next.js' own order, for commands that run outside of it. A command imports this first
// and by itself, because the logger reads its level when it is loaded. The demo's commands don't see them.
if (process.env.LATCHKEY_IGNORE_DOTENV !== '1')
  nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV === 'development', {
    info() {},
    error: console.error,
  })
