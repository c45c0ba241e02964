import { Database, FileText, type IconNode, Shapes, Table2 } from 'lucide'
import type { Block, Icon as NotionIconData, WireIcon } from '@/lib/notion'
import { parseIcon } from '@/lib/shared/pictures'
import { pictureSource } from '@/lib/shared/urls'
import { Icon } from '../ui/icon'
import { RemoteImage } from '../ui/remote-image'
import { colorClass } from './colors'
import { glyphFor } from './icon-glyphs'

export type IconKind = 'page' | 'data_source' | 'database'

const NEUTRAL: Readonly<Record<IconKind, IconNode>> = {
  page: FileText,
  data_source: Table2,
  database: Database,
}

/** A block's own icon; none if it can't be read. */
export function blockIcon(block: Block, icon: WireIcon | undefined): NotionIconData {
  try {
    return parseIcon(icon, `blocks/${encodeURIComponent(block.id)}/icon`)
  } catch {
    return null
  }
}

/** Family and flag emoji have many code units; anything longer isn't an emoji. */
const MAX_EMOJI = 16

/** The icon of a page, database or callout: decorative, in a box of `size` pixels whatever it holds. */
export function NotionIcon({
  icon,
  connectionId,
  kind,
  size = 20,
}: {
  icon: NotionIconData
  connectionId: string
  /** The default icon, if it has none of its own. */
  kind: IconKind
  size?: number
}) {
  const source = pictureSource(connectionId, icon)
  const glyph = icon?.type === 'named' ? (glyphFor(icon.name) ?? Shapes) : NEUTRAL[kind]
  return (
    <span
      aria-hidden="true"
      title={icon?.type === 'named' ? icon.name.slice(0, 60) : undefined}
      className={`notion-icon ${icon?.type === 'named' ? colorClass(icon.color) : 'text-dim'}`}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.85) }}
    >
      {source ? (
        <>
          <RemoteImage src={source} alt="" width={size} height={size} loading="lazy" />
          <Icon icon={glyph} size={Math.round(size * 0.9)} data-image-fallback="" />
        </>
      ) : icon?.type === 'emoji' && icon.emoji.length <= MAX_EMOJI ? (
        <span className="text-ink">{icon.emoji}</span>
      ) : (
        <Icon icon={glyph} size={Math.round(size * 0.9)} />
      )}
    </span>
  )
}
