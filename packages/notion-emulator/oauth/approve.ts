import type { Emulator } from '../http/context'
import { newCode } from '../state/pairs'
import { type AuthorizeRequest, redirectWith } from './authorize-request'

export interface Choice {
  readonly personId: string
  readonly workspaceId: string
  readonly pageIds: readonly string[]
}

/** Issues a code for what the person chose. Null: that person is not in that workspace. */
export async function approve(
  { client, content, world, store }: Emulator,
  request: AuthorizeRequest,
  choice: Choice,
): Promise<{ code: string; redirect: string } | null> {
  const workspace = world.workspaces.find((one) => one.id === choice.workspaceId)
  if (!workspace?.persons.includes(choice.personId)) return null
  const known = new Set(content.pages(workspace).map((page) => page.id))
  const code = newCode()
  store.state.codes.push({
    code,
    clientId: client.id,
    personId: choice.personId,
    workspaceId: workspace.id,
    pageIds: choice.pageIds.filter((id) => known.has(id)),
    redirectUri: request.redirectUriSent ? request.redirectUri : null,
    issuedAt: Date.now(),
    usedAt: null,
    familyId: null,
  })
  await store.saved()
  return { code, redirect: redirectWith(request, { code }) }
}
