import type { PageObjectResponse } from '@notionhq/client'

type HostedFile = Extract<PageObjectResponse['cover'], { type: 'file' }>['file']

/** Builds the URLs in a response that point to the emulator itself. */
export interface Host {
  readonly origin: string
  /** The URL of a hosted file, freshly signed, and its expiry. */
  file(name: string): HostedFile
  /** The URL of a page or database in Notion. */
  page(id: string): string
}
