import type { ReactNode } from 'react'
import type { Capability, WorkspaceDetails } from '@/lib/notion'
import { RequestId } from './request-id'

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[11rem_1fr]">{children}</dl>
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-dim sm:py-0">{term}</dt>
      <dd className="-mt-3 min-w-0 sm:mt-0">{children}</dd>
    </div>
  )
}

const MEBIBYTE = 1_048_576

function size(bytes: number): string {
  const megabytes = bytes / MEBIBYTE
  return megabytes >= 1024
    ? `${(megabytes / 1024).toLocaleString('en')} GiB`
    : `${megabytes.toLocaleString('en')} MiB`
}

/** What Notion itself says of a connection. */
export function NotionFacts({
  details,
  capabilities,
  issuedAt,
  requestId,
}: {
  details: WorkspaceDetails
  capabilities: readonly Capability[]
  issuedAt: ReactNode
  requestId: string | null
}) {
  const { authorizedBy, bot, maxUploadBytes } = details
  return (
    <>
      <Facts>
        <Fact term="Name at Notion">{details.workspaceName ?? 'none'}</Fact>
        <Fact term="Authorized by">
          {authorizedBy
            ? [authorizedBy.name ?? 'a person without a name', authorizedBy.email].filter(Boolean).join(', ')
            : 'the workspace itself'}
        </Fact>
        <Fact term="Acts as">
          {bot.name ?? 'a bot without a name'}{' '}
          <code className="font-mono text-xs break-all text-dim">{bot.id}</code>
        </Fact>
        <Fact term="Upload limit">
          {maxUploadBytes === null ? 'not told' : `${size(maxUploadBytes)} a file`}
        </Fact>
        <Fact term="Access issued">{issuedAt}</Fact>
      </Facts>
      <h3 className="mt-6 text-base">What Latchkey may do</h3>
      {capabilities.length > 0 ? (
        <ul className="mt-2 list-disc space-y-1 pl-5">
          {capabilities.map((one) => (
            <li key={one.scope}>{one.phrase}</li>
          ))}
        </ul>
      ) : (
        <p className="mt-2 text-dim">Notion named no permission.</p>
      )}
      <div className="mt-3">
        <RequestId id={requestId} />
      </div>
    </>
  )
}
