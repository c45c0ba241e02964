import type { Capability } from './views'

const CAPABILITIES: Record<string, Omit<Capability, 'scope'>> = {
  read_content: { phrase: 'read the pages and databases that you shared', kind: 'read' },
  update_content: { phrase: 'change the pages and databases that you shared', kind: 'write' },
  insert_content: { phrase: 'add new content to what you shared', kind: 'write' },
  read_comments: { phrase: 'read comments', kind: 'read' },
  insert_comments: { phrase: 'write comments', kind: 'write' },
  read_user_with_email: {
    phrase: 'see the people of the workspace, with their email addresses',
    kind: 'read',
  },
  read_user_without_email: {
    phrase: 'see the people of the workspace, without their email addresses',
    kind: 'read',
  },
}

/** Describes the scopes of an introspection response in plain words. An unknown scope is named, not hidden. */
export function capabilitiesFrom(scope: readonly string[]): Capability[] {
  const words = [...new Set(scope)].filter(
    (word) => word !== 'read_user_without_email' || !scope.includes('read_user_with_email'),
  )
  return words.map((word) => ({
    scope: word,
    ...(CAPABILITIES[word] ?? {
      phrase: `use the permission that Notion calls “${word}”`,
      kind: 'read' as const,
    }),
  }))
}
