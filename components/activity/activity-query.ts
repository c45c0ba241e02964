import type { ActivityKind, ActivityPosition } from '@/lib/activity'
import { isUuid } from '@/lib/shared/ids'

/** What the entries can be filtered by, as it is called in the address. */
export const ACTIVITY_GROUPS = {
  access: {
    label: 'Access',
    kinds: [
      'connected',
      'reconnected',
      'pages_changed',
      'reconnect_needed',
      'disconnected',
      'revocation_confirmed',
      'revocation_not_provable',
    ],
  },
  upkeep: { label: 'Renewals and checks', kinds: ['refreshed', 'access_checked'] },
  account: {
    label: 'Sign-ins and account',
    kinds: ['signed_in', 'sign_in_refused', 'session_ended', 'data_exported'],
  },
  changes: { label: 'Changes in Notion', kinds: ['note_added'] },
} as const satisfies Record<string, { readonly label: string; readonly kinds: readonly ActivityKind[] }>

export type ActivityGroup = keyof typeof ACTIVITY_GROUPS

// Every kind is in a group, so that each entry can be found.
type Grouped = (typeof ACTIVITY_GROUPS)[ActivityGroup]['kinds'][number]
type Complete = ActivityKind extends Grouped ? true : never
const complete: Complete = true
void complete

export interface ActivityQuery {
  /** The id of a connection. */
  readonly workspace: string | null
  readonly group: ActivityGroup | null
  /** The last entry of the page before. */
  readonly after: ActivityPosition | null
}

const POSITION = /^(\d{1,15})-([A-Za-z0-9-]{1,64})$/

function parsePosition(value: unknown): ActivityPosition | null {
  const [, milliseconds, id] = (typeof value === 'string' && POSITION.exec(value)) || []
  return milliseconds && id ? { at: new Date(Number(milliseconds)), id } : null
}

/** Reads an address. What can't be read counts as left out. */
export function parseActivityQuery(
  query: Readonly<Record<string, string | string[] | undefined>>,
): ActivityQuery {
  const { workspace, kind, before } = query
  return {
    workspace: isUuid(workspace) ? workspace : null,
    group: typeof kind === 'string' && Object.hasOwn(ACTIVITY_GROUPS, kind) ? (kind as ActivityGroup) : null,
    after: parsePosition(before),
  }
}
