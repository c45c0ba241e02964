import type { PersonView } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'

const MAX_NAME = 80

/** People as a filter form offers them: by name, otherwise by address. */
export const toPeopleChoice = (people: readonly PersonView[], hasMore: boolean) => ({
  people: people
    .filter((one) => !one.unreadable)
    .map(({ id, name, email }) => ({ id, name: truncate(name?.trim() || email || 'No name', MAX_NAME) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
  hasMore,
})
