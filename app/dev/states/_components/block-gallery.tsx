import type { ReactNode } from 'react'
import {
  BlockList,
  type ContentContext,
  headingsOf,
  nextListNumber,
  TableOfContents,
} from '@/components/notion-content/block-list'
import { NotionIcon } from '@/components/notion-content/icon'
import { RichTextView } from '@/components/notion-content/rich-text'
import type { Icon } from '@/lib/notion'
import { SampleBlocks } from '@/test-support/fixtures/blocks'
import { richTextSamples } from '@/test-support/fixtures/rich-text'

const CONNECTION = '00000000-0000-4000-8000-000000000001'

function contextOf(samples: SampleBlocks, page: Partial<ContentContext>, depth: number): ContentContext {
  return {
    ...page,
    connectionId: CONNECTION,
    children: (block) => (
      <BlockList
        blocks={samples.inside(block)}
        context={contextOf(samples, page, depth + 1)}
        depth={depth + 1}
      />
    ),
    loadRows: async (block) => ({ rows: samples.inside(block) }),
  }
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-10">
      <h2 className="border-b border-line pb-1 text-lg">{title}</h2>
      <div className="mt-3">{children}</div>
    </section>
  )
}

/** Every type of block, every look of a text and every kind of icon, with made-up content. */
export function BlockGallery({ picture }: { picture: string }) {
  const samples = new SampleBlocks()
  const all = Object.values(samples.all(picture))
  const context = contextOf(
    samples,
    {
      tableOfContents: () => <TableOfContents headings={headingsOf(all)} />,
      breadcrumb: 'Harbour Studio / Roadmap',
      notionUrl: 'https://www.notion.so/',
      titleOf: () => null,
    },
    0,
  )
  const icons: readonly Icon[] = [
    null,
    { type: 'emoji', emoji: '🗺️' },
    { type: 'emoji', emoji: 'no emoji at all, but a sentence' },
    { type: 'named', name: 'pizza', color: 'orange' },
    { type: 'named', name: 'unheard-of', color: 'blue' },
    { type: 'url', url: picture },
    { type: 'url', url: 'javascript:alert(1)' },
    { type: 'hosted', ref: 'pages/sample/icon' },
  ]
  const half = [...Array(3)].map((_, index) => samples.number(`Item ${index + 1}`))
  const rest = [...Array(2)].map((_, index) => samples.number(`Item ${index + 4}, from the next batch`))
  return (
    <>
      <Section title="Every type">
        <BlockList blocks={all} context={context} />
      </Section>
      <Section title="Text">
        {richTextSamples(picture).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <p key={index} className="notion-text notion-block" dir="auto">
            <RichTextView text={line} connectionId={CONNECTION} />
          </p>
        ))}
      </Section>
      <Section title="Icons">
        <div className="flex flex-wrap gap-3">
          {icons.flatMap((icon, index) =>
            (['page', 'data_source', 'database'] as const).map((kind) => (
              <NotionIcon
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
                key={`${index}-${kind}`}
                icon={icon}
                connectionId={CONNECTION}
                kind={kind}
                size={28}
              />
            )),
          )}
        </div>
      </Section>
      <Section title="A list in two batches">
        <BlockList blocks={half} context={context} />
        <BlockList blocks={rest} context={context} startNumber={nextListNumber(half, 1)} />
      </Section>
      {Object.entries(samples.more(picture)).map(([title, blocks]) => (
        <Section key={title} title={title}>
          <BlockList blocks={blocks} context={context} />
        </Section>
      ))}
    </>
  )
}
