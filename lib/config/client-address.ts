import { isIP, isIPv4 } from 'node:net'

/** Removes what some proxies add to an IP address: a port, brackets, an IPv6 zone. Null if it isn't an address. */
function bareAddress(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(trimmed) ?? []
  const [, withPort] = /^([\d.]+):\d+$/.exec(trimmed) ?? []
  const address = (bracketed ?? withPort ?? trimmed).replace(/%.*$/, '')
  return isIP(address) === 0 ? null : address
}

/**
 * The address of the client. Each proxy appends the address of its peer to `X-Forwarded-For`, so with n trusted proxies
 * only the n-th entry from the right can be trusted: a client can forge everything to its left. Without trusted proxies
 * the header is ignored.
 *
 * @param peer the remote address of the connection
 * @param trustedProxies how many of our own proxies a request passes
 * @returns null if it is unknown
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string | null {
  const entries = forwardedFor?.split(',') ?? []
  const forwarded = trustedProxies > 0 ? bareAddress(entries.at(-trustedProxies)) : null
  // Fewer entries than proxies: the request did not come through all of them.
  const isComplete = entries.length >= trustedProxies
  return (isComplete ? forwarded : null) ?? bareAddress(peer)
}

/** The eight groups of an IPv6 address; the last two may be written as an IPv4 address. */
function groupsOf(address: string): number[] {
  const [, head = address, tail] = /^(.*)::(.*)$/.exec(address) ?? []
  const parse = (part: string) =>
    part === ''
      ? []
      : part.split(':').flatMap((group) => {
          if (!isIPv4(group)) return [Number.parseInt(group, 16)]
          const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
          return [a * 256 + b, c * 256 + d]
        })
  const [left, right] = [parse(head), parse(tail ?? '')]
  return tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill(0), ...right]
}

/**
 * The network of an address: its first 24 bits for IPv4, 48 for IPv6. A visitor often has that many addresses, and a
 * network doesn't identify a person.
 *
 * @returns in CIDR notation; `unknown` for null
 */
export function addressPrefix(address: string | null): string {
  if (address === null) return 'unknown'
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`
  const groups = groupsOf(address)
  const isMappedIPv4 = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMappedIPv4) {
    const [high = 0, low = 0] = groups.slice(6)
    return `${high >> 8}.${high & 255}.${low >> 8}.0/24`
  }
  return `${groups
    .slice(0, 3)
    .map((group) => group.toString(16))
    .join(':')}::/48`
}
