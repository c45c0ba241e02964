import type { Faker } from '@faker-js/faker'
import { type AddPage, NOW, phrase } from './pages'

const TOPICS = [
  ['Roadmap', '🗺️', ['This quarter', 'Next quarter', 'Parked ideas', 'What we said no to']],
  ['Meeting notes', '📝', ['Weekly planning', 'Design review', 'Retrospective', 'Budget round']],
  ['Onboarding', '🌱', ['Your first week', 'Accounts and access', 'Who does what', 'Glossary']],
  ['Brand', null, ['Tone of voice', 'Colours and type', 'Press kit']],
  ['Customer interviews', '🎧', ['How we ask', 'What we heard in spring', 'Open questions']],
  ['Handbook', '📚', ['Time off', 'Expenses', 'Working from elsewhere', 'Security at home']],
  ['Launch plan', '🚀', ['Checklist', 'Announcements', 'After the launch']],
  ['Incident reviews', '🚒', ['The slow Tuesday', 'Expired certificate', 'Template for a review']],
] as const

/** What a team writes about: the first so many topics, each with a few pages below it. */
export function addTopics(faker: Faker, add: AddPage, topics: number): void {
  for (const [title, emoji, children] of TOPICS.slice(0, topics)) {
    const top = add(
      {
        title,
        icon: emoji ? { type: 'emoji', emoji } : { type: 'url', name: 'brand' },
        cover: title === 'Brand' ? { type: 'file', name: 'photo.svg' } : null,
        parentId: null,
      },
      NOW,
    )
    for (const child of children) {
      const page = add({ title: child, icon: null, parentId: top.id }, NOW)
      if (faker.datatype.boolean(0.3)) add({ title: phrase(faker), icon: null, parentId: page.id }, NOW)
    }
  }
}
