import type { PageObjectResponse } from '@notionhq/client'

type HostedFile = Extract<PageObjectResponse['cover'], { type: 'file' }>['file']

/** What an answer needs to name things that live at the emulator's own address. */
export interface Host {
  readonly origin: string
  /** A hosted file's address, signed anew each time, and when it ends. */
  file(name: string): HostedFile
  /** The address of a page or database in Notion. */
  page(id: string): string
}
