import { Eye, Square, SquareCheck } from 'lucide'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { EXAMPLE_COUNTS, EXAMPLE_PAGES } from '../_lib/example'
import { ExampleDisconnect } from './example-connections'
import { Section, THREE_COLUMNS } from './section'

const MINI = 'rounded-lg border border-line bg-raised p-1.5'
const MINI_ROW = 'flex min-h-8 items-center gap-2.5 px-2'

/** How the product works, in three steps with a picture each. */
export function Steps() {
  return (
    <Section id="how" title="How it works" text="Three steps, and the last one is always yours.">
      <ol className={THREE_COLUMNS}>
        <Step
          number={1}
          title="Pick pages in Notion"
          text="Notion asks which pages to share. What you leave out stays out of reach."
        >
          <ul className={MINI}>
            {EXAMPLE_PAGES.map(({ icon, title, picked }) => (
              <li key={title} className={MINI_ROW}>
                <span>{icon}</span>
                {title}
                <span className={`ml-auto ${picked ? 'text-brass-text' : 'text-edge'}`}>
                  {picked ? <Icon icon={SquareCheck} /> : <Icon icon={Square} />}
                </span>
              </li>
            ))}
          </ul>
        </Step>
        <Step
          number={2}
          title="See what’s exposed"
          text={`Every shared page, database and person, and everything ${PRODUCT_NAME} is allowed to do.`}
        >
          <div className="grid grid-cols-3 divide-x divide-line rounded-lg border border-line bg-raised">
            {EXAMPLE_COUNTS.map(([count, noun]) => (
              <div key={noun} className="px-3.5 py-4">
                <b className="block text-lg tracking-[-0.02em] tabular-nums">{count}</b>
                {noun}
              </div>
            ))}
          </div>
          <div className={`mt-2 ${MINI}`}>
            <div className={MINI_ROW}>
              <Icon icon={Eye} />
              Read shared content
            </div>
          </div>
        </Step>
        <Step
          number={3}
          title="Take it back"
          text={`Disconnect whenever you like. ${PRODUCT_NAME} keeps asking Notion until the revocation is confirmed.`}
        >
          <ExampleDisconnect />
        </Step>
      </ol>
    </Section>
  )
}

function Step({
  number,
  title,
  text,
  children,
}: {
  number: number
  title: string
  text: string
  children: ReactNode
}) {
  return (
    <li>
      <div
        aria-hidden="true"
        inert
        className="mb-5 grid h-49 content-center overflow-hidden rounded-xl border border-line bg-sunk p-5"
      >
        {children}
      </div>
      <h3 className="mb-1.5">
        <span aria-hidden="true" className="mr-2 text-brass-text tabular-nums">
          {number}
        </span>
        {title}
      </h3>
      <p className="text-md text-dim">{text}</p>
    </li>
  )
}
