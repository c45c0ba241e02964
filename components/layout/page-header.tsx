import Link from 'next/link'
import type { ReactNode } from 'react'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Logo } from './logo'

/** The header of every page. */
export function PageHeader({ href, children }: { href: string; children?: ReactNode }) {
  return (
    <header className="border-b border-line">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 sm:px-6 wide-page:max-w-7xl">
        <Link prefetch={false} href={href} className="flex items-center gap-2 font-semibold">
          <Logo />
          {PRODUCT_NAME}
        </Link>
        {children}
      </div>
    </header>
  )
}
