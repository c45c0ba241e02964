import { FileSearch } from 'lucide'
import Link from 'next/link'
import { MainArea } from '@/components/layout/main-area'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'

/** What a 404 shows. */
export function NothingHere({ centered = false }: { centered?: boolean }) {
  return (
    <MainArea centered={centered}>
      <div className="max-w-140">
        <Icon icon={FileSearch} size={28} strokeWidth={1.6} className="mt-6 mb-4 text-dim" />
        <h1>Page not found</h1>
        <p className="mt-2 text-md text-dim">This page doesn’t exist, or its workspace was disconnected.</p>
        <p className="mt-6">
          <Link prefetch={false} href="/workspaces" className={buttonClass('primary')}>
            Go to workspaces
          </Link>
        </p>
      </div>
    </MainArea>
  )
}
