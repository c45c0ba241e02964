/** The name of a workspace, which Notion may leave empty. */
export const workspaceName = (name: string | null): string => name ?? 'Unnamed workspace'
