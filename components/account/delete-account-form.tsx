import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { pluralize } from '@/lib/shared/pluralize'
import { Input } from '../ui/field'
import { SubmitButton } from '../ui/submit-button'

/**
 * Deletes the account. Sent as a full navigation, so that no content stays in the tab's memory.
 *
 * @param receipt opens the last page; the same for each time that this form is sent
 */
export function DeleteAccountForm({
  receipt,
  phrase,
  workspaces,
  failed,
}: {
  receipt: string
  /** What has to be typed. */
  phrase: string
  /** How many are connected. */
  workspaces: number
  /** Something else was typed. */
  failed: boolean
}) {
  return (
    <div className="rounded-xl border border-[color-mix(in_oklab,var(--danger)_45%,transparent)] p-5">
      <p>This can’t be undone. {PRODUCT_NAME} will:</p>
      <ul className="mt-2 mb-4 list-disc pl-5 text-soft">
        {workspaces > 0 && (
          <li>
            Disconnect {pluralize(workspaces, 'workspace')} and ask Notion to revoke{' '}
            {workspaces === 1 ? 'it' : 'each one'}
          </li>
        )}
        <li>Sign you out everywhere</li>
        <li>Delete your profile, connections and activity</li>
      </ul>
      <form method="post" action="/settings/account/delete">
        <input type="hidden" name="receipt" value={receipt} />
        <label htmlFor="phrase" className="mb-1 block font-medium">
          Type <span className="font-mono">{phrase}</span> to confirm
        </label>
        <div className="flex flex-wrap gap-2">
          <Input
            id="phrase"
            name="phrase"
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={failed || undefined}
            aria-describedby={failed ? 'phrase-problem phrase-hint' : 'phrase-hint'}
            autoFocus={failed}
            className="min-w-0 flex-[1_1_14rem]"
          />
          <SubmitButton tone="danger">Delete my account</SubmitButton>
        </div>
        {failed && (
          <p id="phrase-problem" role="alert" className="mt-1.5 text-danger">
            Nothing was deleted. Type {phrase} exactly.
          </p>
        )}
        <p id="phrase-hint" className="mt-1.5 text-xs text-dim">
          Nothing in Notion is deleted.
        </p>
      </form>
    </div>
  )
}
