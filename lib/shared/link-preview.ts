/** The picture of a shared link: app/link-preview.png/route.tsx. */
export const LINK_PREVIEW = { path: '/link-preview.png', size: { width: 1200, height: 630 } } as const
