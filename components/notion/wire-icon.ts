import type { FileRef, Icon, WireIcon } from '@/lib/notion'

/** A block's own icon, as Notion sends it. `ref` names the file, should it be one that Notion hosts. */
export function iconOf(icon: WireIcon | undefined, ref: FileRef): Icon {
  switch (icon?.type) {
    case 'emoji':
      return { type: 'emoji', emoji: icon.emoji }
    case 'icon':
      return { type: 'named', name: icon.icon.name, color: icon.icon.color }
    case 'external':
      return { type: 'url', url: icon.external.url }
    case 'custom_emoji':
      return { type: 'url', url: icon.custom_emoji.url }
    case 'file':
      return { type: 'hosted', ref }
    default:
      return null
  }
}
