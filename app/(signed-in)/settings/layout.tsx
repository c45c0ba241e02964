import type { ReactNode } from 'react'
import { MainArea } from '@/components/layout/main-area'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return <MainArea>{children}</MainArea>
}
