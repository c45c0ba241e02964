import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedSecrets } from '@/test-support/app-process'
import { startProcess } from '@/test-support/child-process'
import { createPostgresDatabase } from '@/test-support/postgres-databases'
import { openDatabase } from './database'
import { missingMigrations } from './migrate'

const MINUTE = 60_000

/** Runs `npm run db:migrate` as a separate process. */
function migrating(variables: Record<string, string>) {
  const started = startProcess(['scripts/db-migrate.ts'], {
    tsx: true,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LATCHKEY_IGNORE_DOTENV: '1',
      AUTH_URL: 'http://localhost:3000',
      NOTION_CLIENT_ID: 'id',
      NOTION_CLIENT_SECRET: 'secret',
      ...sharedSecrets(),
      ...variables,
    },
  })
  return started.exited.then((code) => ({ code, output: started.output() }))
}

describe('several processes on PostgreSQL', () => {
  it(
    'can migrate at once: one does, the others wait, none fails',
    async () => {
      const url = await createPostgresDatabase('migrated_at_once')
      const ended = await Promise.all(Array.from({ length: 3 }, () => migrating({ DATABASE_URL: url })))
      expect(ended.map((one) => one.code)).toEqual([0, 0, 0])
      expect(ended.filter((one) => /applied \d/.test(one.output))).toHaveLength(1)
      const opened = await openDatabase({ url })
      expect(await missingMigrations(opened)).toEqual([])
      await opened.close()
    },
    MINUTE,
  )
})

describe('a second process on the embedded database', () => {
  it(
    'fails with a message that names the folder, its holder and what to do',
    async () => {
      const parent = mkdtempSync(join(tmpdir(), 'latchkey-in-use-'))
      const folder = join(parent, 'db')
      const opened = await openDatabase({ folder })
      try {
        const { code, output } = await migrating({ LATCHKEY_DATA_DIR: folder })
        expect(code).not.toBe(0)
        expect(output).toContain('in use by another process')
        expect(output).toContain('DATABASE_URL')
        expect(output).not.toMatch(/\n\s+at /)
      } finally {
        await opened.close()
        rmSync(parent, { recursive: true, force: true })
      }
    },
    MINUTE,
  )
})
