import type { ReactNode } from 'react'
import { prerender } from 'react-dom/static'
import type { Block } from '@/lib/notion'
import { BlockList, type ContentContext } from '../components/notion-content/block-list'
import type { SampleBlocks } from './fixtures/blocks'

export const CONNECTION = '00000000-0000-4000-8000-000000000001'

/** The whole HTML of something, after all in it has arrived. */
export async function htmlOf(node: ReactNode): Promise<string> {
  // Otherwise React moves what is large out of its place, with scripts that put it back.
  const { prelude } = await prerender(node, { progressiveChunkSize: Number.POSITIVE_INFINITY })
  return (await new Response(prelude).text()).replaceAll('<!-- -->', '')
}

/** What a page gives its blocks: what stands inside comes from the samples, at once. */
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

/** The addresses that a browser would go to, load or frame. */
export const addressesIn = (html: string): string[] =>
  [...html.matchAll(/\s(?:href|src|srcset|action|formaction|poster|data|srcdoc)="([^"]*)"/gi)].map(
    ([, address]) => address ?? '',
  )
