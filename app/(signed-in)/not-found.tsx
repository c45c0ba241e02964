import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { currentSession } from '@/lib/auth'
import { NothingHere } from '../_components/nothing-here'

export const metadata: Metadata = { title: 'Page not found' }

/** For an address that leads nowhere, or to something that isn't this person's. */
export default async function NotFound() {
  // This page has to work while the database is down.
  if (await currentSession().catch(() => null)) return <NothingHere />
  return (
    <>
      <PageHeader href="/" />
      <NothingHere centered />
    </>
  )
}
