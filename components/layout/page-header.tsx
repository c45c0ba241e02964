import Link from 'next/link'
import type { ReactNode } from 'react'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Logo } from './logo'

/** The header of the public pages. */
export function PageHeader({ href, children }: { href: string; children?: ReactNode }) {
  return (
    <header>
      <div className="mx-auto flex min-h-16 max-w-[71rem] flex-wrap items-center gap-x-6 gap-y-2 px-gutter max-desk:min-h-14">
        <Link
          prefetch={false}
          href={href}
          className="flex min-h-11 items-center gap-2 text-md font-semibold tracking-[-0.015em]"
        >
          <Logo />
          {PRODUCT_NAME}
        </Link>
        {children}
      </div>
    </header>
  )
}
