import { type ReactNode, Suspense } from 'react'
import { RateLimitNotice } from '@/components/errors/rate-limit-notice'
import { appVault } from '@/lib/bootstrap'
import { NotionUnavailable, RefreshUnsettled } from '@/lib/errors'
import type { Connection } from '@/lib/token-vault'
import { renderNotionSection } from './notion-boundary'

/** Notion's window is a minute; what asks for more is told to the person instead. */
const MAX_WAIT_SECONDS = 65
/** Others may use up the connection's next window. After that the page counts down as a whole. */
const MAX_WAITS = 4

/** How long to wait before asking again, where waiting helps; null where it does not. */
function waitSeconds(error: unknown, waits: number): number | null {
  // The page counts down and is asked for again, from a process that goes on.
  if (waits === 0 || appVault().tasks.isStopping) return null
  const seconds =
    error instanceof NotionUnavailable || error instanceof RefreshUnsettled ? error.retryAfterSeconds : null
  return seconds !== null && seconds <= MAX_WAIT_SECONDS ? Math.max(1, seconds) : null
}

/** Not all parts of a page in the very moment in which Notion lets us in again. */
const pause = (seconds: number) => appVault().tasks.pauseUntilStop(seconds * 1000 + Math.random() * 500)

/** Lets one part at a time say that Notion asks to wait, however many parts of a page do. */
export class WaitAnnouncement {
  private announcedUntil = 0

  announce(seconds: number): boolean {
    if (Date.now() < this.announcedUntil) return false
    this.announcedUntil = Date.now() + seconds * 1000
    return true
  }
}

interface RetryableSection {
  readonly workspace: { readonly connection: Connection }
  /** The address that tries it again. */
  readonly retryHref: string
  readonly show: () => Promise<ReactNode>
  /** Shown beside what holds it up. */
  readonly beside?: { readonly waiting: ReactNode; readonly trouble: ReactNode }
  /** Where else it can be seen. */
  readonly elsewhere?: ReactNode
  /** Shared by the parts of one page, of which one is enough to say it. */
  readonly announcement?: WaitAnnouncement
  /** It stands where nobody looks just now, such as a closed toggle: another part is to say it. */
  readonly isHidden?: boolean
  /** Nothing can be put into its place later: the page waits as a whole. */
  readonly noJs?: boolean
}

/**
 * The next part of something that is on the page already. Where Notion asks to wait, the wait is counted down
 * and it goes on by itself; what is there stays, and the answer's stream is held open. Any other trouble, and
 * one wait too many, is shown in its place as everywhere.
 */
export async function renderRetryableSection(part: RetryableSection, waits = MAX_WAITS): Promise<ReactNode> {
  const { workspace, retryHref, show, beside, elsewhere, announcement, isHidden, noJs } = part
  try {
    return await show()
  } catch (error) {
    const seconds = waitSeconds(error, waits)
    if (seconds === null)
      return (
        <>
          {beside?.trouble}
          {await renderNotionSection(workspace, retryHref, () => Promise.reject(error), { elsewhere })}
        </>
      )
    const later = <RenderAfterWait part={part} waits={waits - 1} seconds={seconds} />
    if (noJs) return later
    const fallback = (
      <>
        {beside?.waiting}
        {!isHidden && (!announcement || announcement.announce(seconds)) && (
          <RateLimitNotice seconds={seconds} />
        )}
      </>
    )
    return <Suspense fallback={fallback}>{later}</Suspense>
  }
}

async function RenderAfterWait({
  part,
  waits,
  seconds,
}: {
  part: RetryableSection
  waits: number
  seconds: number
}) {
  await pause(seconds)
  return renderRetryableSection(part, waits)
}

/**
 * The answer, waited for as long as Notion asks to: for what has no place of its own to say so in.
 *
 * @throws what `ask` throws, when waiting does not help
 */
export async function withRateLimitRetry<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let waits = MAX_WAITS; ; waits--) {
    try {
      return await ask()
    } catch (error) {
      const seconds = waitSeconds(error, waits)
      if (seconds === null) throw error
      await pause(seconds)
    }
  }
}
