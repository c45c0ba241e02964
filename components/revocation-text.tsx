import type { RevocationOutcome } from '@/lib/connections'

const NOTION_SETTINGS = 'https://www.notion.so/my-integrations'

/** How far taking an access back has come: exactly what is true, no more. */
export function RevocationText({ outcome }: { outcome: RevocationOutcome }) {
  switch (outcome) {
    case 'confirmed':
      return <>Nothing here can use the access any more, and Notion confirmed that it is dead.</>
    case 'asked':
      return (
        <>
          Nothing here can use the access any more. Notion has not confirmed yet that it is dead; we keep
          asking until it does.
        </>
      )
    case 'not_provable':
      return (
        <>
          Nothing here can use the access any more, and Notion was asked to end it. It can’t be proven that
          nothing of it lives, because an answer of Notion’s was lost before. To be sure, open Notion’s{' '}
          <a href={NOTION_SETTINGS} className="link" rel="noreferrer" target="_blank">
            settings, Connections (new tab)
          </a>{' '}
          and remove Latchkey there.
        </>
      )
    default:
      return outcome satisfies never
  }
}
