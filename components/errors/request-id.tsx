/** The id of a request to Notion, for Notion's support. */
export function RequestId({ id }: { id: string | null }) {
  if (!id) return null
  return (
    <p className="text-sm text-dim">
      Notion’s request id: <code className="font-mono text-xs break-all">{id}</code>
    </p>
  )
}
