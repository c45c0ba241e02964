const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/**
 * Runs `work` and prints its progress and duration. On a terminal the line is updated; elsewhere (CI) only the result is
 * printed.
 *
 * @template T
 * @param {string} doing a description, such as "Building the app"
 * @param {() => Promise<T>} work
 * @param {(result: T) => string} [done] the text after success; defaults to `doing`
 * @returns {Promise<T>}
 */
export async function runStep(doing, work, done = () => doing) {
  const started = performance.now()
  const live = process.stdout.isTTY === true
  let ticks = 0
  const draw = () =>
    process.stdout.write(`\r\x1b[2K  ${'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'[ticks++ % 10]} ${doing} … ${seconds(started)}`)
  const timer = live ? setInterval(draw, 100) : undefined
  try {
    const result = await work()
    if (live) process.stdout.write('\r\x1b[2K')
    console.log(`  ✓ ${done(result)} (${seconds(started)})`)
    return result
  } catch (error) {
    if (live) process.stdout.write('\r\x1b[2K')
    console.log(`  ✗ ${doing} (${seconds(started)})`)
    throw error
  } finally {
    clearInterval(timer)
  }
}
