import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { pluralize } from '@/lib/shared/pluralize'
import { exactTimeIn } from '@/lib/shared/time-zone'
import type { RevocationReceipt } from '@/lib/token-vault'
import { RevocationText } from '../connections/revocation-text'
import { StatusMessage } from '../ui/panel'

/** What Notion has confirmed of the access of a deleted account. */
export function RevocationProgress({ receipt, timeZone }: { receipt: RevocationReceipt; timeZone: string }) {
  const { tokens, confirmed, waiting, held, notProvable, lastConfirmedAt } = receipt
  const at = lastConfirmedAt && (
    <time dateTime={lastConfirmedAt.toISOString()}>{exactTimeIn(lastConfirmedAt, timeZone)}</time>
  )
  if (tokens === 0)
    return (
      <StatusMessage>No workspace was connected, so there was nothing to revoke in Notion.</StatusMessage>
    )
  if (waiting > 0)
    return (
      <StatusMessage>
        <p>
          Waiting for Notion to confirm: {confirmed} of {pluralize(tokens, 'token')} so far. {PRODUCT_NAME}{' '}
          keeps asking until Notion confirms the rest.
        </p>
        {held > 0 && (
          <p className="mt-2">
            You connected a workspace again since. {PRODUCT_NAME} only checks the{' '}
            {pluralize(held, 'earlier token')} of that workspace, because revoking them could end the new
            connection. It revokes them when you disconnect.
          </p>
        )}
      </StatusMessage>
    )
  if (notProvable)
    return (
      <StatusMessage tone="danger">
        <RevocationText outcome="not_provable" />
      </StatusMessage>
    )
  return (
    <StatusMessage tone={confirmed === tokens ? 'good' : 'plain'}>
      Access is over. Notion confirmed that {pluralize(confirmed, 'token')} {confirmed === 1 ? 'was' : 'were'}{' '}
      revoked{at && <>, the last one on {at}</>}.
    </StatusMessage>
  )
}
