import type { ReactNode } from 'react'
import type { Capability, WorkspaceDetails } from '@/lib/notion'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { RequestId } from '../errors/request-id'

export function DetailList({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[11rem_1fr]">{children}</dl>
}

export function Detail({ term, children }: { term: string; children: ReactNode }) {
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
    ? `${(megabytes / 1024).toLocaleString('en')} GB`
    : `${megabytes.toLocaleString('en')} MB`
}

/** What Notion says about a connection: from users.me and from introspection. Either may be missing. */
export function ConnectionDetails({
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
      <DetailList>
        {details && <WorkspaceDetailItems {...details} />}
        {access && <Detail term="Access issued">{access.issuedAt}</Detail>}
      </DetailList>
      {access && <Permissions {...access} />}
    </>
  )
}

function WorkspaceDetailItems({ workspaceName, authorizedBy, bot, maxUploadBytes }: WorkspaceDetails) {
  return (
    <>
      <Detail term="Workspace name">{workspaceName ?? 'none'}</Detail>
      <Detail term="Authorized by">
        {authorizedBy
          ? [authorizedBy.name ?? 'a person without a name', authorizedBy.email].filter(Boolean).join(', ')
          : 'not provided'}
      </Detail>
      <Detail term="Bot">
        {bot.name ?? 'a bot without a name'}{' '}
        <code className="font-mono text-xs break-all text-dim">{bot.id}</code>
      </Detail>
      <Detail term="Upload limit">
        {maxUploadBytes === null ? 'not provided' : `${size(maxUploadBytes)} per file`}
      </Detail>
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
      <h3 className="mt-6 text-md">What {PRODUCT_NAME} may do</h3>
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
