import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where `next build` wrote to and `next start` reads from; next.config.mjs uses the same variable. */
const buildFolder = () =>
  join(/* turbopackIgnore: true */ process.cwd(), process.env.LATCHKEY_BUILD_DIR || '.next')

let id: string | undefined

/** The id of the running build, the same on every machine for the same sources. `development` under `next dev`. */
export function buildId(): string {
  id ??=
    process.env.NODE_ENV === 'production'
      ? readFileSync(join(/* turbopackIgnore: true */ buildFolder(), 'BUILD_ID'), 'utf8').trim()
      : 'development'
  return id
}

let actions: ReadonlySet<string> | undefined

/** The ids of this build's server actions, as forms contain them. */
function actionIds(): ReadonlySet<string> {
  actions ??= new Set(
    Object.keys(
      (
        JSON.parse(
          readFileSync(
            join(/* turbopackIgnore: true */ buildFolder(), 'server/server-reference-manifest.json'),
            'utf8',
          ),
        ) as {
          node: Record<string, unknown>
        }
      ).node,
    ),
  )
  return actions
}

const ID_FIELD = '$ACTION_ID_'
const REFERENCE_FIELD = /^\$ACTION_\d+:0$/

/**
 * Whether a form that was submitted without JavaScript belongs to a page of another build: it names a server action that
 * this build doesn't have. Next.js would respond with a line of plain text.
 */
export function isFromAnotherBuild(form: FormData): boolean {
  const requestedIds = [...form].flatMap(([name, value]) => {
    if (name.startsWith(ID_FIELD)) return [name.slice(ID_FIELD.length)]
    if (!REFERENCE_FIELD.test(name) || typeof value !== 'string') return []
    return [/^\{"id":"([0-9a-f]+)"/.exec(value)?.[1] ?? '']
  })
  return requestedIds.some((id) => !actionIds().has(id))
}
