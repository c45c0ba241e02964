/**
 * The pages that search engines may list. Every other answer says `noindex` (middleware.ts): what belongs to a person,
 * sign-in, and what went wrong.
 */
export const PUBLIC_PAGES = ['/', '/privacy', '/terms'] as const

export const isPublicPage = (path: string): boolean => PUBLIC_PAGES.some((page) => page === path)
