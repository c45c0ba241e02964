import type { RichTextItemResponse } from '@notionhq/client'
import { anyone, type GeneratorContext } from './generators'
import { mentionOf, plain, run } from './rich-text'
import type { WorldComment, WorldPage } from './types'

const MANY = 130

/** Discussions on a few pages: short ones, one with files, one about a block, and one that never ends. */
export function comments(making: GeneratorContext): WorldComment[] {
  const { faker, pages } = making
  const made: WorldComment[] = []
  const titled = (title: string): WorldPage | undefined => pages.find((page) => page.title === title)
  let minutes = 0
  const add = (
    page: WorldPage,
    discussionId: string,
    richText: readonly RichTextItemResponse[],
    more: Partial<Pick<WorldComment, 'block' | 'displayName' | 'attachments'>> = {},
  ) => {
    minutes += 17
    const at = new Date(Date.parse('2026-09-01T08:00:00Z') + minutes * 60_000).toISOString()
    made.push({
      id: faker.string.uuid(),
      discussionId,
      pageId: page.id,
      block: null,
      createdAt: at,
      editedAt: at,
      createdBy: anyone(making),
      richText,
      displayName: { type: 'user', resolved_name: null },
      attachments: [],
      ...more,
    })
  }

  const roadmap = titled('Roadmap')
  if (roadmap) {
    const first = faker.string.uuid()
    const person = anyone(making)
    add(roadmap, first, plain('Is this still what we want to do first?'))
    add(roadmap, first, [
      mentionOf({ type: 'user', user: { object: 'user', id: person } }, '@Somebody'),
      run(' yes, see '),
      run('the notes', { href: 'https://example.org/notes' }),
      run(' of Monday.', { annotations: { italic: true } }),
    ])
    add(roadmap, first, plain('Then I move the rest.'), {
      displayName: { type: 'integration', resolved_name: 'Calendar sync' },
    })
    const second = faker.string.uuid()
    add(roadmap, second, plain('Pictures of the new lantern'), {
      displayName: { type: 'custom', resolved_name: 'The workshop' },
      attachments: [
        { category: 'image', name: 'photo.jpg' },
        { category: 'pdf', name: 'report.pdf' },
      ],
    })
    add(roadmap, faker.string.uuid(), plain('This sentence is not true any more.'), { block: 0 })
  }
  const launch = titled('Launch plan')
  if (launch) add(launch, faker.string.uuid(), [], { attachments: [{ category: 'audio', name: 'tone.wav' }] })
  const notes = titled('Meeting notes')
  if (notes) {
    const endless = faker.string.uuid()
    for (let index = 1; index <= MANY; index++) add(notes, endless, plain(`And another thing: ${index}.`))
  }
  const long = titled('Long comments')
  if (long) {
    const text = Array.from({ length: 100 }, () => run('<'.repeat(2_000)))
    for (let index = 0; index < 500; index++) add(long, faker.string.uuid(), text)
  }
  const tasks = pages.find((page) => page.object === 'data_source' && page.title === 'Tasks')
  const row = pages.find((page) => tasks !== undefined && page.parentId === tasks.id)
  if (row) add(row, faker.string.uuid(), plain('Who takes this one?'))
  return made
}
