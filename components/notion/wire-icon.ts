import type { Block, Icon, WireIcon } from '@/lib/notion'

/** A block's own icon, out of what Notion sends. The core reads icons alike; components may take only its types. */
export function blockIcon(block: Block, icon: WireIcon | undefined): Icon {
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
      return { type: 'hosted', ref: `blocks/${encodeURIComponent(block.id)}/icon` }
    default:
      return null
  }
}
