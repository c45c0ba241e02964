/** What a workspace is called where Notion gives it no name. */
export const workspaceName = (name: string | null): string => name ?? 'A workspace without a name'
