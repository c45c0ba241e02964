import { type Database, type OpenDatabase, setDatabase } from '@/lib/database'

class Undone extends Error {}

/**
 * Runs `act` while the answers to the next COMMITs are lost. `happened`: for each of them, whether the database
 * carried it out; `silent`: after these no transaction is carried out. Fails when fewer transactions ran.
 */
export async function withLostCommits<Result>(
  opened: OpenDatabase,
  happened: readonly boolean[],
  act: () => Promise<Result>,
  { silent = false } = {},
): Promise<Result> {
  const left = [...happened]
  const { database } = opened
  const losing = new Proxy(database, {
    get(target, name) {
      if (name !== '$transaction') return Reflect.get(target, name, target)
      return async (work: Parameters<Database['$transaction']>[0]) => {
        const committed = left.shift() ?? (silent ? false : undefined)
        if (committed === undefined) return target.$transaction(work)
        await target
          .$transaction(async (tx) => {
            await work(tx)
            if (!committed) throw new Undone()
          })
          .catch((error: unknown) => {
            if (!(error instanceof Undone)) throw error
          })
        throw new Error('the connection was lost')
      }
    },
  })
  setDatabase({ ...opened, database: losing })
  const result = await act().finally(() => setDatabase(opened))
  if (left.length > 0) throw new Error(`${left.length} COMMITs were never sent`)
  return result
}
