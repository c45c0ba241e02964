import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { MainArea } from '@/components/layout/main-area'
import { PageHeader } from '@/components/layout/page-header'
import { textLink } from '@/components/ui/text-link'
import { config } from '@/lib/config'

const PAGES = [
  ['/dev/states', 'States'],
  ['/dev/states/blocks', 'Blocks'],
  ['/dev/states/properties', 'Properties'],
  ['/dev/states/lists', 'Lists'],
  ['/dev/states/controls', 'Controls'],
] as const

/** The frame of every sample page. Production has no sample pages. */
export function StatesFrame({
  title,
  banners,
  children,
}: {
  title: string
  banners?: ReactNode
  children: ReactNode
}) {
  const { demo, development } = config()
  if (!demo && !development) notFound()
  return (
    <>
      <PageHeader href="/">
        <nav aria-label="Samples" className="flex flex-wrap gap-4">
          {PAGES.map(([href, name]) => (
            <Link prefetch={false} key={href} href={href} className={textLink}>
              {name}
            </Link>
          ))}
        </nav>
      </PageHeader>
      {banners}
      <MainArea centered>
        <h1 className="text-xl">{title}</h1>
        {children}
      </MainArea>
    </>
  )
}
