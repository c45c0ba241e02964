import { beforeEach, expect, it } from 'vitest'
import { describeStore } from '@/test-support/databases'
import { vault } from '@/test-support/vault'
import { type Connected, withNotion } from '@/test-support/with-notion'
import { loadWorkspace, type Workspace } from '.'

const { notion, connect, people } = withNotion()

describeStore('an answer of Notion’s', (open) => {
  let person: Connected
  let pageId: string
  let workspace: Workspace

  beforeEach(async () => {
    await open()
    person = await connect()
    const pages = (await people())[0]?.workspaces[0]?.pages ?? []
    pageId = pages.find(({ title }) => title === 'Long read')?.id ?? ''
    const opened = await loadWorkspace(vault(), person.owner, person.id)
    if (!opened) throw new Error('no workspace')
    workspace = opened
    await notion.clearLog()
  })

  const requests = async () => (await notion.log()).length

  it('to the largest batch that is too long is asked for in smaller ones, from the same cursor', async () => {
    const route = 'GET /v1/blocks/*'
    await notion.fault({ route, kind: 'oversized', bytes: 9_000_000 })
    const first = await workspace.blocks(pageId, null)
    expect([first.blocks.length, await requests()]).toEqual([10, 2])
    await notion.fault({ route, kind: 'oversized', bytes: 9_000_000, times: 2 })
    const second = await workspace.blocks(pageId, first.nextCursor)
    expect([second.blocks.length, await requests()]).toEqual([1, 5])
    expect(second.blocks[0]?.id).toBe(first.nextCursor?.split('~')[0])
  })

  it('that is longer than 32 MB even for one item is not read, and that is said', async () => {
    await notion.fault({ route: 'GET /v1/blocks/*', kind: 'oversized', bytes: 40_000_000, times: 3 })
    await expect(workspace.blocks(pageId, null)).rejects.toMatchObject({
      code: 'notion_unavailable',
      why: 'too_large',
    })
    await notion.fault({ route: 'GET /v1/pages/*', kind: 'oversized', bytes: 40_000_000 })
    await expect(workspace.page(pageId)).rejects.toMatchObject({ why: 'too_large' })
    // Up to the limit it is read.
    await notion.fault({ route: 'GET /v1/pages/*', kind: 'oversized', bytes: 31_000_000 })
    expect((await workspace.page(pageId)).id).toBe(pageId)
  })

  it('with a huge title gives no more than its beginning to the places that name the page', async () => {
    const [huge] = (await workspace.search('A title that does not know when to stop', null)).items
    const view = await workspace.page(huge?.id ?? '')
    expect(view.title.map((part) => part.plain_text).join('').length).toBeGreaterThan(10_000)
    expect(workspace.knownTitle(view.id)).toHaveLength(300)
    const crumbs = await workspace.crumbs({ type: 'page', id: view.id })
    expect(crumbs.at(-1)?.title).toHaveLength(300)
  })

  it('to a list that leads nowhere ends a search for a person’s name', async () => {
    for (const endlessLists of ['empty', 'same cursor'] as const) {
      await notion.switches({ endlessLists })
      await notion.clearLog()
      const condition = { propertyId: 'x', type: 'people', operator: 'contains', values: ['Nobody at all'] }
      const query = { sorts: [], match: 'all', conditions: [condition] } as const
      await expect(workspace.rows(pageId, query, null)).rejects.toMatchObject({
        code: 'person_not_resolved',
      })
      expect(await requests()).toBeLessThanOrEqual(5)
    }
  })
})
