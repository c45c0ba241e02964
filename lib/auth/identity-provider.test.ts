import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { beforeEach, expect, it } from 'vitest'
import { createIntent, findIntent, newSessionToken, touchSession } from '@/lib/accounts'
import { callbackPath, config, cookieName, sessionTokens } from '@/lib/config'
import type { OpenDatabase } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import { secondProvider } from '@/test-support/second-identity-provider'
import { vault } from '@/test-support/vault'
import { withNotion } from '@/test-support/with-notion'
import { handleCallback } from './callback'
import type { IdentityProvider } from './identity-provider'
import { notionIdentity } from './notion-identity'
import { oauthConfig } from './oauth-config'

const { approve } = withNotion()

describeStore('a second way to sign in', (open) => {
  let opened: OpenDatabase

  beforeEach(async () => {
    opened = await open()
  })

  /** Sends a provider's redirect through auth.js. @returns the reason on the problem page if it was refused */
  async function callback(
    provider: IdentityProvider,
    code: string,
    { cookie, state = newSessionToken() }: { cookie?: string; state?: string } = {},
  ) {
    const { authUrl, authSecret: secret } = config()
    const token = { value: state, provider: provider.id }
    const cookies = [
      `${cookieName('state')}=${await encode({ secret, salt: cookieName('state'), token })}`,
      ...(cookie ? [`${cookieName('session')}=${cookie}`] : []),
    ]
    const response = await handleCallback(
      vault(),
      new NextRequest(`${authUrl}${callbackPath(provider.id)}?${new URLSearchParams({ code, state })}`, {
        headers: { cookie: cookies.join('; ') },
      }),
      [provider],
    )
    const { pathname, searchParams } = new URL(response.headers.get('location') ?? '')
    if (pathname === '/problem') return searchParams.get('reason') ?? ''
    const [sessionToken = ''] = sessionTokens(
      response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; '),
    )
    const userId = (await touchSession([sessionToken]))?.user.id
    if (!userId) throw new Error('no session was created')
    const [connection] = await vault().listConnections(userId)
    return { userId, sessionToken, connectionId: connection?.id ?? null, notice: searchParams.get('notice') }
  }
  async function signIn(provider: IdentityProvider, code: string) {
    const result = await callback(provider, code)
    if (typeof result === 'string') throw new Error(result)
    return result
  }
  /** Starts "Connect workspace" for the person with this cookie. */
  async function connect({ userId, sessionToken }: Awaited<ReturnType<typeof signIn>>, person = 0) {
    const session = await opened.database.session.findFirstOrThrow({
      where: { userId },
      orderBy: { createdAt: 'desc' },
    })
    const state = newSessionToken()
    await createIntent(vault(), state, {
      userId,
      sessionId: session.id,
      purpose: 'connect',
      connectionId: null,
      returnTo: '/workspaces',
    })
    expect(await findIntent(state)).not.toBeNull()
    return callback(notionIdentity(), await approve({ person }), { cookie: sessionToken, state })
  }

  it('signs in without a workspace, and finds the same person again', async () => {
    const first = await signIn(secondProvider, 'ada')
    expect(first).toMatchObject({ connectionId: null, notice: null })
    expect((await signIn(secondProvider, 'ada')).userId).toBe(first.userId)
    expect((await signIn(secondProvider, 'grace')).userId).not.toBe(first.userId)
    expect(await opened.database.connection.count()).toBe(0)
  })

  it('creates one user for several concurrent first sign-ins', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => signIn(secondProvider, 'ada')))
    expect(new Set(all.map(({ userId }) => userId)).size).toBe(1)
    expect(await opened.database.user.count()).toBe(1)
  })

  it('reports why it failed, and stores nothing', async () => {
    expect(await callback(secondProvider, 'refused')).toBe('code-used')
    expect(await opened.database.user.count()).toBe(0)
  })

  it('can connect a workspace later, and then both ways sign in the same person', async () => {
    const elsewhere = await signIn(secondProvider, 'ada')
    const here = await signIn(secondProvider, 'ada')
    const connected = await connect(here)
    expect(connected).toMatchObject({ userId: here.userId, notice: 'connected' })
    // The session in the other browser was not bound to a Notion person.
    expect(await opened.database.session.count({ where: { userId: elsewhere.userId } })).toBe(1)
    const [connection] = await vault().listConnections(here.userId)
    if (!connection) throw new Error('not connected')
    expect((await vault().notionClientFor(here.userId, connection.id).users.me({})).object).toBe('user')
    expect((await signIn(notionIdentity(), await approve())).userId).toBe(here.userId)
  })

  it('can’t take over another user’s Notion person', async () => {
    const owner = await signIn(notionIdentity(), await approve())
    expect(await connect(await signIn(secondProvider, 'ada'))).toBe('another-person')
    expect(await vault().listConnections(owner.userId)).toHaveLength(1)
  })

  it('is one file, from which the auth.js configuration is derived', () => {
    expect(oauthConfig(secondProvider, () => undefined)).toMatchObject({
      id: 'second',
      authorization: { url: 'https://second.example/authorize', params: { scope: 'openid' } },
      checks: ['state'],
    })
  })
})
