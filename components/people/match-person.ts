import type { PersonView } from '@/lib/notion'

/** Without case and accents: "zoe" finds "Zoë". */
const fold = (text: string | null) => (text ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether each of the words is in the person's name or email address. */
export function matchesPerson(person: Pick<PersonView, 'name' | 'email'>, words: string): boolean {
  const text = `${fold(person.name)} ${fold(person.email)}`
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word))
}
