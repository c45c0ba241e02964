import type { Metadata } from 'next'
import Link from 'next/link'
import { MainArea } from '@/components/layout/main-area'
import { PageHeader } from '@/components/layout/page-header'
import { buttonClass } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <>
      <PageHeader href="/" />
      <MainArea narrow>
        <h1 className="text-xl">There is nothing here</h1>
        <p className="mt-2 text-dim">This page doesn’t exist, or its workspace was disconnected.</p>
        <p className="mt-6">
          <Link prefetch={false} href="/workspaces" className={buttonClass()}>
            Go to your workspaces
          </Link>
        </p>
      </MainArea>
    </>
  )
}
