import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { NothingHere } from './_components/nothing-here'
import { PublicFooter } from './_components/public-footer'

export const metadata: Metadata = { title: 'Page not found' }

/** What app/(signed-in)/[...missing] doesn't answer. */
export default function NotFound() {
  return (
    <>
      <PageHeader href="/" />
      <NothingHere centered />
      <PublicFooter />
    </>
  )
}
