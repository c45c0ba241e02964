import { textLink } from '@/components/ui/text-link'
import { CONTACT_EMAIL } from '@/lib/shared/brand.mjs'

/** How to contact the people who run this installation, if they configured an address. */
export function Contact() {
  if (CONTACT_EMAIL === null) return null
  return (
    <p>
      Questions? Write to{' '}
      <a className={textLink} href={`mailto:${CONTACT_EMAIL}`}>
        {CONTACT_EMAIL}
      </a>
      .
    </p>
  )
}
