import type { Metadata } from 'next'
import Link from 'next/link'
import { MainArea } from '@/components/layout/main-area'
import { textLink } from '@/components/ui/text-link'
import { retention } from '@/lib/accounts'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { pluralize } from '@/lib/shared/pluralize'
import { THEME_COOKIE_DAYS } from '@/lib/shared/theme'
import { TIME_ZONE_COOKIE_DAYS } from '@/lib/shared/time-zone'
import { Contact } from '../_components/contact'

export const metadata: Metadata = { title: 'Privacy' }

const days = (count: number) => pluralize(count, 'day')

/** What is stored, and how long. The figures are those of the code that deletes it. */
function stored(): readonly { readonly what: string; readonly howLong: string }[] {
  const kept = retention()
  return [
    {
      what: 'Your name, email address, picture address and Notion id, as Notion gave them when you last signed in',
      howLong: 'Until you delete your account',
    },
    {
      what: 'For each connected workspace: its name and icon, two encrypted tokens, and when they were issued, renewed and used',
      howLong: 'Until you disconnect it. Its tokens, until Notion confirms that they’re revoked',
    },
    {
      what: 'Your sessions: the browser’s name and the first part of its network address, when you signed in and when you were last active',
      howLong: `${days(kept.sessionDays)}, or ${days(kept.sessionIdleDays)} without use, or until you sign out`,
    },
    {
      what: 'Your activity: sign-ins, connects, renewals, checks, notes you added and disconnects. Not what a note says, or the title of its page',
      howLong: days(kept.activityDays),
    },
    {
      what: 'That you sent a form, so that none is carried out twice. Not what you wrote in it',
      howLong: days(kept.formDays),
    },
    { what: 'Connects that you began', howLong: days(kept.intentDays) },
    {
      what: 'That an answer from Notion was lost, or that a revocation can’t be proven',
      howLong: days(Math.max(kept.lostAnswerDays, kept.notProvableDays)),
    },
    {
      what: 'The text of a note that couldn’t be sent because you were signed out: encrypted, in a cookie of your browser',
      howLong: pluralize(kept.draftMinutes, 'minute'),
    },
  ]
}

export default function Privacy() {
  const { contentCacheSeconds, receiptDays } = retention()
  return (
    <MainArea centered>
      <div className="max-w-[68ch] space-y-4">
        <h1>Privacy</h1>
        <h2 className="pt-2">What we store, and how long</h2>
        <table className="w-full border-collapse max-desk:block">
          <thead className="max-desk:sr-only">
            <tr className="text-left text-xs text-dim">
              <th scope="col" className="pr-6 pb-2 font-medium">
                What
              </th>
              <th scope="col" className="pb-2 font-medium">
                How long
              </th>
            </tr>
          </thead>
          <tbody className="max-desk:block">
            {stored().map(({ what, howLong }) => (
              <tr key={what} className="border-t border-line align-top max-desk:block max-desk:py-3">
                <td className="py-2.5 pr-6 max-desk:block max-desk:p-0">{what}</td>
                <td className="py-2.5 desk:w-2/5 max-desk:block max-desk:p-0 max-desk:text-dim">{howLong}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          Our logs hold the ids of accounts and connections and the first part of network addresses, and no
          names. The person who runs this installation decides how long logs and backups are kept.
        </p>
        <h2 className="pt-2">What we don’t store</h2>
        <p>
          We don’t store the content of your workspaces. We read pages from Notion when you open them and keep
          them in memory for {pluralize(contentCacheSeconds, 'second')}, for you alone. Your browser tab
          remembers the titles of pages you visited until you sign out or close it.
        </p>
        <h2 className="pt-2">Cookies</h2>
        <p>
          One cookie keeps you signed in, and others carry you to Notion and back. One remembers the
          appearance you chose, for {days(THEME_COOKIE_DAYS)}, and one your time zone, for{' '}
          {days(TIME_ZONE_COOKIE_DAYS)}. None is for advertising or tracking.
        </p>
        <h2 className="pt-2">Who we share it with</h2>
        <p>
          Nobody but Notion, which {PRODUCT_NAME} calls with the access you granted. Your browser loads
          pictures from the addresses in the page, without revealing which page you’re on. Embeds and players
          from other sites load only when you ask for them.
        </p>
        <h2 className="pt-2">How it ends</h2>
        <p>
          Disconnect a workspace under{' '}
          <Link prefetch={false} href="/settings/connections" className={textLink}>
            Settings, Connections
          </Link>
          . {PRODUCT_NAME} stops using its tokens immediately and asks Notion to revoke them until Notion
          confirms.
        </p>
        <p>
          Under{' '}
          <Link prefetch={false} href="/settings/account" className={textLink}>
            Settings, Account
          </Link>{' '}
          you can sign out other browsers, download everything we store about you, and delete your account.
          Deleting removes every row that names you, at once. What remains are encrypted tokens without your
          name, until Notion confirms that they’re revoked, and a count of them, which you can open for{' '}
          {days(receiptDays)}.
        </p>
        <h2 className="pt-2">Whom to ask</h2>
        <Contact fallback />
      </div>
    </MainArea>
  )
}
