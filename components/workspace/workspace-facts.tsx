import type { ReactNode } from 'react'
import type { Capability, WorkspaceDetails } from '@/lib/notion'
import { RequestId } from '../errors/request-id'

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

/** What Notion says of a connection by users.me and by introspection: of either, where the other failed. */
export function NotionFacts({
  details,
  access,
}: {
  details: WorkspaceDetails | null
  access: {
    readonly capabilities: readonly Capability[]
    readonly issuedAt: ReactNode
    readonly requestId: string | null
  } | null
}) {
  return (
    <>
      <Facts>
        {details && <DetailFacts {...details} />}
        {access && <Fact term="Access issued">{access.issuedAt}</Fact>}
      </Facts>
      {access && <Permissions {...access} />}
    </>
  )
}

function DetailFacts({ workspaceName, authorizedBy, bot, maxUploadBytes }: WorkspaceDetails) {
  return (
    <>
      <Fact term="Workspace name">{workspaceName ?? 'none'}</Fact>
      <Fact term="Authorized by">
        {authorizedBy
          ? [authorizedBy.name ?? 'a person without a name', authorizedBy.email].filter(Boolean).join(', ')
          : 'not told'}
      </Fact>
      <Fact term="Bot">
        {bot.name ?? 'a bot without a name'}{' '}
        <code className="font-mono text-xs break-all text-dim">{bot.id}</code>
      </Fact>
      <Fact term="Upload limit">
        {maxUploadBytes === null ? 'not told' : `${size(maxUploadBytes)} a file`}
      </Fact>
    </>
  )
}

function Permissions({
  capabilities,
  requestId,
}: {
  capabilities: readonly Capability[]
  requestId: string | null
}) {
  return (
    <>
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
