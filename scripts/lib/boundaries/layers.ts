type Layers = readonly (readonly string[])[]

/**
 * The list of import boundaries. A folder or file may import from the rows below its own, but not from its own row or
 * above. A new folder needs one entry. `docs/architecture.md` says what each folder is for.
 */
export const LAYERS: Layers = [
  ['instrumentation.ts', 'middleware.ts'],
  ['app'],
  ['components'],
  ['lib/bootstrap'],
  ['lib/auth'],
  ['lib/accounts'],
  ['lib/content'],
  ['lib/token-vault'],
  ['lib/activity', 'lib/rate-limits', 'lib/notion'],
  ['lib/database'],
  ['lib/config'],
  ['lib/errors.ts'],
  ['lib/shared'],
]

/** Imports that cross a boundary today. No new one may join them. */
export const EXCEPTIONS: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'app/dev', to: 'test-support/fixtures' },
]

/** Files that build, test, measure or run the app. They may import all of it, and it imports none of them. */
export const TOOLS = ['scripts', 'test-support', 'e2e', 'bench', 'examples'] as const

const EMULATOR = 'packages/notion-emulator'

/** Separate programs, with their layers. They import nothing outside their folder, and only tools import them. */
export const PROGRAMS: Readonly<Record<string, Layers>> = {
  [EMULATOR]: [
    [`${EMULATOR}/cli.ts`],
    [`${EMULATOR}/index.ts`],
    [`${EMULATOR}/server`],
    [`${EMULATOR}/admin`],
    [`${EMULATOR}/api`, `${EMULATOR}/oauth`],
    [`${EMULATOR}/http`],
    [`${EMULATOR}/state`],
    [`${EMULATOR}/world`],
  ],
}

/** Folders whose files are imported individually. All other folders of lib/ are imported through their index.ts. */
export const IMPORTED_BY_FILE = ['lib/shared'] as const

/** Folders from which components/ may import values. From the rest of lib/ it may only import types. */
export const VALUES_FOR_COMPONENTS = ['components', 'lib/shared'] as const

interface PackageRule {
  /** The folders and files that it applies to. */
  readonly folders: readonly string[]
  readonly except?: readonly string[]
  /** Package names; a name that ends with a slash is a whole scope. */
  readonly forbidden: readonly string[]
  readonly why: string
}

const DATABASE_AND_NOTION = ['pg', 'undici', '@notionhq/client', '@prisma/', '@electric-sql/'] as const

export const PACKAGES: readonly PackageRule[] = [
  {
    folders: ['lib'],
    except: ['lib/auth'],
    forbidden: ['react', 'react-dom', 'next', 'next-auth', '@auth/core'],
    why: 'lib/ is plain TypeScript: only lib/auth may import React, Next.js or auth.js.',
  },
  {
    folders: ['app', 'instrumentation.ts', 'middleware.ts'],
    forbidden: DATABASE_AND_NOTION,
    why: 'Routes are thin: call lib/ instead of the database or Notion.',
  },
  {
    folders: ['components'],
    forbidden: DATABASE_AND_NOTION,
    why: 'Components only render their props: call lib/ from a page or an action.',
  },
]
