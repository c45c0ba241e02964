import { Icon } from 'lucide-react'
import Link from 'next/link'
import { Fragment, isValidElement, type ReactNode } from 'react'
import { LocalTime } from '../ui/local-time'

/** What was drawn, as plain data: text, lists, and elements of the tags of {@link elementOf}. */
export type SerializedElement =
  | string
  | readonly SerializedElement[]
  | {
      readonly tag: string
      readonly props: Readonly<Record<string, unknown>>
      readonly inside: SerializedElement
    }

/** The browser's own components among what may be drawn, by the names under which they travel. */
const BROWSER_COMPONENTS = new Map<unknown, string>([
  [Link, 'Link'],
  [LocalTime, 'LocalTitle'],
  [Icon, 'Icon'],
])

interface ForwardRef {
  readonly render: (props: unknown, ref: null) => ReactNode
}

const isForwardRef = (type: unknown): type is ForwardRef =>
  typeof type === 'object' && type !== null && 'render' in type && typeof type.render === 'function'

/** Attributes and plain values: nothing that runs, and no markup. */
function plainProps(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(props))
    if (!['children', 'ref', 'key', 'dangerouslySetInnerHTML'].includes(name) && typeof value !== 'function')
      plain[name] = value
  return plain
}

/**
 * What a tree of elements draws, as plain data that travels in JSON. For components without hooks that are drawn at
 * once; what is none of these is left out.
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
  if (isForwardRef(type)) return serializeElement(type.render(props, null))
  // A component of the browser that is not known here throws when it is called.
  return typeof type === 'function' ? serializeElement(type(props)) : ''
}
