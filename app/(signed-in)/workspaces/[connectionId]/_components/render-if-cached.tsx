import type { ReactNode } from 'react'

/** Whether all reads are answered from the cache, successfully or not. */
async function areSettled(reads: readonly Promise<unknown>[]): Promise<boolean> {
  const all = Promise.allSettled(reads).then(() => true)
  // A cached read settles before the next turn of the event loop; a request to Notion never does.
  const nextTurn = new Promise<boolean>((resolve) => setImmediate(resolve, false))
  return Promise.race([all, nextTurn])
}

/**
 * Renders a component together with the page if everything it reads is cached, which avoids a skeleton that would
 * show for a moment. Otherwise it streams in later. Give `isReady` to the Suspense boundary around the content.
 *
 * @param reads everything that `Part` waits for
 */
export async function renderIfCached<Props extends object>(
  Part: (props: Props) => Promise<ReactNode>,
  props: Props,
  ...reads: Promise<unknown>[]
): Promise<{ readonly content: ReactNode; readonly isReady: boolean }> {
  if (!(await areSettled(reads))) return { content: <Part {...props} />, isReady: false }
  // A server component without hooks may be called like a function.
  return { content: await Part(props), isReady: true }
}
