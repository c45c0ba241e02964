import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { RevocationText } from './revocation-text'

const shown = (outcome: Parameters<typeof RevocationText>[0]['outcome']) =>
  renderToStaticMarkup(<RevocationText outcome={outcome} />)

test('who can’t be told that access ended is led to their own settings, not to the developers’ page', () => {
  const html = shown('not_provable')
  const words = html.replace(/<[^>]*>/g, '')
  expect(words).toContain('go to Settings, then Connections, and remove Latchkey there')
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
  // Notion documents no address of a person's settings: its help says the way.
  expect(links).toEqual(['https://www.notion.com/help/add-and-manage-connections-with-the-api'])
})

test.each(['confirmed', 'requested'] as const)(
  'the result “%s” shows no step to take in Notion',
  (outcome) => {
    expect(shown(outcome)).not.toContain('href=')
  },
)
