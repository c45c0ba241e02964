import { describe, expect, it, test } from 'vitest'
import { ViewBudget } from '../view-budget'
import { highlight } from './highlight'
import { HighlightThread } from './highlight-thread'
import { GRAMMARS } from './languages'

const wordsOf = (tokens: Awaited<ReturnType<typeof highlight>>) =>
  tokens?.map(({ content }) => content).join('')

const painted = (code: string, language: string) => highlight(code, language, new ViewBudget())

test('the first code of a language is highlighted completely, each line in the state of the previous one', async () => {
  const code = `/* from\nhere */\n${'const a = 1\n'.repeat(40)}const last = \`x\n\${a} y\``
  const tokens = await painted(code, 'typescript')
  expect(wordsOf(tokens)).toBe(code)
  const kindOf = (word: string) => tokens?.find(({ content }) => content.includes(word))?.kind
  expect(kindOf('here */')).toBe('comment')
  expect(kindOf(' y`')).toMatch(/^string/)
  expect(tokens?.filter(({ content, kind }) => content.includes('const') && kind === 'keyword')).toHaveLength(
    41,
  )
}, 30_000)

test('every grammar exists', async () => {
  for (const grammar of new Set(Object.values(GRAMMARS)))
    if (grammar)
      expect((await import(`shiki/langs/${grammar}.mjs`)).default.at(-1)?.name, grammar).toBeTruthy()
}, 60_000)

test.each([
  ['typescript', 'a<b,'],
  ['typescript', 'async <'],
  ['markdown', '['],
  ['markdown', '*_'],
  ['c++', 'a<'],
])(
  'slow %s code of %j is complete if highlighted, and does not block the event loop',
  async (language, part) => {
    const line = part.repeat(Math.floor(999 / part.length))
    const code = Array.from({ length: 19 }, () => line).join('\r\n')
    let turns = 0
    let over = false
    const turn = () => {
      turns += 1
      if (!over) setTimeout(turn, 1)
    }
    turn()
    const tokens = await painted(code, language)
    over = true
    if (tokens) expect(wordsOf(tokens)).toBe(code.replaceAll('\r\n', '\n'))
    // The work is done in another thread.
    expect(turns).toBeGreaterThan(10)
  },
  30_000,
)

test('the same code is highlighted once for all views', async () => {
  const code = `const once = ${Math.random()}`
  await painted(code, 'typescript')
  const nobody = new ViewBudget()
  while (await nobody.code(1, async () => ({ costMs: 10_000 }))) {}
  expect((await highlight(code, 'typescript', nobody))?.length).toBeGreaterThan(1)
  expect(await highlight(`${code} + 1`, 'typescript', nobody)).toBe(null)
}, 30_000)

test('a view highlights code up to its budget, and the rest is plain', async () => {
  const budget = new ViewBudget()
  const blocks = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      highlight(`// ${index}\n`.padEnd(19_000, 'a\n'), 'json', budget),
    ),
  )
  const plain = blocks.filter((one) => one === null).length
  expect(plain).toBeGreaterThanOrEqual(19)
  expect(plain).toBeLessThan(40)
}, 30_000)

test('tokens are counted over a whole view', () => {
  const budget = new ViewBudget()
  expect([budget.takeTokens(20_000), budget.takeTokens(20_000), budget.takeTokens(5_000)]).toEqual([
    true,
    false,
    true,
  ])
})

describe('a thread', () => {
  it('continues after an unknown grammar', async () => {
    const thread = new HighlightThread()
    const [none, some] = await Promise.all([
      thread.tokenize('a', 'no-such-grammar'),
      thread.tokenize('const b = 2', 'typescript'),
    ])
    expect(none).toBe(null)
    expect(some?.ends.at(-1)).toBe('const b = 2'.length)
  }, 60_000)

  it.each(['endless', 'exit', 'throw', 'memory'])(
    'that ends in %s is replaced, and the queue continues',
    async (code) => {
      const thread = new HighlightThread({
        script: 'test-support/stubborn-thread.mjs',
        maxFirstMs: 3_000,
        maxJobMs: 1_000,
      })
      const answers = await Promise.all([
        thread.tokenize('first', 'a'),
        thread.tokenize(code, 'a'),
        thread.tokenize('next', 'a'),
        thread.tokenize(code, 'b'),
        thread.tokenize('last', 'b'),
      ])
      expect(answers.map((one) => one?.names[0] ?? null)).toEqual(['first', null, 'next', null, 'last'])
    },
    60_000,
  )

  it('limits its queue', async () => {
    const thread = new HighlightThread({ script: 'test-support/stubborn-thread.mjs' })
    const answers = await Promise.all(Array.from({ length: 500 }, () => thread.tokenize('one', 'a')))
    const done = answers.filter((one) => one !== null).length
    expect(done).toBeGreaterThan(100)
    expect(done).toBeLessThan(300)
  }, 60_000)
})
