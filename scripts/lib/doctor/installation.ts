import { connect } from 'node:net'
import { CALLBACK_PATH, type Config } from '@/lib/config'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { type Finding, ok, problem } from './finding'

const RESPONSE_TIMEOUT_MS = 5_000

export function checkNode(floor: string, reason: string | null): Finding {
  return reason === null
    ? ok(`Node.js ${process.versions.node} (${floor} or newer is needed).`)
    : problem(`Node.js ${process.versions.node} is too old.`, reason)
}

/** A port is fine if it is free or this app uses it. */
export async function checkPort(number: number): Promise<Finding> {
  const held = await new Promise<boolean>((resolve) => {
    const socket = connect({ port: number, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
  if (!held) return ok(`Port ${number} is free.`)
  const ours = await fetch(`http://127.0.0.1:${number}/api/health/live`, {
    signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS),
  }).then(
    (response) => response.ok,
    () => false,
  )
  return ours
    ? ok(`Port ${number}: ${PRODUCT_NAME} runs there.`)
    : problem(
        `Port ${number} is taken by another program.`,
        `Stop that program, or set PORT to another port.`,
      )
}

/** Notion has no API to check it, so a person has to compare it. */
export function showRedirectUri({ authUrl }: Config): Finding {
  return ok(
    `Redirect address: ${authUrl}${CALLBACK_PATH}. Add exactly this to the redirect URIs of your connection in Notion.`,
  )
}

export async function checkNotion({ notion: { apiUrl } }: Config): Promise<Finding> {
  try {
    await fetch(apiUrl, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS),
    })
    return ok(`Notion responds at ${apiUrl}.`)
  } catch {
    return problem(
      `Notion does not respond at ${apiUrl}.`,
      'Check NOTION_API_URL, the network and the proxy. Sign-in and content need it; disconnecting works without it.',
    )
  }
}
