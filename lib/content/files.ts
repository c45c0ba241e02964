import type { Client } from '@notionhq/client'
import {
  type FileRef,
  type HostedFile,
  type OnFile,
  readBlockParent,
  readCommentFiles,
  readDatabase,
  readDataSource,
  readPageFiles,
} from '../notion'
import { parseNotionId } from '../shared/ids'
import type { ContentCache } from './content-cache'

/** A URL that expires sooner is read again, because the browser still has to follow it. */
const MIN_REMAINING_MS = 60_000

/** The cache key of a hosted file. */
export const fileKey = (ref: FileRef) => `file ${ref}`

/** The read that returns a file's URL, along with all other files of the same object; null for an invalid reference. */
function readerFor(client: Client, ref: FileRef, onFile: OnFile): (() => Promise<unknown>) | null {
  const [kind, given, part, ...rest] = ref.split('/')
  const id = parseNotionId(given)
  if (id === null || id !== given || part === undefined) return null
  const whole = rest.length === 0
  switch (kind) {
    case 'pages':
      return (whole && (part === 'icon' || part === 'cover')) || (part === 'properties' && rest.length === 2)
        ? () => readPageFiles(client, id, onFile)
        : null
    case 'blocks':
      return whole && (part === 'content' || part === 'icon')
        ? () => readBlockParent(client, id, onFile)
        : null
    case 'data_sources':
      return whole && (part === 'icon' || part === 'cover') ? () => readDataSource(client, id, onFile) : null
    case 'databases':
      return whole && (part === 'icon' || part === 'cover') ? () => readDatabase(client, id, onFile) : null
    case 'comments':
      return whole && /^\d{1,4}$/.test(part) ? () => readCommentFiles(client, id, onFile) : null
    default:
      return null
  }
}

function usableUrl(file: HostedFile | undefined): string | null {
  if (!file || file.expiresAt.getTime() - Date.now() < MIN_REMAINING_MS) return null
  if (!URL.canParse(file.url)) return null
  const address = new URL(file.url)
  const loopback = address.hostname === '127.0.0.1' || address.hostname === 'localhost'
  // Redirect only to https, or to the emulator on this machine.
  return address.protocol === 'https:' || (address.protocol === 'http:' && loopback) ? address.href : null
}

/** The URL of a hosted file, from the cache or read again. Null when there is no such file. */
export async function readFileUrl(
  client: Client,
  cache: ContentCache,
  ref: FileRef,
  onFile: OnFile,
): Promise<string | null> {
  const read = readerFor(client, ref, onFile)
  if (!read) return null
  const known = () => usableUrl(cache.get<HostedFile>(fileKey(ref)))
  const address = known()
  if (address) return address
  // A page requests many files of one object at once, and one read serves all of them.
  const [kind, id] = ref.split('/')
  await cache.read(`files of ${kind} ${id}`, read, { bypassCache: true })
  return known()
}
