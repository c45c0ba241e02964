import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Also read by the global set-up, which runs in this process.
process.env.LOG_LEVEL ||= 'silent'
const secret = () => randomBytes(32).toString('base64url')

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/.next/**', 'e2e/**'],
    globalSetup: ['test-support/global-setup.ts'],
    setupFiles: ['test-support/setup.ts'],
    // A whole configuration, so that no test depends on the developer's. Nothing listens on port 9.
    env: {
      DATABASE_URL: '',
      DATABASE_DIRECT_URL: '',
      AUTH_SECRET: secret(),
      AUTH_URL: 'http://localhost:3000',
      NOTION_CLIENT_ID: 'client-of-the-tests',
      NOTION_CLIENT_SECRET: secret(),
      NOTION_REDIRECT_URI: '',
      NOTION_API_URL: 'http://127.0.0.1:9',
      TOKEN_KEYS: `test:${secret()}`,
      TOKEN_MAX_AGE_DAYS: '',
      STOP_GRACE_SECONDS: '',
      LATCHKEY_DEMO: '',
    },
    // Its imports of next/server lack the extension that Node.js requires.
    server: { deps: { inline: ['next-auth'] } },
    execArgv: ['--liftoff-only'],
    // Two databases and child processes share a small machine.
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
})
