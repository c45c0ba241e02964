import type { Metadata } from 'next'
import { activitySentence } from '@/components/activity/activity-sentence'
import { SettingsHead } from '@/components/layout/settings-head'
import { RelativeTime } from '@/components/ui/relative-time'
import { listActivity } from '@/lib/activity'
import { requireSession } from '@/lib/auth'

export const metadata: Metadata = { title: 'Activity · Settings' }

const MAX_ENTRIES = 100

export default async function ActivityPage() {
  const { user } = await requireSession('/settings/activity')
  const entries = await listActivity(user.id, MAX_ENTRIES)
  return (
    <>
      <SettingsHead />
      <h2>Activity</h2>
      <p className="mt-2 text-dim">The latest {MAX_ENTRIES} changes to your access, newest first.</p>
      <ol className="mt-5 divide-y divide-line">
        {entries.map((entry) => (
          <li key={entry.id} className="flex flex-wrap justify-between gap-x-6 py-2">
            <span className="min-w-0">{activitySentence(entry)}</span>
            <span className="text-sm text-dim">
              <RelativeTime at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
