import { connect } from 'node:net'
import { CALLBACK_PATH, type Config } from '@/lib/config'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { bad, type Finding, good } from './finding'

const ANSWER_MS = 5_000

export function node(floor: string, reason: string | null): Finding {
  return reason === null
    ? good(`Node.js ${process.versions.node} (${floor} or newer is needed).`)
    : bad(`Node.js ${process.versions.node} is too old.`, reason)
}

/** A port is in order when nothing holds it, or this app does. */
export async function port(number: number): Promise<Finding> {
  const held = await new Promise<boolean>((resolve) => {
    const socket = connect({ port: number, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
  if (!held) return good(`Port ${number} is free.`)
  const ours = await fetch(`http://127.0.0.1:${number}/api/health/live`, {
    signal: AbortSignal.timeout(ANSWER_MS),
  }).then(
    (response) => response.ok,
    () => false,
  )
  return ours
    ? good(`Port ${number}: ${PRODUCT_NAME} runs there.`)
    : bad(`Port ${number} is taken by another program.`, `Stop that program, or set PORT to another port.`)
}

/** Nothing can be asked of Notion about it: it is said, to be compared by a person. */
export function redirectAddress({ authUrl }: Config): Finding {
  return good(
    `Redirect address: ${authUrl}${CALLBACK_PATH}. Add exactly this to the redirect URIs of your connection in Notion.`,
  )
}

export async function notion({ notion: { apiUrl } }: Config): Promise<Finding> {
  try {
    await fetch(apiUrl, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS) })
    return good(`Notion answers at ${apiUrl}.`)
  } catch {
    return bad(
      `Notion does not answer at ${apiUrl}.`,
      'Check NOTION_API_URL, the network and the proxy. Signing in and reading wait for it; disconnecting works without it.',
    )
  }
}
