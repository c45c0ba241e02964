import { Icon } from 'lucide-react'
import Link from 'next/link'
import { createElement, type ElementType, Fragment, type ReactNode } from 'react'
import { LocalTime } from '../ui/local-time'
import type { SerializedElement } from './serialize-element'

const COMPONENTS: Readonly<Record<string, ElementType>> = { Link, LocalTime, Icon }

/** What cells and messages are made of. Scripts, frames and the like are never among it. */
const TAGS: ReadonlySet<string> = new Set(
  'a b bdi br code div em h1 h2 h3 i img li ol p s section small span strong sup sub td th time u ul'.split(
    ' ',
  ),
)

/** Draws what `elementData` wrote down. A tag that is none of ours is drawn as what stands in it. */
export function deserializeElement(data: SerializedElement): ReactNode {
  if (typeof data === 'string') return data
  if ('tag' in data) {
    const { tag, props, inside } = data
    const type = Object.hasOwn(COMPONENTS, tag) ? COMPONENTS[tag] : TAGS.has(tag) ? tag : null
    if (!type) return deserializeElement(inside)
    return inside === '' || (Array.isArray(inside) && inside.length === 0)
      ? createElement(type, props)
      : createElement(type, props, deserializeElement(inside))
  }
  // Drawn once and never reordered: their places are their keys.
  return data.map((one, index) => createElement(Fragment, { key: index }, deserializeElement(one)))
}
