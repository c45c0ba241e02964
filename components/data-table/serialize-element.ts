import Link from 'next/link'
import { Fragment, isValidElement, type ReactNode } from 'react'
import { LocalTime } from '../ui/local-time'

/** A rendered tree as plain data: text, lists and elements. */
export type SerializedElement =
  | string
  | readonly SerializedElement[]
  | {
      readonly tag: string
      readonly props: Readonly<Record<string, unknown>>
      readonly inside: SerializedElement
    }

/** Client components that may occur, by their names in the data. */
const BROWSER_COMPONENTS = new Map<unknown, string>([
  [Link, 'Link'],
  [LocalTime, 'LocalTime'],
])

/** Keeps attributes and plain values: no functions and no raw HTML. */
function plainProps(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(props))
    if (!['children', 'ref', 'key', 'dangerouslySetInnerHTML'].includes(name) && typeof value !== 'function')
      plain[name] = value
  return plain
}

/**
 * Renders a tree of elements to plain data for JSON. Works for synchronous components without hooks; anything else is
 * omitted.
 */
export function serializeElement(node: ReactNode): SerializedElement {
  if (typeof node === 'string') return node
  if (typeof node === 'number' || typeof node === 'bigint') return String(node)
  if (Array.isArray(node)) return node.map(serializeElement).filter((one) => one !== '')
  if (!isValidElement<Record<string, unknown> & { children?: ReactNode }>(node)) return ''
  const { props } = node
  const type: unknown = node.type
  const tag = typeof type === 'string' ? type : BROWSER_COMPONENTS.get(type)
  if (tag !== undefined) return { tag, props: plainProps(props), inside: serializeElement(props.children) }
  if (type === Fragment) return serializeElement(props.children)
  // An unknown client component throws when it is called.
  return typeof type === 'function' ? serializeElement(type(props)) : ''
}
