import { randomUUID } from 'node:crypto'
import type { Emulator } from '../../http/context'
import type { WrittenBlock } from '../../state/written'
import type { WorldPage } from '../../world'
import { blockId } from '../../world/blocks'
import { toMinute } from '../../world/pages'
import type { NewBlock } from './blocks'

/** Where the first of the blocks goes: in a page or block, at its end, its start or behind one of its blocks. */
interface Spot {
  readonly page: WorldPage
  readonly parentId: string
  readonly after: string | null
}

export const AT_END = 'end'

/** Stores the blocks of a request and returns the ids of the parent's direct children. */
export function keepBlocks(
  emulator: Emulator,
  spot: Spot,
  blocks: readonly NewBlock[],
  by: string,
): string[] {
  const at = toMinute(new Date())
  const written: WrittenBlock[] = []
  const write = (all: readonly NewBlock[], parentId: string, after: string | null): string[] => {
    let place = after
    return all.map(({ content, children }) => {
      const id = blockId(spot.page.id, randomUUID())
      written.push({ id, pageId: spot.page.id, parentId, after: place, content, at, by })
      place = place === AT_END ? AT_END : id
      write(children, id, AT_END)
      return id
    })
  }
  const ids = write(blocks, spot.parentId, spot.after)
  emulator.content.addBlocks(written)
  return ids
}
