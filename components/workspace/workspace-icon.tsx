import { workspaceName } from '@/lib/shared/workspace-name'
import { RemoteImage } from '../ui/remote-image'

const isUrl = (icon: string) => /^https?:\/\//.test(icon)

/** The icon of a workspace: an emoji, an image, or the first letter of its name. Decorative. */
export function WorkspaceIcon({ icon, name }: { icon: string | null; name: string | null }) {
  const box =
    'inline-flex size-10 shrink-0 items-center justify-center overflow-hidden rounded-lg border border-line bg-paper text-lg'
  const letter = [...workspaceName(name).trim()][0]?.toUpperCase() ?? '·'
  if (icon && isUrl(icon))
    return (
      <span className={box} aria-hidden="true">
        <RemoteImage src={icon} alt="" width={40} height={40} loading="lazy" />
        <span data-image-fallback="" className="text-md text-dim">
          {letter}
        </span>
      </span>
    )
  return (
    <span className={box} aria-hidden="true">
      {icon && icon.length <= 16 ? icon : <span className="text-md text-dim">{letter}</span>}
    </span>
  )
}
