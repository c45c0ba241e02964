import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readerTimeZone } from '@/app/_lib/reader-time-zone'
import { RevocationProgress } from '@/components/account/revocation-progress'
import { MainArea } from '@/components/layout/main-area'
import { buttonClass } from '@/components/ui/button'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { parseReceiptValue } from '@/lib/accounts'
import { appVault } from '@/lib/bootstrap'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { dateTimeIn } from '@/lib/shared/time-zone'

export const metadata: Metadata = { title: 'Account deleted', robots: { index: false } }

/** What is left to say of a deleted account. Its address is all that leads to it. */
export default async function DeletedPage({ params }: { params: Promise<{ receipt: string }> }) {
  const value = parseReceiptValue((await params).receipt)
  const receipt = value && (await appVault().findReceipt(value))
  if (!receipt) notFound()
  const timeZone = await readerTimeZone()
  const waiting = receipt.waiting > receipt.held
  return (
    <MainArea centered narrow>
      <h1>Your account is deleted</h1>
      <p className="mt-2 mb-5 text-dim">
        {PRODUCT_NAME} deleted your profile, connections, sessions and activity, and no longer uses any access
        that you gave it. Nothing in Notion was deleted.
      </p>
      <RevocationProgress receipt={receipt} timeZone={timeZone} />
      <RefreshWhile waiting={waiting} />
      <div className="mt-6 flex flex-wrap gap-2">
        {receipt.waiting > 0 && (
          // Loads the page again, also without JavaScript.
          <a href={`/deleted/${value}`} className={buttonClass()}>
            Check again
          </a>
        )}
        <Link prefetch={false} href="/" className={buttonClass()}>
          Home
        </Link>
      </div>
      <p className="mt-6 text-xs text-dim">
        This page names nobody. Keep its address to open it again, until{' '}
        {dateTimeIn(receipt.expiresAt, new Date(), timeZone)} ({timeZone}).
      </p>
    </MainArea>
  )
}
