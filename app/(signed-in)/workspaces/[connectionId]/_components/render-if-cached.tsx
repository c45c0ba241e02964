import type { ReactNode } from 'react'

/** Whether answers are there without anybody being asked. One that failed is there too. */
async function areSettled(reads: readonly Promise<unknown>[]): Promise<boolean> {
  const all = Promise.allSettled(reads).then(() => true)
  // What is kept is settled by the next turn; what Notion is asked for never is.
  const nextTurn = new Promise<boolean>((resolve) => setImmediate(resolve, false))
  return Promise.race([all, nextTurn])
}

/**
 * A part of a page with the page itself where all that it waits for is kept: no skeleton stands there for a
 * moment. Else it comes when it is there.
 *
 * @param reads all that `Part` waits for
 */
export async function renderIfCached<Props extends object>(
  Part: (props: Props) => Promise<ReactNode>,
  props: Props,
  ...reads: Promise<unknown>[]
): Promise<ReactNode> {
  // A component may be called by whoever needs no hooks of it.
  return (await areSettled(reads)) ? Part(props) : <Part {...props} />
}
