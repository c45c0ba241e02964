import type { PageObjectResponse } from '@notionhq/client'
import type { Host } from './host'
import type { WorkspaceIcon, WorldIcon } from './types'

export const ICON_PATH = '/icons'

const pictureUrl = (origin: string, name: string) => `${origin}${ICON_PATH}/${name}.svg`

/** A workspace's icon as the token response has it: an emoji or a URL. */
export function iconText(icon: WorkspaceIcon, origin: string): string | null {
  if (icon === null) return null
  return icon.type === 'emoji' ? icon.emoji : pictureUrl(origin, icon.name)
}

/** An icon as pages, databases and blocks have it. */
export function iconObject(icon: WorldIcon, host: Host): PageObjectResponse['icon'] {
  if (icon === null) return null
  switch (icon.type) {
    case 'emoji':
      return { type: 'emoji', emoji: icon.emoji }
    case 'url':
      return { type: 'external', external: { url: pictureUrl(host.origin, icon.name) } }
    case 'external':
      return { type: 'external', external: { url: icon.url } }
    case 'file':
      return { type: 'file', file: host.file(icon.name) }
    case 'custom_emoji':
      return { type: 'custom_emoji', custom_emoji: customEmoji(icon, host) }
    case 'icon':
      return { type: 'icon', icon: { name: icon.name, color: icon.color } }
    default:
      return icon satisfies never
  }
}

/** A workspace's own emoji; its picture is one that the emulator serves. */
export function customEmoji({ id, name }: { readonly id: string; readonly name: string }, host: Host) {
  return { id, name, url: pictureUrl(host.origin, name) }
}

const ICONS: Readonly<Record<string, string>> = {
  workspace:
    '<rect width="32" height="32" rx="6" fill="#2f5d50"/><path d="M8 22 16 8l8 14z" fill="#f4efe4"/>',
  lantern:
    '<path d="M11 7h10l3 8-3 12H11L8 15z" fill="#b98a2f"/><circle cx="16" cy="17" r="5" fill="#fff3c4"/>',
  pebble: '<ellipse cx="16" cy="18" rx="13" ry="9" fill="#8a8f98"/>',
  kite: '<path d="M16 2 27 13 16 24 5 13z" fill="#3b6ea5"/><path d="M16 24q4 3 0 7" fill="none" stroke="#3b6ea5"/>',
  brand: '<circle cx="16" cy="16" r="15" fill="#b4532a"/><circle cx="16" cy="16" r="6" fill="#f4efe4"/>',
}

/** The SVG of an icon, or null for an unknown name. */
export function iconSvg(name: string): string | null {
  const inner = Object.hasOwn(ICONS, name) ? ICONS[name] : undefined
  return inner ? `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${inner}</svg>` : null
}
