import type { Faker } from '@faker-js/faker'
import type { Host } from './host'
import type { PropertyValue } from './schema'
import type { PageProperties, WorldIcon, WorldPage } from './types'

/** What the generators read from and add to. */
export interface GeneratorContext {
  readonly faker: Faker
  /** People whom a property may name; the two who can sign in come first. */
  readonly members: readonly { readonly id: string }[]
  /** All pages so far, parents before their children. */
  readonly pages: WorldPage[]
}

const EARLIEST = new Date('2025-02-03T08:00:00Z')
const LATEST = new Date('2026-11-20T17:30:00Z')

/** Notion rounds page times to the minute. */
const minute = (date: Date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString()

export function times({ faker }: GeneratorContext): { createdAt: string; editedAt: string } {
  const created = faker.date.between({ from: EARLIEST, to: LATEST })
  return {
    createdAt: minute(created),
    editedAt: minute(faker.date.between({ from: created, to: LATEST })),
  }
}

export const anyone = ({ faker, members }: GeneratorContext): string => faker.helpers.arrayElement(members).id

/** A file that Notion hosts, by name. Each response that contains its row signs a new URL. */
export const hosted = (name: string) => ({
  type: 'file' as const,
  name,
  file: { url: name, expiry_time: '' },
})

type RowFields = Pick<WorldPage, 'id' | 'title' | 'parentId' | 'createdAt' | 'editedAt' | 'editedBy'> & {
  readonly icon?: WorldIcon
  readonly cover?: WorldPage['cover']
}

/** A row with its values. Its own members are plain data: two worlds of one seed are equal. */
export class Row implements WorldPage {
  readonly object = 'page'
  readonly databaseId = null
  readonly id: string
  readonly title: string
  readonly icon: WorldIcon
  readonly cover: WorldPage['cover']
  readonly parentId: string | null
  readonly createdAt: string
  readonly editedAt: string
  readonly editedBy: string

  constructor(
    fields: RowFields,
    private readonly values: PageProperties,
  ) {
    this.id = fields.id
    this.title = fields.title
    this.icon = fields.icon ?? null
    this.cover = fields.cover ?? null
    this.parentId = fields.parentId
    this.createdAt = fields.createdAt
    this.editedAt = fields.editedAt
    this.editedBy = fields.editedBy
  }

  properties(host: Host): PageProperties {
    const named: Record<string, PropertyValue> = {}
    for (const [name, value] of Object.entries(this.values))
      named[name] =
        value.type === 'files'
          ? {
              ...value,
              files: value.files.map((file) =>
                file.type === 'file' ? { ...file, file: host.file(file.file.url) } : file,
              ),
            }
          : value
    return named
  }
}
