import { ListProgress, type PeopleBatch, type PersonView } from '../notion'

export interface ReadPeople {
  readonly people: readonly PersonView[]
  /** Notion has others. */
  readonly hasMore: boolean
  /** Notion returned fewer than there are, and no way to the rest. */
  readonly incomplete: boolean
}

/**
 * Reads people batch by batch, up to the batch that has the last wanted person.
 *
 * @param readBatch reads one batch: one call, or none if it was read in the last minute
 * @param maxBatches the end in any case
 * @throws what `readBatch` throws
 */
export async function readPeople(
  readBatch: (cursor: string | null) => Promise<PeopleBatch>,
  { wanted = Number.POSITIVE_INFINITY, maxBatches }: { wanted?: number; maxBatches?: number },
): Promise<ReadPeople> {
  const people: PersonView[] = []
  const progress = new ListProgress(maxBatches)
  let cursor: string | null = null
  let incomplete = false
  do {
    const batch = await readBatch(cursor)
    people.push(...batch.people)
    cursor = progress.nextCursor(batch.people.length, batch.nextCursor)
    incomplete = batch.incomplete || progress.stoppedEarly
  } while (cursor !== null && people.length < wanted)
  return { people, hasMore: cursor !== null, incomplete }
}
