import Link from 'next/link'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { textLink } from '../ui/text-link'

export function PageFooter() {
  return (
    <footer className="mt-auto border-t border-line">
      <div className="mx-auto flex max-w-5xl flex-wrap gap-x-6 gap-y-1 px-4 py-4 text-sm text-dim sm:px-6 wide-page:max-w-7xl">
        <span>{PRODUCT_NAME} is not made or endorsed by Notion.</span>
        <Link prefetch={false} href="/privacy" className={textLink}>
          Privacy
        </Link>
        <Link prefetch={false} href="/terms" className={textLink}>
          Terms
        </Link>
      </div>
    </footer>
  )
}
