import { OpenInNotion } from '../ui/open-in-notion'

/** In the place of one thing that cannot be drawn, since a member of it is not as Notion documents it. */
export function NotDisplayable({
  href = null,
}: {
  /** The same thing, or what holds it, in Notion. */
  href?: string | null
}) {
  return (
    <span className="text-dim">
      Can’t be shown here.{href && ' '}
      {href && <OpenInNotion href={href} />}
    </span>
  )
}
