import { Download } from 'lucide'
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { readerTimeZone } from '@/app/_lib/reader-time-zone'
import { DeleteAccountForm } from '@/components/account/delete-account-form'
import { SessionList } from '@/components/account/session-list'
import { SettingsSection } from '@/components/account/settings-section'
import { ThemeChoice } from '@/components/account/theme-choice'
import { SettingsHead } from '@/components/layout/settings-head'
import { SignOutForm } from '@/components/sign-in/sign-out-form'
import { Avatar } from '@/components/ui/avatar'
import { buttonClass } from '@/components/ui/button'
import { ConfirmPopover } from '@/components/ui/confirm-popover'
import { FocusOnArrival } from '@/components/ui/focus-on-arrival'
import { Icon } from '@/components/ui/icon'
import { StatusMessage } from '@/components/ui/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { TellTimeZone } from '@/components/ui/tell-time-zone'
import { textLink } from '@/components/ui/text-link'
import {
  DELETE_PHRASE,
  EXPORT_SCHEMA_PATH,
  isFreshSession,
  type ListedSession,
  listSessions,
  newReceiptValue,
  SESSION_DAYS,
  SESSION_IDLE_DAYS,
} from '@/lib/accounts'
import { findEntry } from '@/lib/activity'
import { requireSession } from '@/lib/auth'
import { appVault } from '@/lib/bootstrap'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { pluralize } from '@/lib/shared/pluralize'
import { parseTheme, THEME_COOKIE } from '@/lib/shared/theme'
import { dateIn } from '@/lib/shared/time-zone'
import type { UserId } from '@/lib/token-vault'
import { FRESH_SIGN_IN_MINUTES } from './_lib/fresh-sign-in'
import { chooseTheme, endOthers, endSession, signInForExport } from './actions'

export const metadata: Metadata = { title: 'Account · Settings' }

type Query = Promise<{
  ended?: string | string[]
  export?: string | string[]
  problem?: string | string[]
}>

/** What became of a form that ended sessions, from our records: the address only says that there was one. */
async function endedText(owner: UserId, ended: unknown): Promise<string | null> {
  if (ended === 'before') return 'That session had already ended.'
  const entry = typeof ended === 'string' ? await findEntry(owner, ended) : null
  if (entry?.kind !== 'session_ended') return null
  if (entry.reason === 'one') return `Signed out of ${entry.device}.`
  return entry.count === null ? null : `Signed out of ${pluralize(entry.count, 'other session')}.`
}

export default async function AccountPage({ searchParams }: { searchParams: Query }) {
  const { user, sessionId } = await requireSession('/settings/account')
  const query = await searchParams
  const timeZone = await readerTimeZone()
  const now = new Date()
  const [sessions, connections, isFresh, ended] = await Promise.all([
    listSessions(user.id),
    appVault().listConnections(user.id),
    isFreshSession(user.id, sessionId, FRESH_SIGN_IN_MINUTES),
    endedText(user.id, query.ended),
  ])
  const others = sessions.filter(({ id }) => id !== sessionId)
  const current = sessions.filter(({ id }) => id === sessionId)
  return (
    <>
      <TellTimeZone known={timeZone} />
      <SettingsHead />
      {ended && (
        <FocusOnArrival className="mb-5 rounded-xl">
          <StatusMessage>{ended}</StatusMessage>
        </FocusOnArrival>
      )}
      {query.export === 'ready' && isFresh && (
        <FocusOnArrival className="mb-5 rounded-xl">
          <StatusMessage>You signed in again. You can export your data now.</StatusMessage>
        </FocusOnArrival>
      )}
      <SettingsSection
        id="profile"
        title="Profile"
        hint="Comes from Notion and updates each time you sign in."
      >
        <div className="flex items-center gap-4">
          <Avatar name={user.name ?? user.email} image={user.avatarUrl} size="lg" />
          <div className="min-w-0">
            <p>
              <bdi className="text-md font-semibold">{user.name ?? 'No name in Notion'}</bdi>
            </p>
            <p className="text-dim">
              <bdi>{user.email ?? 'Notion doesn’t share an email address'}</bdi>
            </p>
            <p className="text-dim">Member since {dateIn(user.createdAt, timeZone)}</p>
          </div>
        </div>
      </SettingsSection>
      <SettingsSection id="appearance" title="Appearance" hint="Applies to this browser.">
        <ThemeChoice
          action={chooseTheme}
          current={parseTheme((await cookies()).get(THEME_COOKIE)?.value)}
          labelledBy="appearance-title"
        />
      </SettingsSection>
      <SettingsSection
        id="sessions"
        title="Sessions"
        hint={`Sessions last ${SESSION_DAYS} days, or ${SESSION_IDLE_DAYS} days without use. Times in ${timeZone}.`}
      >
        <SessionList
          sessions={[...current, ...others]}
          currentId={sessionId}
          now={now}
          timeZone={timeZone}
          action={endSession}
        />
        <EndSessions others={others} />
      </SettingsSection>
      <SettingsSection
        id="data"
        title="Your data"
        hint={`Everything ${PRODUCT_NAME} stores about you, as JSON. Tokens aren’t included.`}
      >
        {isFresh ? (
          // Not a Link: the answer is a file.
          <a href="/settings/account/export" className={buttonClass()}>
            <Icon icon={Download} />
            Export my data
          </a>
        ) : (
          <form action={signInForExport}>
            <p className="mb-3 text-dim">
              The export needs a sign-in of the last {FRESH_SIGN_IN_MINUTES} minutes. Sign in with Notion
              again, and you come back here.
            </p>
            <SubmitButton>Sign in again to export</SubmitButton>
          </form>
        )}
        <p className="mt-3 text-xs text-dim">
          <a href={EXPORT_SCHEMA_PATH} className={textLink}>
            What the file contains
          </a>{' '}
          (JSON Schema)
        </p>
      </SettingsSection>
      <SettingsSection id="delete" title="Delete account">
        <DeleteAccountForm
          receipt={newReceiptValue()}
          phrase={DELETE_PHRASE}
          workspaces={connections.length}
          failed={query.problem === 'phrase'}
        />
      </SettingsSection>
    </>
  )
}

/** "Sign out of the others" and "Sign out everywhere": each asks first, with what it will end. */
function EndSessions({ others }: { others: readonly ListedSession[] }) {
  const count = pluralize(others.length, 'other session')
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      {others.length > 0 && (
        <ConfirmPopover
          id="end-others"
          button={`Sign out of ${count}`}
          title={`Sign out of ${count}?`}
          confirm={
            <form action={endOthers}>
              <SubmitButton tone="filled-danger">Sign out of {count}</SubmitButton>
            </form>
          }
        >
          <p>{others.map(({ device }) => device.name).join(', ')}. You stay signed in here.</p>
        </ConfirmPopover>
      )}
      <ConfirmPopover
        id="end-all"
        button="Sign out everywhere"
        title="Sign out everywhere?"
        confirm={<SignOutForm kind="everywhere" label="Sign out everywhere" />}
      >
        <p>
          {others.length > 0 ? `Ends this session and ${count}. ` : 'Ends this session, the only one. '}
          Your connections are not affected.
        </p>
      </ConfirmPopover>
    </div>
  )
}
