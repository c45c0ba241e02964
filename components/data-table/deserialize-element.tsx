import Link from 'next/link'
import { createElement, type ElementType, Fragment, type ReactNode } from 'react'
import { LocalTime } from '../ui/local-time'
import type { SerializedElement } from './serialize-element'

const COMPONENTS: Readonly<Record<string, ElementType>> = { Link, LocalTime }

/** Allowed elements. Scripts, frames and forms are not among them. */
const TAGS: ReadonlySet<string> = new Set(
  'a b bdi br circle code div ellipse em h1 h2 h3 i img li line ol p path polygon polyline rect s section small span strong sup sub svg td th time u ul'.split(
    ' ',
  ),
)

/** Renders serialized elements. An element that isn't allowed is replaced by its children. */
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
  // Never reordered, so the index is the key.
  return data.map((one, index) => createElement(Fragment, { key: index }, deserializeElement(one)))
}
