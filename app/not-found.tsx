import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { NothingHere } from './_components/nothing-here'
import { PublicFooter } from './_components/public-footer'

export const metadata: Metadata = { title: 'Page not found' }

/** For visitors, at an address that no page has. It is complete without JavaScript, as pages that throw `notFound()` aren't. */
export default function NotFound() {
  return (
    <>
      <PageHeader href="/" />
      <NothingHere centered />
      <PublicFooter />
    </>
  )
}
