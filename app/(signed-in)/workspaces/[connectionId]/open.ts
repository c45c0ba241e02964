import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { clip } from '@/components/clip'
import { requireSession, type SignedIn } from '@/lib/auth'
import { openWorkspace, parseNotionId, type Workspace } from '@/lib/browse'
import { parseConnectionId, type UserId } from '@/lib/connections'
import { LatchkeyError } from '@/lib/errors'
import { plainText, type RichText } from '@/lib/notion'

/** What a browser's tab and a screen reader can carry. */
const LONGEST_TITLE = 120

export interface Opened {
  readonly user: SignedIn['user']
  readonly workspace: Workspace
}

// Once a render: the page and its title ask for the same.
const opened = cache(async (owner: UserId, connectionId: string): Promise<Workspace | null> => {
  const id = parseConnectionId(connectionId)
  return id && openWorkspace(owner, id)
})

/**
 * Who asks, and the workspace that the address names, of theirs: what every page below a workspace does
 * first, before anything is streamed (afterwards the status would be 200 already).
 *
 * @param here the page's own path, to come back to after signing in
 */
export async function openOr404(connectionId: string, here: string): Promise<Opened> {
  const { user } = await requireSession(here)
  const workspace = await opened(user.id, connectionId)
  if (!workspace) notFound()
  return { user, workspace }
}

/** An id of Notion's out of the address; what is none has no page. */
export function idOr404(value: string): string {
  return parseNotionId(value) ?? notFound()
}

/** The title of a page about something at Notion; `fallback` where the page itself says what is wrong. */
export async function titleOr(fallback: string, read: () => Promise<readonly RichText[]>): Promise<Metadata> {
  try {
    return { title: clip(plainText(await read()), LONGEST_TITLE) || 'Untitled' }
  } catch (error) {
    if (error instanceof LatchkeyError) return { title: fallback }
    throw error
  }
}

/** The one value of a query parameter, or null. */
export const one = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null
