import { iconSvg } from '../icons'
import { clip } from './clip'
import { report } from './pdf'
import { pattern } from './png'
import { tone } from './wav'

const PHOTO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" width="640" height="400">
<rect width="640" height="400" fill="#bcd4de"/><circle cx="500" cy="90" r="46" fill="#f6d77a"/>
<path d="M0 300 150 170l110 90 130-140 250 180v100H0z" fill="#4b6b5a"/><path d="M0 340q320-60 640 0v60H0z" fill="#2f5d50"/>
</svg>`

const NOTES = 'Notes\n\nClean the lens. Trim the wick. Write down the time.\n'

/** What Notion hosts for its pages, made in code. */
const FILES: Readonly<Record<string, { readonly type: string; readonly make: () => string | Uint8Array }>> = {
  'photo.svg': { type: 'image/svg+xml', make: () => PHOTO },
  'pattern.png': { type: 'image/png', make: pattern },
  'report.pdf': { type: 'application/pdf', make: report },
  'tone.wav': { type: 'audio/wav', make: tone },
  'clip.webm': { type: 'video/webm', make: clip },
  'notes.txt': { type: 'text/plain; charset=utf-8', make: () => NOTES },
}

const BY_ENDING: Readonly<Record<string, string>> = {
  svg: 'photo.svg',
  png: 'pattern.png',
  jpg: 'pattern.png',
  pdf: 'report.pdf',
  wav: 'tone.wav',
  webm: 'clip.webm',
  txt: 'notes.txt',
}

const encoded = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

/** A file by its name, or one like it by the name's ending; null for an ending that nothing here has. */
export function hostedFile(name: string): { type: string; content: Uint8Array } | null {
  const drawn = name.endsWith('.svg') ? iconSvg(name.slice(0, -4)) : null
  if (drawn !== null) return { type: 'image/svg+xml', content: encoded(drawn) }
  const known = Object.hasOwn(FILES, name) ? name : BY_ENDING[name.split('.').at(-1) ?? '']
  const file = known === undefined ? undefined : FILES[known]
  return file ? { type: file.type, content: encoded(file.make()) } : null
}
