import type { PageObjectResponse } from '@notionhq/client'
import type { WorldIcon } from './world'

export const ICON_PATH = '/icons'

/** As the token response carries a workspace's icon: an emoji or an address. */
export function iconText(icon: WorldIcon, origin: string): string | null {
  if (icon === null) return null
  return icon.type === 'emoji' ? icon.emoji : `${origin}${ICON_PATH}/${icon.name}.svg`
}

/** As a page carries it. */
export function iconObject(icon: WorldIcon, origin: string): PageObjectResponse['icon'] {
  if (icon === null) return null
  if (icon.type === 'emoji') return { type: 'emoji', emoji: icon.emoji }
  return { type: 'external', external: { url: `${origin}${ICON_PATH}/${icon.name}.svg` } }
}

const ICONS: Readonly<Record<string, string>> = {
  workspace:
    '<rect width="32" height="32" rx="6" fill="#2f5d50"/><path d="M8 22 16 8l8 14z" fill="#f4efe4"/>',
  brand: '<circle cx="16" cy="16" r="15" fill="#b4532a"/><circle cx="16" cy="16" r="6" fill="#f4efe4"/>',
}

/** An icon's picture, or null when there is none of that name. */
export function iconSvg(name: string): string | null {
  const inner = Object.hasOwn(ICONS, name) ? ICONS[name] : undefined
  return inner ? `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${inner}</svg>` : null
}
