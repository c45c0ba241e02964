import { parseIcon } from '../shared/pictures'
import { asString, readOrNull } from './parse-values'
import type { FileRef, Icon, Picture, WireCover, WireIcon } from './views'

/** A file that Notion hosts, with its temporary URL. */
export interface HostedFile {
  readonly url: string
  readonly expiresAt: Date
}

/** Called for every hosted file in a response. */
export type OnFile = (ref: FileRef, file: HostedFile) => void

/** Reports a hosted file to `onFile` if its expiry time is valid. */
export function reportFile(
  onFile: OnFile,
  ref: FileRef,
  file: { readonly url: string; readonly expiry_time: string },
): void {
  const expiresAt = new Date(file.expiry_time)
  if (!Number.isNaN(expiresAt.getTime())) onFile(ref, { url: file.url, expiresAt })
}

/** An icon of any kind. A new or malformed kind is shown as no icon. */
export function toIcon(icon: WireIcon, ref: FileRef, onFile: OnFile): Icon {
  return readOrNull('icon', () => {
    if (icon?.type === 'file') reportFile(onFile, ref, icon.file)
    return parseIcon(icon, ref)
  })
}

export function toCover(cover: WireCover, ref: FileRef, onFile: OnFile): Picture | null {
  return readOrNull('cover', (): Picture | null => {
    switch (cover?.type) {
      case 'external':
        return { type: 'url', url: asString(cover.external.url) }
      case 'file':
        reportFile(onFile, ref, cover.file)
        return { type: 'hosted', ref }
      default:
        return null
    }
  })
}
