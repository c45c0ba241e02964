import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import type { OpenRevocation, RevocationOutcome } from '@/lib/token-vault'
import { textLink } from '../ui/text-link'

/** Notion documents no URL for a person's own connections. */
const NOTION_HELP = 'https://www.notion.com/help/add-and-manage-connections-with-the-api'

const notionSettings = (
  <>
    To be sure, open Notion, go to Settings, then Connections, and remove {PRODUCT_NAME} there. Notion’s help
    says{' '}
    <a href={NOTION_HELP} className={textLink} rel="noreferrer" target="_blank">
      how to manage connections (new tab)
    </a>
    .
  </>
)

/** The state of a revocation. The text claims only what is known. */
export function RevocationText({ outcome }: { outcome: RevocationOutcome }) {
  switch (outcome) {
    case 'confirmed':
      return (
        <>{PRODUCT_NAME} no longer uses this access, and Notion confirmed that its tokens were revoked.</>
      )
    case 'requested':
      return (
        <>
          {PRODUCT_NAME} no longer uses this access. Notion hasn’t confirmed yet that its tokens were revoked;
          we keep asking until it does.
        </>
      )
    case 'not_provable':
      return (
        <>
          {PRODUCT_NAME} no longer uses this access. We can’t prove that Notion revoked all of it: either an
          answer from Notion was lost, or Notion kept calling a token active. {notionSettings}
        </>
      )
    default:
      return outcome satisfies never
  }
}

/** The same for earlier access to a workspace that has been reconnected since. */
export function EarlierAccessText({ status, held }: Pick<OpenRevocation, 'status' | 'held'>) {
  if (status === 'not_provable')
    return (
      <>
        This is about the access from before you connected this workspace again. {PRODUCT_NAME} no longer uses
        it, and we can’t prove that Notion revoked all of it.
      </>
    )
  return held ? (
    <>
      This is about the access from before you connected this workspace again. {PRODUCT_NAME} no longer uses
      it, and checks until Notion says that its tokens ended. We don’t revoke them while the workspace is
      connected, because that could end your new connection. Disconnect revokes both.
    </>
  ) : (
    <>
      This is about the access from before you connected this workspace again. {PRODUCT_NAME} no longer uses
      it. Notion hasn’t confirmed yet that its tokens were revoked; we keep asking until it does.
    </>
  )
}
