import type { Capability } from '@/lib/notion'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import type { AccessReport } from '@/lib/token-vault'
import { RECONNECT_REASONS } from '../errors/reconnect-reasons'
import { RequestId } from '../errors/request-id'

export interface AccessCheck {
  readonly report: AccessReport
  readonly capabilities: readonly Capability[]
}

const clock = (at: Date) => `${at.toISOString().slice(11, 19)} UTC`

/** The result of "Check access". */
export function AccessReportView({ checked }: { checked: AccessCheck }) {
  const { report, capabilities } = checked
  switch (report.outcome) {
    case 'works':
      return (
        <>
          <p className="font-medium text-good">The access works.</p>
          <p className="text-dim">
            Notion answered at {clock(report.at)}
            {report.personName ? ` for ${report.personName}` : ''}
            {capabilities.length > 0
              ? `. ${PRODUCT_NAME} may ${capabilities.map((one) => one.phrase).join(', ')}.`
              : '. Notion named no permissions.'}
          </p>
          <RequestId id={report.requestId} />
        </>
      )
    case 'reconnect_required':
      return (
        <>
          <p className="font-medium text-danger">The access no longer works.</p>
          <p className="text-dim">{RECONNECT_REASONS[report.reason]} Reconnect to continue.</p>
        </>
      )
    case 'unknown':
      return (
        <>
          <p className="font-medium">
            The check couldn’t be completed, so we don’t know whether the access works.
          </p>
          <p className="text-dim">
            {report.retryAfterSeconds === null
              ? 'Check again in a moment.'
              : `Check again in ${report.retryAfterSeconds} s.`}
          </p>
          <RequestId id={report.requestId} />
        </>
      )
    default:
      return report satisfies never
  }
}
