/** Versions of the API that the stand-in speaks. */
export const NOTION_VERSIONS = new Set(['2022-06-28', '2025-09-03', '2026-03-11'])
