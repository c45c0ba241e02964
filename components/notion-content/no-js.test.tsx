import { expect, test } from 'vitest'
import { SampleBlocks } from '../../test-support/fixtures/blocks'
import { contextOf, htmlOf } from '../../test-support/render-content'
import { BlockList } from './block-list'

/** React's marker of a streamed boundary. */
const LATER = '<!--$'

test('without JavaScript no block is streamed', async () => {
  const samples = new SampleBlocks()
  const blocks = Object.values(samples.all('https://pictures.example/one.png'))
  const shown = (noJs: boolean) =>
    htmlOf(
      <BlockList
        blocks={blocks}
        context={{ ...contextOf(samples), noJs, tableOfContents: () => <p>The headings</p> }}
      />,
    )
  expect(await shown(false)).toContain(LATER)
  const whole = await shown(true)
  expect(whole).toContain('The headings')
  expect(whole).not.toContain(LATER)
})
