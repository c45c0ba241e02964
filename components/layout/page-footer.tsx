import Link from 'next/link'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'

const LINK = 'inline-flex min-h-8 items-center hover:text-ink hover:underline max-desk:min-h-11'

/** @param links beside the privacy page and the terms */
export function PageFooter({
  links = [],
}: {
  links?: readonly { readonly href: string; readonly name: string }[]
}) {
  return (
    <footer className="mt-auto border-t border-line">
      <div className="mx-auto flex max-w-[71rem] flex-wrap items-center gap-x-5 gap-y-1 px-gutter py-8 text-dim">
        <span>{PRODUCT_NAME} isn’t made or endorsed by Notion.</span>
        <nav aria-label="Footer" className="flex flex-wrap gap-x-5 gap-y-1 desk:ml-auto">
          {links.map(({ href, name }) => (
            <a key={name} href={href} className={LINK}>
              {name}
            </a>
          ))}
          <Link prefetch={false} href="/privacy" className={LINK}>
            Privacy
          </Link>
          <Link prefetch={false} href="/terms" className={LINK}>
            Terms
          </Link>
        </nav>
      </div>
    </footer>
  )
}
