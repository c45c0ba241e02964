import type { ReactNode } from 'react'
import { prerender } from 'react-dom/static'
import type { Block } from '@/lib/notion'
import { BlockList, type ContentContext } from '../components/notion-content/block-list'
import type { SampleBlocks } from './fixtures/blocks'

export const CONNECTION = '00000000-0000-4000-8000-000000000001'

/** Renders a node to HTML after all of its Suspense content has resolved. */
export async function htmlOf(node: ReactNode): Promise<string> {
  // Otherwise React streams large parts out of order, with scripts that move them into place.
  const { prelude } = await prerender(node, { progressiveChunkSize: Number.POSITIVE_INFINITY })
  return (await new Response(prelude).text()).replaceAll('<!-- -->', '')
}

/** The block context of a page; nested blocks come from the fixtures, without waiting. */
export function contextOf(samples: SampleBlocks, depth = 0): ContentContext {
  return {
    connectionId: CONNECTION,
    children: (block) => (
      <BlockList blocks={samples.inside(block)} context={contextOf(samples, depth + 1)} depth={depth + 1} />
    ),
    loadRows: async (block) => ({ rows: samples.inside(block) }),
    notionUrl: 'https://www.notion.so/page',
  }
}

export const drawn = (samples: SampleBlocks, blocks: readonly Block[]) =>
  htmlOf(<BlockList blocks={blocks} context={contextOf(samples)} />)

/** Every URL that a browser would link to, load or frame. */
export const addressesIn = (html: string): string[] =>
  [...html.matchAll(/\s(?:href|src|srcset|action|formaction|poster|data|srcdoc)="([^"]*)"/gi)].map(
    ([, address]) => address ?? '',
  )
