import { textLink } from '@/components/ui/text-link'
import { config } from '@/lib/config'

/**
 * How to contact the people who run this installation, if they configured an address.
 *
 * @param fallback says whom to ask where they did not
 */
export function Contact({ fallback = false }: { fallback?: boolean }) {
  const { contactEmail } = config()
  if (contactEmail === null)
    return fallback ? <p>Ask the person or team who gave you the address of this site.</p> : null
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
