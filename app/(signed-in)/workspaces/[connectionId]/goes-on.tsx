import { type ReactNode, Suspense } from 'react'
import { WaitNotice } from '@/components/wait-notice'
import type { Connection } from '@/lib/connections'
import { NotionUnavailable, RefreshUnsettled } from '@/lib/errors'
import { fromNotion } from './from-notion'

/** Notion's window is a minute; what asks for more is told to the person instead. */
const LONGEST_WAIT_SECONDS = 65
const MOST_WAITS = 2

interface Part {
  readonly workspace: { readonly connection: Connection }
  /** The address that tries it again. */
  readonly here: string
  readonly show: () => Promise<ReactNode>
  /** Shown beside what holds it up. */
  readonly beside?: { readonly waiting: ReactNode; readonly trouble: ReactNode }
}

/**
 * The next part of a list of which something is on the page already. Where Notion asks to wait, the wait is
 * counted down and it goes on by itself; what is there stays. Any other trouble, and a third wait, is shown
 * in its place as everywhere.
 */
export async function goesOn(part: Part, waits = MOST_WAITS): Promise<ReactNode> {
  const { workspace, here, show, beside } = part
  try {
    return await show()
  } catch (error) {
    const seconds =
      error instanceof NotionUnavailable || error instanceof RefreshUnsettled ? error.retryAfterSeconds : null
    if (seconds === null || seconds > LONGEST_WAIT_SECONDS || waits === 0)
      return (
        <>
          {beside?.trouble}
          {await fromNotion(workspace, here, () => Promise.reject(error))}
        </>
      )
    const fallback = (
      <>
        {beside?.waiting}
        <WaitNotice seconds={seconds} />
      </>
    )
    return (
      <Suspense fallback={fallback}>
        <Later part={part} waits={waits - 1} seconds={seconds} />
      </Suspense>
    )
  }
}

async function Later({ part, waits, seconds }: { part: Part; waits: number; seconds: number }) {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  return goesOn(part, waits)
}
