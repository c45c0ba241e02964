import { type ReactNode, Suspense } from 'react'
import { RateLimitNotice } from '@/components/errors/rate-limit-notice'
import { appVault } from '@/lib/bootstrap'
import { NotionUnavailable, RefreshUnsettled } from '@/lib/errors'
import type { Connection } from '@/lib/token-vault'
import { renderNotionSection } from './notion-boundary'

/** Notion's rate limit window is a minute. For a longer wait the person decides when to retry. */
const MAX_WAIT_SECONDS = 65
/** Other requests may use up the next windows too. After this many waits, the section shows an error. */
const MAX_WAITS = 4

/** How long to wait before a retry; null when waiting doesn't help. */
function waitSeconds(error: unknown, waits: number): number | null {
  // The page counts down and reloads, from a process that goes on.
  if (waits === 0 || appVault().tasks.isStopping) return null
  const seconds =
    error instanceof NotionUnavailable || error instanceof RefreshUnsettled ? error.retryAfterSeconds : null
  return seconds !== null && seconds <= MAX_WAIT_SECONDS ? Math.max(1, seconds) : null
}

/** Random jitter, so that the sections of a page don't all retry at the same moment. */
const pause = (seconds: number) => appVault().tasks.delayUnlessStopping(seconds * 1000 + Math.random() * 500)

/** Shows one wait notice at a time, however many sections of the page wait. */
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
  /** The address that tries again. */
  readonly retryHref: string
  readonly show: () => Promise<ReactNode>
  /** Shown next to the wait notice or the error. */
  readonly beside?: { readonly waiting: ReactNode; readonly error: ReactNode }
  /** The way to the same content in Notion. */
  readonly elsewhere?: ReactNode
  /** Shared by the sections of one page, so that only one shows the wait notice. */
  readonly announcement?: WaitAnnouncement
  /** Hidden (for example in a collapsed toggle), so another section shows the wait notice. */
  readonly isHidden?: boolean
  /** Without JavaScript nothing can be replaced later, so the whole page waits. */
  readonly noJs?: boolean
}

/**
 * Renders the next section of a page that is already streaming. If Notion asks to wait, the section counts down and
 * retries while the response stays open. Any other error, or one wait too many, is shown in its place.
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
          {beside?.error}
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
 * Retries after each wait that Notion asks for, without showing it. For content that has no room for a notice.
 *
 * @throws what `ask` throws when waiting doesn't help
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
