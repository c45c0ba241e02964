import { z } from 'zod'

export const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
/** Addresses that a server can listen on, but a browser can't open. */
const ANY_HOSTS = new Set(['0.0.0.0', '[::]'])
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?)$/

const parse = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)
const isWeb = (url: URL) => url.protocol === 'https:' || url.protocol === 'http:'

/** What a person most likely meant by an invalid origin; null if that is unclear. */
function suggestOrigin(text: string): string | null {
  const bare = text.replace(/^[\s"'`<]+|[\s"'`>]+$/g, '')
  const rest = bare.replace(/^([a-z][a-z0-9+.-]*:\/+|https?[:;/]+)/i, '')
  const url = parse(`http://${rest}`)
  if (!url || !HOST.test(url.hostname)) return null
  const named = url.hostname.includes('.') || url.port !== '' || LOOPBACK_HOSTS.has(url.hostname)
  if (!named && rest === bare) return null
  if (ANY_HOSTS.has(url.hostname)) url.hostname = 'localhost'
  const scheme = LOOPBACK_HOSTS.has(url.hostname) ? 'http' : 'https'
  // Parsed again with the scheme, which drops the scheme's default port.
  return new URL(`${scheme}://${url.host}`).origin
}

/** A schema for a variable that contains an origin. Its messages never repeat a user or password. */
export function originSchema(name: string, example: string) {
  return z.string(`is missing. Set it to an address such as ${example}`).transform((text, context) => {
    const say = (message: string) => {
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }
    const meant = suggestOrigin(text)
    const write = meant ? `Write ${name}=${meant}` : `Set ${name} to something like ${example}`
    const url = parse(text)
    if (/["'`<>]/.test(text)) return say(`has quotes or brackets around the address. ${write}`)
    if (!url || !HOST.test(url.hostname) || !isWeb(url))
      return meant
        ? say(`must begin with https:// (or http:// for localhost). ${write}`)
        : say(`is not an address. ${write}`)
    if (url.username || url.password || url.search || url.hash || !/^\/?$/.test(url.pathname))
      return say(`must be an origin alone, without path, query or user. ${write}`)
    if (url.protocol === 'http:' && !LOOPBACK_HOSTS.has(url.hostname))
      return say(
        `must begin with https:// (http:// is only allowed for localhost, 127.0.0.1 and [::1]). ${write}`,
      )
    return url.origin
  })
}
