import { OpenInNotion } from '../ui/open-in-notion'

/** Replaces content that can't be rendered, because a value has another type than Notion documents. */
export function NotDisplayable({
  href = null,
}: {
  /** The URL of the same content in Notion, or of what contains it. */
  href?: string | null
}) {
  return (
    <span className="text-dim">
      Can’t be shown here.{href && ' '}
      {href && <OpenInNotion href={href} />}
    </span>
  )
}
