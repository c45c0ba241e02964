'use server'
import { NotionTrouble } from '@/components/notion-trouble'
import type { LoadedRows } from '@/components/table/row-pages'

/** The next rows of a sample: Notion asks to wait. */
export async function waitForRows(): Promise<LoadedRows> {
  return { outcome: 'wait', seconds: 3600 }
}

/** The next rows of a sample: Notion does not answer. */
export async function missRows(): Promise<LoadedRows> {
  const trouble = {
    kind: 'down',
    why: 'error',
    requestId: '5f0c5f1e-0000-4000-8000-2d1c0f3b9a77',
  } as const
  return { outcome: 'trouble', shown: <NotionTrouble trouble={trouble} retry={null} reconnect={null} /> }
}
