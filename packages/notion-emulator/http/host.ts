import { createHmac } from 'node:crypto'
import type { Host } from '../world/host'
import type { Emulator } from './context'

export const FILES_PATH = '/files'

const signature = (secret: string, name: string, expires: number) =>
  createHmac('sha256', secret).update(`${name}\n${expires}`).digest('hex')

export function hostOf({ origin, client, store }: Emulator): Host {
  return {
    origin,
    file(name) {
      const expires = Date.now() + store.state.switches.fileTtlMs
      const query = `expires=${expires}&signature=${signature(client.secret, name, expires)}`
      return {
        url: `${origin}${FILES_PATH}/${encodeURIComponent(name)}?${query}`,
        expiry_time: new Date(expires).toISOString(),
      }
    },
    page: (id) => `${origin}/p/${id.replaceAll('-', '')}`,
  }
}

/** Whether this emulator signed the URL and it has not expired. */
export function signed({ client }: Emulator, name: string, expires: string, given: string): boolean {
  const ends = Number(expires)
  return given === signature(client.secret, name, ends) && ends > Date.now()
}
