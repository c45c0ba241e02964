import { blockId } from './blocks/draft'
import { TOGGLE_WITH_PAGE } from './blocks/every-block'
import {
  BREAKING_LINK,
  DATA_LINK,
  ENDLESS_WORD,
  HUGE_TITLE,
  INVISIBLE,
  MARKUP,
  RIGHT_TO_LEFT,
  SCRIPT_LINK,
  STACKED,
} from './blocks/hostile'
import { CUSTOM_EMOJIS } from './custom-emojis'
import type { AddPage } from './pages'
import type { WorldCover, WorldIcon } from './types'

const ICONS: readonly (readonly [title: string, icon: WorldIcon, cover: WorldCover])[] = [
  ['An emoji, no cover', { type: 'emoji', emoji: '🏮' }, null],
  ['A picture from elsewhere', { type: 'url', name: 'kite' }, null],
  ['A picture nobody serves', { type: 'external', url: 'https://gone.example.org/icon.png' }, null],
  [
    'A hosted picture, a hosted cover',
    { type: 'file', name: 'pattern.png' },
    { type: 'file', name: 'photo.svg' },
  ],
  ['An emoji of the workspace', { type: 'custom_emoji', ...CUSTOM_EMOJIS[0] }, null],
  ['A named icon', { type: 'icon', name: 'compass', color: 'purple' }, null],
  ['A cover from elsewhere', null, { type: 'external', url: 'https://images.example.org/covers/sea.jpg' }],
  ['Neither', null, null],
]

const HOSTILE: readonly (readonly [title: string, icon: WorldIcon, cover?: WorldCover])[] = [
  [MARKUP, { type: 'external', url: SCRIPT_LINK }, { type: 'external', url: SCRIPT_LINK }],
  [RIGHT_TO_LEFT, { type: 'external', url: DATA_LINK }],
  [INVISIBLE, { type: 'external', url: BREAKING_LINK }],
  ['\u200b\u200b', { type: 'emoji', emoji: '<b>not an emoji</b>' }],
  [STACKED, { type: 'icon', name: '../../etc/passwd', color: 'red' }],
  [ENDLESS_WORD, null],
  ['[markdown](javascript:alert(1)) **bold** | `code` $x$ <br>', null],
]

/** Pages that show all that Notion has, and all that strangers may write. The id of the one with every block. */
export function addShowcase(add: AddPage): string {
  const every = add({
    title: 'Every block',
    icon: { type: 'emoji', emoji: '🧱' },
    cover: { type: 'file', name: 'photo.svg' },
    parentId: null,
    text: 'every block',
  })
  add({
    title: 'A page inside a toggle',
    icon: null,
    parentId: every.id,
    parentBlockId: blockId(every.id, TOGGLE_WITH_PAGE),
  })
  const icons = add({ title: 'Icons and covers', icon: null, parentId: every.id })
  for (const [title, icon, cover] of ICONS) add({ title, icon, cover, parentId: icons.id })
  add({ title: 'Nothing on it', icon: null, parentId: every.id, text: 'nothing' })
  add({ title: 'Long read', icon: { type: 'emoji', emoji: '📜' }, parentId: null, text: 'long read' })
  const hostile = add({
    title: 'Hostile content',
    icon: { type: 'emoji', emoji: '☠️' },
    parentId: null,
    text: 'hostile',
  })
  for (const [title, icon, cover] of HOSTILE)
    add({ title, icon, cover: cover ?? null, parentId: hostile.id, text: 'hostile' })
  add({ title: HUGE_TITLE, icon: null, parentId: hostile.id })
  add({ title: 'Fifty levels', icon: null, parentId: hostile.id, text: 'fifty levels' })
  return every.id
}
