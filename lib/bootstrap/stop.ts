import { setTimeout as delay } from 'node:timers/promises'
import { log } from '../config'
import { closeDatabase } from '../database'
import type { TokenVault } from '../token-vault'

/** With the database's close after it, a stop takes at most 25 s: an orchestrator kills after 30 s as a rule. */
const MAX_WORK_MS = 23_000
/**
 * Answers that are still being sent this long after the signal are cut off, so that background work has its turn.
 * A request that came at the end of the grace may wait 15 s for the refresh of a token.
 */
const MAX_REQUESTS_MS = 22_000
/** Closing the database takes a moment; one that is silent is not waited for. */
const MAX_CLOSE_MS = 1_500

/** The HTTP server of scripts/start.mjs. `next dev` has its own, which this process cannot drain. */
interface DrainableServer {
  retire(): void
  drain(milliseconds: number): Promise<number>
}

const shared = globalThis as typeof globalThis & { latchkeyHttpServer?: DrainableServer }

/**
 * Stops this process's work, in order: not ready any more, no new connections, running requests, background
 * work, the database. Takes at most 25 s, and names on the log each pair of tokens that is lost by then.
 *
 * @param graceMs how long requests are still taken, so that a load balancer notices that we are not ready
 */
export async function stopInOrder({ tasks }: TokenVault, graceMs: number): Promise<void> {
  const began = performance.now()
  const left = (bound: number) => Math.max(0, bound - (performance.now() - began))
  tasks.beginStop()
  log.info('stopping: no longer ready, running requests and background work are finished first')
  const server = shared.latchkeyHttpServer
  if (server) {
    server.retire()
    await delay(graceMs)
    const cut = await server.drain(left(MAX_REQUESTS_MS))
    if (cut > 0) log.warn({ requests: cut }, 'stopped before these requests were answered')
  }
  if (!(await tasks.waitUntilIdle(left(MAX_WORK_MS)))) {
    for (const pair of tasks.unsavedPairs)
      log.error(
        pair,
        'stopped before a pair of tokens that Notion issued could be written: it is lost, and the connection may have to be authorized again',
      )
    log.warn('stopped before all background work was done; other processes or the next start continue it')
  }
  await Promise.race([
    closeDatabase().catch((error: unknown) =>
      log.warn({ err: error }, 'the database was not closed in order'),
    ),
    delay(MAX_CLOSE_MS),
  ])
  log.info('stopped')
}
