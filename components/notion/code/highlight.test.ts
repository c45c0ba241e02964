import { expect, test } from 'vitest'
import { highlight } from './highlight'

const wordsOf = (tokens: Awaited<ReturnType<typeof highlight>>) =>
  tokens?.map(({ content }) => content).join('')

/** The longest time for which nothing else got its turn while something was awaited. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  let over = false
  const beat = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (!over) setImmediate(beat)
  }
  beat()
  await work()
  over = true
  return longest
}

test('a language’s very first code is coloured to its end, each line as the lines before it say', async () => {
  const code = `/* from\nhere */\n${'const a = 1\n'.repeat(40)}const last = \`x\n\${a} y\``
  const tokens = await highlight(code, 'typescript')
  expect(wordsOf(tokens)).toBe(code)
  const kindOf = (word: string) => tokens?.find(({ content }) => content.includes(word))?.kind
  expect(kindOf('here */')).toBe('comment')
  expect(kindOf(' y`')).toMatch(/^string/)
  expect(tokens?.filter(({ content, kind }) => content.includes('const') && kind === 'keyword')).toHaveLength(
    41,
  )
})

test.each([
  ['typescript', 'a<b,'],
  ['typescript', 'async <'],
  ['markdown', '['],
  ['markdown', '*_'],
  ['c++', 'a<'],
])('%s made to cost time, of %j, is whole, and holds up nobody for long', async (language, part) => {
  const line = part.repeat(Math.floor(999 / part.length))
  const code = Array.from({ length: 19 }, () => line).join('\n')
  // Its expressions are ready: what follows is the code's own cost.
  await highlight('a', language)
  const began = performance.now()
  let shown: string | undefined
  const longest = await longestTurn(async () => {
    shown = wordsOf(await highlight(code, language))
  })
  expect(shown).toBe(code)
  expect(performance.now() - began).toBeLessThan(4_000)
  expect(longest).toBeLessThan(1_500)
})
