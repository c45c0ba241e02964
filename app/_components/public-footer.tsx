import { PageFooter } from '@/components/layout/page-footer'
import { config } from '@/lib/config'
import { DOCUMENTATION, sourceFileHref } from '@/lib/shared/source'

/** The footer of the public pages, with what this installation is configured to link to. */
export function PublicFooter() {
  const { sourceUrl, contactEmail } = config()
  return (
    <PageFooter
      links={[
        ...(sourceUrl
          ? [
              { href: sourceFileHref(sourceUrl, DOCUMENTATION), name: 'Docs' },
              { href: sourceUrl, name: 'Source' },
              { href: sourceFileHref(sourceUrl, 'SECURITY.md'), name: 'Security' },
            ]
          : []),
        ...(contactEmail ? [{ href: `mailto:${contactEmail}`, name: 'Contact' }] : []),
      ]}
    />
  )
}
