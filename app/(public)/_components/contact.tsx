import { CONTACT_EMAIL } from '@/lib/shared/brand.mjs'

/** How to reach whoever runs this installation, where they say it. */
export function Contact() {
  if (CONTACT_EMAIL === null) return null
  return (
    <p>
      Questions? Write to{' '}
      <a className="link" href={`mailto:${CONTACT_EMAIL}`}>
        {CONTACT_EMAIL}
      </a>
      .
    </p>
  )
}
