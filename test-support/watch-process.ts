import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

export interface Watched {
  /** The longest time that another request waited, in milliseconds. */
  readonly longest: number
  /** The same without the time that the app waited for a processor: what a quiet machine would show. */
  readonly busiest: number
  /** Resident memory of the app before, and at most, in bytes. */
  readonly before: number
  readonly most: number
  readonly alive: boolean
}

/** Watches an app while something is done: how long it lets others wait, and how much memory it takes. */
export async function watched<Result>(
  app: { readonly url: string; readonly pid: number },
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly seen: Watched }> {
  const address = `${app.url.replace('localhost', '127.0.0.1')}/api/health/live`
  const worker = new Worker(`${process.cwd()}/test-support/watch-thread.mjs`, {
    workerData: { address, pid: app.pid },
  })
  await new Promise((resolve) => worker.once('online', resolve))
  await delay(200)
  const result = await work()
  await delay(200)
  const told = new Promise<Watched>((resolve) => worker.once('message', resolve))
  worker.postMessage('end')
  return { result, seen: await told }
}
