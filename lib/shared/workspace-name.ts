/** The display name of a workspace; Notion allows a workspace without a name. */
export const workspaceName = (name: string | null): string => name ?? 'Unnamed workspace'
