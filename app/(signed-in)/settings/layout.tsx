import type { ReactNode } from 'react'
import { MainArea } from '@/components/layout/main-area'
import { TabLinks } from '@/components/ui/tab-links'

const SECTIONS = [
  { href: '/settings/connections', name: 'Connections' },
  { href: '/settings/sessions', name: 'Sessions' },
  { href: '/settings/activity', name: 'Activity' },
]

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <MainArea>
      <TabLinks label="Settings" tabs={SECTIONS} className="mb-6 border-b border-line pb-3" />
      {children}
    </MainArea>
  )
}
