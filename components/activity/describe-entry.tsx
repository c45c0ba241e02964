import {
  Download,
  Hourglass,
  type IconNode,
  ListChecks,
  LogIn,
  LogOut,
  NotebookPen,
  Plug,
  RefreshCw,
  ShieldAlert,
  ShieldCheck,
  Stethoscope,
  TriangleAlert,
  Unplug,
} from 'lucide'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ActivityEntry } from '@/lib/activity'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { pluralize } from '@/lib/shared/pluralize'
import { timeIn } from '@/lib/shared/time-zone'
import { workspaceName } from '@/lib/shared/workspace-name'
import { RECONNECT_CLAUSES } from '../errors/reconnect-reasons'
import { SIGN_IN_REFUSAL_CLAUSES } from '../errors/sign-in-problems'
import { textLink } from '../ui/text-link'
import type { GroupedEntry } from './group-by-day'

/** An entry as it is shown. Green means that Notion confirmed it, red that something broke. */
export interface DescribedEntry {
  readonly icon: IconNode
  readonly tone: 'plain' | 'brass' | 'good' | 'bad'
  readonly sentence: ReactNode
  /** What else is known, in a few words. */
  readonly detail: string | null
}

/** The database holds the reason as text, which an older version may have written. */
const clause = (clauses: Readonly<Record<string, string>>, reason: string | null, fallback: string) =>
  clauses[reason ?? ''] ?? fallback

const sentenceCase = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

function Workspace({ entry }: { entry: ActivityEntry }) {
  return (
    <strong>
      <bdi>{workspaceName(entry.workspaceName)}</bdi>
    </strong>
  )
}

/** A link to the page, while its workspace is connected. */
function Page({ entry, connected }: { entry: ActivityEntry; connected: ReadonlySet<string> }) {
  if (entry.pageId === null || entry.connectionId === null || !connected.has(entry.connectionId))
    return 'a page'
  return (
    <Link
      prefetch={false}
      href={`/workspaces/${entry.connectionId}/pages/${entry.pageId}`}
      className={textLink}
    >
      a page
    </Link>
  )
}

const CHECKS: Readonly<Record<string, string>> = {
  works: 'The access worked',
  reconnect_required: 'It needs to be reconnected',
  unknown: 'Notion didn’t say whether it works',
}

function sessionEnded({ reason, device, count }: ActivityEntry): string {
  switch (reason) {
    case 'one':
      return `You signed out ${device ?? 'another browser'}`
    case 'others':
      return `You signed out of ${pluralize(count ?? 0, 'other session')}`
    case 'everywhere':
      return count === null
        ? 'You signed out everywhere'
        : `You signed out everywhere: ${pluralize(count, 'session')}`
    case 'too-many':
      return 'Your least recently used browser was signed out, because you had too many sessions'
    case 'workspace-connected':
      return 'Your other sessions were signed out, because you connected your first workspace'
    default:
      return 'You signed out'
  }
}

/** Beside the entry itself. */
export interface EntryContext {
  /** Ids of the person's connections. */
  readonly connected: ReadonlySet<string>
  /** Ids of disconnected connections whose revocation Notion has not confirmed. */
  readonly open: ReadonlySet<string>
  /** The entries that are shown, to tell how they are related. */
  readonly entries: readonly ActivityEntry[]
  readonly timeZone: string
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

function durationText(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000))
  const [unit, length] = UNITS.find(([, of]) => seconds >= 2 * of) ?? ['second', 1]
  return pluralize(Math.round(seconds / length), unit)
}

/** How long after the disconnect Notion confirmed it, if the disconnect is shown too. */
function confirmedAfter(entry: ActivityEntry, entries: readonly ActivityEntry[]): string | null {
  const disconnect = entries.find(
    ({ kind, connectionId }) => kind === 'disconnected' && connectionId === entry.connectionId,
  )
  if (!disconnect || disconnect.at > entry.at) return null
  return `${durationText(entry.at.getTime() - disconnect.at.getTime())} after you disconnected`
}

/** An entry in words. */
export function describeEntry(
  { entry, times }: GroupedEntry,
  { connected, open, entries, timeZone }: EntryContext,
): DescribedEntry {
  const { kind, reason, device } = entry
  const workspace = <Workspace entry={entry} />
  switch (kind) {
    case 'signed_in':
      return { icon: LogIn, tone: 'plain', sentence: 'You signed in', detail: device }
    case 'sign_in_refused':
      return {
        icon: LogIn,
        tone: 'bad',
        sentence: 'A sign-in was refused',
        detail: sentenceCase(clause(SIGN_IN_REFUSAL_CLAUSES, reason, 'it could not be completed')),
      }
    case 'connected':
      return { icon: Plug, tone: 'brass', sentence: <>You connected {workspace}</>, detail: device }
    case 'reconnected':
      return { icon: Plug, tone: 'brass', sentence: <>You reconnected {workspace}</>, detail: device }
    case 'pages_changed':
      return {
        icon: ListChecks,
        tone: 'brass',
        sentence: <>You changed the shared pages of {workspace}</>,
        detail: device,
      }
    case 'refreshed': {
      const often = times.length > 1
      return {
        icon: RefreshCw,
        tone: 'plain',
        sentence: (
          <>
            Access to {workspace} was renewed{often && ` ${times.length} times`}
          </>
        ),
        // In the order of the day.
        detail: often
          ? times
              .map((at) => timeIn(at, timeZone))
              .reverse()
              .join(', ')
          : null,
      }
    }
    case 'access_checked':
      return {
        icon: Stethoscope,
        tone: 'plain',
        sentence: <>You checked the access to {workspace}</>,
        detail: CHECKS[reason ?? ''] ?? null,
      }
    case 'reconnect_needed':
      return {
        icon: TriangleAlert,
        tone: 'bad',
        sentence: <>{workspace} stopped working</>,
        detail: sentenceCase(clause(RECONNECT_CLAUSES, reason, 'it needs to be reconnected')),
      }
    case 'disconnected': {
      const isOpen = entry.connectionId !== null && open.has(entry.connectionId)
      return {
        icon: isOpen ? Hourglass : Unplug,
        tone: 'plain',
        sentence: <>You disconnected {workspace}</>,
        detail: isOpen ? 'Waiting for Notion to confirm' : null,
      }
    }
    case 'revocation_confirmed':
      return {
        icon: ShieldCheck,
        tone: 'good',
        sentence: <>Notion confirmed that access to {workspace} was revoked</>,
        detail: confirmedAfter(entry, entries),
      }
    case 'revocation_not_provable':
      return {
        icon: ShieldAlert,
        tone: 'bad',
        sentence: <>We can’t confirm that all access to {workspace} was revoked</>,
        detail: `To be sure, remove ${PRODUCT_NAME} in Notion under Settings, My connections`,
      }
    case 'note_added':
      return {
        icon: NotebookPen,
        tone: reason === 'unknown' ? 'plain' : 'brass',
        sentence:
          reason === 'unknown' ? (
            <>
              We don’t know if Notion saved your note on <Page entry={entry} connected={connected} /> in{' '}
              {workspace}
            </>
          ) : (
            <>
              You added a note to <Page entry={entry} connected={connected} /> in {workspace}
            </>
          ),
        detail: null,
      }
    case 'session_ended':
      return { icon: LogOut, tone: 'plain', sentence: sessionEnded(entry), detail: null }
    case 'data_exported':
      return { icon: Download, tone: 'plain', sentence: 'You exported your data', detail: null }
    default:
      // Written by a newer version, while both run.
      kind satisfies never
      return { icon: RefreshCw, tone: 'plain', sentence: 'Something happened to your access', detail: null }
  }
}
