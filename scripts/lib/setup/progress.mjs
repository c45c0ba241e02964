const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/**
 * Says what is being done, does it, and says how long it took. On a terminal the line is replaced when
 * done; elsewhere (CI) only the end is printed.
 *
 * @template T
 * @param {string} doing what is happening now, e.g. "Building the app"
 * @param {() => Promise<T>} work
 * @param {(result: T) => string} [done] the sentence for the end; `doing` when absent
 * @returns {Promise<T>}
 */
export async function step(doing, work, done = () => doing) {
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
