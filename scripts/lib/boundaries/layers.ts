type Layers = readonly (readonly string[])[]

/**
 * The one list of import boundaries. A folder or file may import what is in the rows below its own, and nothing above
 * or beside it. A new folder is one entry. `docs/architecture.md` says what each folder is.
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

/** Programs of their own, with their layers. They import nothing outside their folder, and only tools import them. */
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

/** Folders whose files are imported one by one. Every other folder of lib/ is imported by its index.ts. */
export const IMPORTED_BY_FILE = ['lib/shared'] as const

/** The parts that components/ may import by value. Of the rest of lib/ it takes types only. */
export const VALUES_FOR_COMPONENTS = ['components', 'lib/shared'] as const

interface PackageRule {
  /** Folders and files it applies to. */
  readonly of: readonly string[]
  readonly except?: readonly string[]
  /** Names of packages; a name that ends in a slash is a whole scope. */
  readonly refuses: readonly string[]
  readonly why: string
}

const DATABASE_AND_NOTION = ['pg', 'undici', '@notionhq/client', '@prisma/', '@electric-sql/'] as const

export const PACKAGES: readonly PackageRule[] = [
  {
    of: ['lib'],
    except: ['lib/auth'],
    refuses: ['react', 'react-dom', 'next', 'next-auth', '@auth/core'],
    why: 'lib/ is plain TypeScript: only lib/auth may import React, Next.js or auth.js.',
  },
  {
    of: ['app', 'instrumentation.ts', 'middleware.ts'],
    refuses: DATABASE_AND_NOTION,
    why: 'Routes are thin: call lib/ instead of the database or Notion.',
  },
  {
    of: ['components'],
    refuses: DATABASE_AND_NOTION,
    why: 'Components present what they are given: call lib/ from a page or an action.',
  },
]
