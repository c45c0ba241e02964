import { workspaceName } from '@/lib/shared/workspace-name'
import { RemoteImage } from '../ui/remote-image'

const isUrl = (icon: string) => /^https?:\/\//.test(icon)

const SIZES = {
  sm: ['size-7 text-md max-desk:size-6 max-desk:text-sm', 28],
  lg: ['size-11 text-[1.375rem]', 44],
} as const

/** The icon of a workspace: an emoji, an image, or the first letter of its name. Decorative. */
export function WorkspaceIcon({
  icon,
  name,
  size = 'lg',
}: {
  icon: string | null
  name: string | null
  size?: keyof typeof SIZES
}) {
  const [classes, pixels] = SIZES[size]
  const box = `inline-grid shrink-0 place-items-center overflow-hidden rounded-lg border border-line bg-raised leading-none font-semibold ${classes}`
  const letter = [...workspaceName(name).trim()][0]?.toUpperCase() ?? '·'
  if (icon && isUrl(icon))
    return (
      <span className={box} aria-hidden="true">
        <RemoteImage src={icon} alt="" width={pixels} height={pixels} loading="lazy" />
        <span data-image-fallback="">{letter}</span>
      </span>
    )
  return (
    <span className={box} aria-hidden="true">
      {icon && icon.length <= 16 ? icon : letter}
    </span>
  )
}
