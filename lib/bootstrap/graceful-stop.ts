import { setTimeout as delay } from 'node:timers/promises'
import { log } from '../config'
import { closeDatabase } from '../database'
import type { TokenVault } from '../token-vault'

/** Including the close of the database, a stop takes at most 25 s; orchestrators usually kill after 30 s. */
const MAX_WORK_MS = 23_000
/**
 * Responses that take longer than this after the signal are cut off, so that background work can finish. A request that
 * arrived at the end of the grace period may wait 15 s for a token refresh.
 */
const MAX_REQUESTS_MS = 22_000
/** Don't wait longer than this for a database that doesn't respond. */
const MAX_CLOSE_MS = 1_500

/** The HTTP server of scripts/start.mjs. `next dev` has its own, which this process cannot drain. */
interface DrainableServer {
  retire(): void
  drain(milliseconds: number): Promise<number>
}

const shared = globalThis as typeof globalThis & { latchkeyHttpServer?: DrainableServer }

/**
 * Stops this process in order: it stops being ready, accepts no new connections, finishes running requests, then
 * background work, then closes the database. Takes at most 25 s, and logs each pair of tokens that is lost.
 *
 * @param graceMs how long requests are still accepted, so that a load balancer notices that the process isn't ready
 */
export async function stopGracefully({ tasks }: TokenVault, graceMs: number): Promise<void> {
  const startedAt = performance.now()
  const remaining = (bound: number) => Math.max(0, bound - (performance.now() - startedAt))
  tasks.beginStop()
  log.info('stopping: no longer ready, finishing running requests and background work')
  const server = shared.latchkeyHttpServer
  if (server) {
    server.retire()
    await delay(graceMs)
    const cut = await server.drain(remaining(MAX_REQUESTS_MS))
    if (cut > 0) log.warn({ requests: cut }, 'stopped before these requests were finished')
  }
  if (!(await tasks.waitUntilIdle(remaining(MAX_WORK_MS)))) {
    for (const pair of tasks.unsavedPairs)
      log.error(
        pair,
        'stopped before a pair of tokens could be stored: it is lost, and the connection may have to be authorized again',
      )
    log.warn('stopped before all background work was finished; other processes or the next start continue it')
  }
  await Promise.race([
    closeDatabase().catch((error: unknown) => log.warn({ err: error }, 'closing the database failed')),
    delay(MAX_CLOSE_MS),
  ])
  log.info('stopped')
}
