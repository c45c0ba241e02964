/** A file or folder of the repository at `sourceUrl`, as GitHub and GitLab serve it. `HEAD` is the default branch. */
export const sourceFileHref = (sourceUrl: string, path: string): string => `${sourceUrl}/blob/HEAD/${path}`

/** Where the documentation begins, in the repository. */
export const DOCUMENTATION = 'docs/architecture.md'
