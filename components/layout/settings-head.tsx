import type { ReactNode } from 'react'
import { NoticeFromNotion } from '../connections/notices-from-notion'
import { TabLinks } from '../ui/tab-links'
import { PageHead } from './page-head'

const TABS = [
  { href: '/settings/connections', name: 'Connections' },
  { href: '/settings/account', name: 'Account' },
  { href: '/settings/activity', name: 'Activity' },
] as const

/** The title of every page of the settings, and the links between them. The page's own name is an `h2`. */
export function SettingsHead({ action }: { action?: ReactNode }) {
  return (
    <>
      <PageHead title="Settings" action={action} />
      <TabLinks
        label="Settings"
        tabs={TABS}
        className="-mt-3 mb-7 max-desk:-mx-4 max-desk:mb-5 max-desk:px-4"
      />
      <NoticeFromNotion />
    </>
  )
}
