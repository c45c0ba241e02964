import type { ContentContext, Draft } from './draft'
import {
  bullet,
  callout,
  divider,
  heading,
  image,
  numbered,
  paragraph,
  quote,
  table,
  tableRow,
  toDo,
  toggle,
} from './simple'

const some = <One>(
  { faker }: ContentContext,
  min: number,
  max: number,
  make: (index: number) => One,
): One[] => Array.from({ length: faker.number.int({ min, max }) }, (_, index) => make(index))

function part(about: ContentContext): Draft[] {
  const { faker } = about
  const sentence = () => faker.lorem.sentence()
  const kinds: readonly (() => Draft[])[] = [
    () => some(about, 2, 5, () => bullet(sentence())),
    () => some(about, 2, 5, () => numbered(sentence())),
    () => some(about, 2, 6, () => toDo(sentence(), faker.datatype.boolean())),
    () => [callout(sentence(), faker.helpers.arrayElement(['💡', '⚠️', '📌', '✅']))],
    () => [quote(faker.lorem.sentences(2))],
    () => [
      toggle(
        sentence(),
        some(about, 1, 3, () => paragraph(faker.lorem.sentences(2))),
      ),
    ],
    () => [image('photo.svg', sentence())],
    () => [
      table(
        some(about, 3, 6, (row) =>
          row === 0
            ? tableRow('What', 'Who', 'When')
            : tableRow(faker.commerce.product(), faker.person.firstName(), faker.date.weekday()),
        ),
        3,
      ),
    ],
    () => [bullet(sentence(), [bullet(sentence(), [bullet(sentence())]), bullet(sentence())])],
  ]
  return [
    heading(
      faker.helpers.arrayElement([2, 3] as const),
      faker.lorem.sentence({ min: 2, max: 5 }).slice(0, -1),
    ),
    paragraph(faker.lorem.sentences({ min: 1, max: 4 })),
    ...faker.helpers.arrayElement(kinds)(),
  ]
}

/** A page as people write them: a few parts, each with a heading. */
export const ordinary = (about: ContentContext): Draft[] => [
  paragraph(about.faker.lorem.sentences({ min: 1, max: 3 })),
  ...some(about, 1, 5, () => part(about)).flat(),
  divider,
]

/** What people write into a row of a database. */
export const row = (about: ContentContext): Draft[] => [
  paragraph(about.faker.lorem.sentences({ min: 1, max: 3 })),
  ...some(about, 1, 3, () => toDo(about.faker.lorem.sentence(), about.faker.datatype.boolean())),
]
