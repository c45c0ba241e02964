import { ShieldCheck } from 'lucide'
import type { ReactNode } from 'react'
import { ConnectionTimeline } from '@/components/connections/connection-timeline'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/panel'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import { WorkspaceIcon } from '@/components/workspace/workspace-icon'
import { EXAMPLE_ENDED, EXAMPLE_WORKING } from '../_lib/example'

const ago = (milliseconds: number) => new Date(Date.now() - milliseconds)

/** The product itself, with made-up values. For screen readers it is one picture; nothing in it can be used. */
export function ExampleConnections() {
  const { secondsToConfirm } = EXAMPLE_ENDED
  return (
    <figure
      role="img"
      aria-label={`Example of the list of connections. ${EXAMPLE_WORKING.name} worked 2 minutes ago. ${EXAMPLE_ENDED.name} was disconnected, and Notion confirmed the revocation ${secondsToConfirm} seconds later.`}
      className="w-full max-w-140 rounded-xl border border-line bg-sunk px-5 pt-4 pb-5 text-sm wide:max-w-none"
    >
      <div inert>
        <p className="mb-3 flex items-center font-semibold">
          Your connections
          <span className="ml-auto font-normal text-dim">2</span>
        </p>
        <Card className="max-desk:px-5 desk:px-5 desk:py-3.5">
          <Head
            {...EXAMPLE_WORKING}
            status={
              <Status kind="ok">
                Worked <RelativeTime at={ago(EXAMPLE_WORKING.lastUsedMs)} />
              </Status>
            }
          />
        </Card>
        <Card className="mt-3 max-desk:px-5 desk:px-5 desk:pt-4 desk:pb-5">
          <Head {...EXAMPLE_ENDED} />
          <div className="mt-5">
            <ConnectionTimeline label="" stages={STAGES()} />
          </div>
          <Notice tone="good" icon={ShieldCheck} className="mt-5 rounded-lg px-3">
            <strong className="text-ink">Access is over.</strong> Notion confirmed it {secondsToConfirm}{' '}
            seconds after Maya disconnected. No token works anymore.
          </Notice>
        </Card>
      </div>
    </figure>
  )
}

function Head({
  name,
  icon,
  shared,
  status,
}: {
  name: string
  icon: string
  shared: string
  status?: ReactNode
}) {
  return (
    <div className="flex items-center gap-4 max-xs:flex-wrap max-xs:gap-3">
      <WorkspaceIcon icon={icon} name={name} />
      <div className="min-w-0 max-xs:flex-1">
        <b className="block text-md leading-tight">{name}</b>
        <p className="text-dim">{shared}</p>
      </div>
      {status && <div className="ml-auto max-xs:ml-0 max-xs:basis-full">{status}</div>}
    </div>
  )
}

const STAGES = () => [
  { label: 'Connected', at: ago(EXAMPLE_ENDED.connectedMs), reached: true },
  { label: 'Access renewed', at: ago(EXAMPLE_ENDED.renewedMs), reached: true },
  { label: 'You disconnected', at: ago(0), reached: true, tone: 'danger' as const },
  { label: 'Revocation confirmed by Notion', at: ago(0), reached: true, tone: 'good' as const },
]

/** The end of an access, small. */
export function ExampleDisconnect() {
  return (
    <ConnectionTimeline
      label=""
      stages={[
        { label: 'Connected', at: null, reached: true },
        { label: 'You disconnected', at: null, reached: true, tone: 'danger' },
        { label: 'Confirmed by Notion', at: null, reached: true, tone: 'good' },
      ]}
    />
  )
}
