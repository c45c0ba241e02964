import type { Emulator } from '../http/context'
import { revokePair } from '../state/pairs'

/** What a person does in Notion's settings: all tokens of the connection are revoked. @returns whether it exists */
export async function removeConnection({ store }: Emulator, botId: string): Promise<boolean> {
  const bot = store.state.bots.find((one) => one.id === botId)
  if (!bot) return false
  bot.removed = true
  for (const pair of store.state.pairs) if (pair.botId === botId) revokePair(pair)
  await store.saved()
  return true
}
