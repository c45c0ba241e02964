import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PROMISES } from './promises'

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))

test.each(PROMISES)('$title: the test that backs it is there, and so is its command', ({ proof }) => {
  if (!proof) throw new Error('a promise without a proof')
  expect(readFileSync(proof.file, 'utf8')).toContain(proof.test)
  const [, script = '', , filter] = /^npm run (\S+)( -- (\S+))?$/.exec(proof.command) ?? []
  expect(scripts).toHaveProperty([script])
  if (filter) expect(proof.file).toBe(`${filter}.spec.ts`)
})
