import nextEnv from '@next/env'

// Loads the .env files in the same order as Next.js, for commands that run outside it. It must be a command's first
// import, because the logger reads its level when it is loaded. The demo doesn't use .env files.
if (process.env.LATCHKEY_IGNORE_DOTENV !== '1')
  nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV === 'development', {
    info() {},
    error: console.error,
  })
