import { textLink } from '@/components/ui/text-link'
import { config } from '@/lib/config'

/** How to contact the people who run this installation, if they configured an address. */
export function Contact() {
  const { contactEmail } = config()
  if (contactEmail === null) return null
  return (
    <p>
      Questions? Write to{' '}
      <a className={textLink} href={`mailto:${contactEmail}`}>
        {contactEmail}
      </a>
      .
    </p>
  )
}
