/** A link to the same content in Notion, in a new tab. */
export function OpenInNotion({
  href,
  title,
}: {
  href: string
  /** In a list, distinguishes the links. There, phones show only an arrow. */
  title?: string
}) {
  if (title === undefined)
    return (
      <a href={href} className="notion-link" rel="noreferrer" target="_blank">
        Open in Notion<span className="sr-only"> (new tab)</span>
      </a>
    )
  return (
    <a
      href={href}
      data-control="notion"
      className="notion-link flex min-h-6 min-w-6 shrink-0 justify-end text-sm"
      rel="noreferrer"
      target="_blank"
    >
      <span className="sr-only sm:not-sr-only">Open in Notion</span>
      <span aria-hidden="true" className="sm:hidden">
        ↗
      </span>
      <span className="sr-only">: {title} (new tab)</span>
    </a>
  )
}
