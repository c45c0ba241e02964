import Link from 'next/link'
import type { ReactNode } from 'react'
import { MainArea } from '@/components/layout/main-area'

const SECTIONS = [
  ['/settings/connections', 'Connections'],
  ['/settings/sessions', 'Sessions'],
  ['/settings/activity', 'Activity'],
] as const

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <MainArea>
      <nav aria-label="Settings" className="mb-6 flex flex-wrap gap-x-5 gap-y-2 border-b border-line pb-3">
        {SECTIONS.map(([href, name]) => (
          <Link prefetch={false} key={href} href={href} className="link">
            {name}
          </Link>
        ))}
      </nav>
      {children}
    </MainArea>
  )
}
