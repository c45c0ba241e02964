import { BookOpen, CodeXml } from 'lucide'
import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { DOCUMENTATION, sourceFileHref } from '@/lib/shared/source'
import { PUBLIC_WIDTH } from './section'

/** For teams that take this as the base of their own app. `children` lets them try it. */
export function Developers({ sourceUrl, children }: { sourceUrl: string | null; children: ReactNode }) {
  return (
    <section id="developers" aria-labelledby="developers-title" className="scroll-mt-4 border-t border-line">
      <div
        className={`${PUBLIC_WIDTH} grid items-center gap-8 py-14 desk:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)] desk:gap-14 desk:py-20`}
      >
        <div>
          <h2 id="developers-title" className="text-xl tracking-[-0.025em]">
            Building on Notion? Start here.
          </h2>
          <p className="mt-2 text-md text-dim">
            The sign-in, token vault and revocation you’d otherwise write yourself, as a Next.js app under the
            MIT license. The demo brings its own local Notion: no account, no keys, no database.
          </p>
          {sourceUrl ? (
            <div className="mt-6 flex flex-wrap gap-2">
              <a href={sourceUrl} className={buttonClass()}>
                <Icon icon={CodeXml} />
                View source
              </a>
              <a href={sourceFileHref(sourceUrl, DOCUMENTATION)} className={buttonClass('quiet')}>
                <Icon icon={BookOpen} />
                Read the docs
              </a>
            </div>
          ) : (
            <p className="mt-4 text-dim">
              The documentation is in <code className="font-mono">README.md</code> and{' '}
              <code className="font-mono">docs/</code> of the source.
            </p>
          )}
        </div>
        {children}
      </div>
    </section>
  )
}
