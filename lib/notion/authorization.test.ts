import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import { nameOf, oddMembersOf, withOddMember } from '@/test-support/odd-members'
import { vault } from '@/test-support/vault'
import { withNotion } from '@/test-support/with-notion'
import { type NotionAuthorization, readAuthorization } from '.'

const ANSWER = {
  access_token: 'ntn_1',
  token_type: 'bearer',
  refresh_token: 'nrt_1',
  bot_id: '7a3f0b52-0000-4000-8000-000000000001',
  workspace_id: '7a3f0b52-0000-4000-8000-000000000002',
  workspace_name: 'Harbour',
  workspace_icon: 'https://example.com/icon.png',
  duplicated_template_id: null,
  owner: {
    type: 'user',
    user: {
      object: 'user',
      id: '7a3f0b52-0000-4000-8000-000000000003',
      name: 'Ada',
      avatar_url: null,
      type: 'person',
      person: { email: 'ada@example.org', email_verified: true },
    },
  },
  request_id: 'r',
}
const IDENTIFIES = /^(bot_id|workspace_id|owner|owner\.user|owner\.user\.id)$/

describe('a token response', () => {
  const whole = readAuthorization(ANSWER) as NotionAuthorization

  it('identifies the person, whatever the optional members contain', () => {
    const decorations = oddMembersOf(ANSWER).filter(({ path }) => !IDENTIFIES.test(path.join('.')))
    expect(decorations.length).toBeGreaterThan(60)
    for (const one of decorations) {
      const identity = readAuthorization(withOddMember(ANSWER, one))
      expect(identity, nameOf(one)).toMatchObject({
        botId: whole.botId,
        workspaceId: whole.workspaceId,
        person: { id: whole.person.id },
      })
    }
  })

  it('ignores optional members of the wrong type', () => {
    const odd = {
      ...ANSWER,
      workspace_name: { odd: true },
      workspace_icon: 7,
      owner: { user: { ...ANSWER.owner.user, name: [], person: { email: 'a@b.c', email_verified: 'true' } } },
    }
    expect(readAuthorization(odd)).toMatchObject({
      workspaceName: null,
      workspaceIcon: null,
      person: { name: null, email: 'a@b.c', emailVerified: false },
    })
  })

  it('without the identifying members is rejected', () => {
    for (const one of oddMembersOf(ANSWER).filter(({ path }) => IDENTIFIES.test(path.join('.'))))
      if (one.kind !== 'a text' || typeof one.value !== 'string')
        expect(readAuthorization(withOddMember(ANSWER, one)), nameOf(one)).toBe('bad-answer')
    expect(readAuthorization({ ...ANSWER, owner: { type: 'workspace', workspace: true } })).toBe(
      'workspace-owner',
    )
  })
})

const { notion, connect } = withNotion()

describeStore('a sign-in with odd optional members in the token response', (open) => {
  beforeEach(async () => {
    await open()
  })

  it.each([
    ['email_verified as a string', ['owner', 'user', 'person', 'email_verified'], 'true'],
    ['no person', ['owner', 'user', 'person'], undefined],
    ['a name of the wrong type', ['owner', 'user', 'name'], { first: 'Ada' }],
    ['a name that PostgreSQL can’t store', ['owner', 'user', 'name'], 'A\u0000da'],
    ['a workspace without a name', ['workspace_name'], undefined],
    ['an icon of the wrong type', ['workspace_icon'], { type: 'emoji', emoji: '⛵' }],
    ['a very long icon URL', ['workspace_icon'], `https://example.com/${'x'.repeat(100_000)}`],
  ] as const)('goes through: %s', async (_, path, value) => {
    await notion.fault({
      route: 'POST /v1/oauth/token',
      kind: 'change',
      changes: [{ path: [...path], value }],
    })
    const { owner } = await connect()
    expect(await vault().listConnections(owner)).toMatchObject([{ state: 'active' }])
    const pending = await (await db()).pendingRevocation.count()
    expect(pending).toBe(0)
  })
})
