// A process that takes a folder’s lock at a given moment and prints the outcome.
import { lockFolder } from '@/lib/database/folder-lock'
import { DatabaseInUse } from '@/lib/errors'

export type RacerOrder = { readonly take: string; readonly at: number } | 'release'
export type RacerAnswer = 'held' | 'in use' | 'released'

let release = () => {}

process.on('message', async (order: RacerOrder) => {
  const answer = (text: RacerAnswer) => process.send?.(text)
  if (order === 'release') {
    release()
    return answer('released')
  }
  while (Date.now() < order.at);
  try {
    release = await lockFolder(order.take)
    answer('held')
  } catch (error) {
    if (!(error instanceof DatabaseInUse)) throw error
    answer('in use')
  }
})
process.send?.('ready')
