import type { Block, Icon, WireIcon } from '@/lib/notion'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A block's own icon, out of what Notion sends; one that cannot be read is as if it had none. The core reads icons alike; components may take only its types. */
export function blockIcon(block: Block, icon: WireIcon | undefined): Icon {
  switch (icon?.type) {
    case 'emoji':
      return { type: 'emoji', emoji: text(icon.emoji) }
    case 'icon':
      return { type: 'named', name: text(icon.icon?.name), color: text(icon.icon?.color) }
    case 'external':
      return { type: 'url', url: text(icon.external?.url) }
    case 'custom_emoji':
      return { type: 'url', url: text(icon.custom_emoji?.url) }
    case 'file':
      return { type: 'hosted', ref: `blocks/${encodeURIComponent(block.id)}/icon` }
    default:
      return null
  }
}
