import { ArrowRight } from 'lucide'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { sourceFileHref } from '@/lib/shared/source'
import { PROMISES, type Proof } from '../_lib/promises'
import { Section, THREE_COLUMNS } from './section'

/** What the product promises, each with its evidence. */
export function Promises({ sourceUrl }: { sourceUrl: string | null }) {
  return (
    <Section
      id="promises"
      title="Three promises, and the tests behind them"
      text="Each runs on every change. You can run them yourself."
    >
      <ul className={THREE_COLUMNS}>
        {PROMISES.map(({ title, text, proof }) => (
          <Card as="li" key={title} className="flex flex-col desk:py-6">
            <h3 className="mb-1.5">{title}</h3>
            <p className="text-md text-dim">{text}</p>
            {proof && <Evidence proof={proof} promise={title} sourceUrl={sourceUrl} />}
          </Card>
        ))}
      </ul>
    </Section>
  )
}

function Evidence({
  proof: { figure, text, file, command },
  promise,
  sourceUrl,
}: {
  proof: Proof
  promise: string
  sourceUrl: string | null
}) {
  return (
    <div className="mt-auto pt-5">
      <b className="block text-xl leading-tight tracking-[-0.02em] tabular-nums">{figure}</b>
      <p className="text-dim">{text}</p>
      {sourceUrl ? (
        <a
          href={sourceFileHref(sourceUrl, file)}
          className="group mt-3 inline-flex items-center gap-1.5 font-medium hover:underline max-desk:min-h-11"
        >
          Read the test<span className="sr-only"> behind “{promise}”</span>
          <Icon
            icon={ArrowRight}
            className="text-dim transition-[translate] duration-120 group-hover:translate-x-0.5 group-hover:text-ink"
          />
        </a>
      ) : (
        <p className="mt-3 font-mono text-xs text-soft">{file}</p>
      )}
      <p className="mt-1 font-mono text-xs text-dim">{command}</p>
    </div>
  )
}
