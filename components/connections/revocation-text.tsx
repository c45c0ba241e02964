import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import type { OpenRevocation, RevocationOutcome } from '@/lib/token-vault'

/** How a person finds their own connections in Notion. Its settings have no address that is documented. */
const NOTION_HELP = 'https://www.notion.com/help/add-and-manage-connections-with-the-api'

const notionSettings = (
  <>
    To be sure, open Notion, go to Settings, then Connections, and remove {PRODUCT_NAME} there. Notion’s help
    says{' '}
    <a href={NOTION_HELP} className="link" rel="noreferrer" target="_blank">
      how to manage connections (new tab)
    </a>
    .
  </>
)

/** How far taking an access back has come: exactly what is true, no more. */
export function RevocationText({ outcome }: { outcome: RevocationOutcome }) {
  switch (outcome) {
    case 'confirmed':
      return (
        <>{PRODUCT_NAME} no longer uses this access, and Notion confirmed that its tokens were revoked.</>
      )
    case 'asked':
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

/** The same for an access whose workspace was connected again since. */
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
