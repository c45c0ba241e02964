import Link from 'next/link'
import { cloneElement, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react'
import { notionHref } from '@/lib/shared/urls'
import { NotDisplayable } from './not-displayable'

/** {@link NotDisplayable} with a link to the page or block of this id. */
export const NotDisplayableById = ({ id }: { id: string }) => <NotDisplayable href={notionHref(id)} />

/** A value that React can't render: not a text, number, element or list of them. */
class NotRenderable extends TypeError {}

/** A text or number as text. @throws {TypeError} it is something else */
export function toText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new NotRenderable('not a text')
}

/** Errors that a value of an unexpected type causes. Others, such as redirects, are rethrown. */
const isUnexpectedValueError = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof URIError

type Component = (props: unknown) => ReactNode | Promise<ReactNode>

const CLIENT_REFERENCE = Symbol.for('react.client.reference')

/** Whether a component runs on the server: not a client component, not a class. Next.js wraps its client `Link` in a function. */
function isServerComponent(type: unknown): type is Component {
  if (typeof type !== 'function' || type === Guarded || type === Link) return false
  if (Reflect.get(type, '$$typeof') === CLIENT_REFERENCE) return false
  return !(type.prototype && 'isReactComponent' in type.prototype)
}

const isPromise = (value: unknown): value is Promise<ReactNode> =>
  typeof value === 'object' && value !== null && 'then' in value

async function Settled({ answer, fallback }: { answer: Promise<ReactNode>; fallback: ReactNode }) {
  let drawn: ReactNode
  try {
    drawn = await answer
  } catch (error) {
    if (!isUnexpectedValueError(error)) throw error
    return fallback
  }
  return <Guarded fallback={fallback}>{drawn}</Guarded>
}

function renderElement(element: ReactElement<{ children?: ReactNode }>, instead: ReactNode): ReactNode {
  const { type, props, key } = element
  if (isServerComponent(type)) {
    const answer = type(props)
    if (isPromise(answer)) {
      answer.catch(() => {})
      return <Settled key={key} answer={answer} fallback={instead} />
    }
    const drawn = renderNow(answer, instead)
    return key === null ? drawn : <Fragment key={key}>{drawn}</Fragment>
  }
  // Suspense and other guards are rendered on their own.
  const later = typeof type === 'symbol' && type !== Fragment
  const { children } = props
  if (later || (type as unknown) === Guarded || children === undefined || typeof children === 'function')
    return element
  return Array.isArray(children)
    ? cloneElement(element, undefined, ...children.map((one) => renderNow(one, instead)))
    : cloneElement(element, undefined, renderNow(children, instead))
}

function renderNow(node: ReactNode, instead: ReactNode): ReactNode {
  if (Array.isArray(node)) return node.map((one) => renderNow(one, instead))
  if (isValidElement<{ children?: ReactNode }>(node)) return renderElement(node, instead)
  if (typeof node === 'object' && node !== null && !isPromise(node)) throw new NotRenderable('not drawable')
  return node
}

/**
 * Renders what `draw` returns, including its components, or `fallback` if a value has an unexpected type. On the server
 * React has no error boundary that would contain such an error: it would fail the whole page.
 */
export function guard(draw: () => ReactNode, fallback: ReactNode): ReactNode {
  try {
    return renderNow(draw(), fallback)
  } catch (error) {
    if (!isUnexpectedValueError(error)) throw error
    return fallback
  }
}

/** {@link guard} as a component. Its children must not be server components with hooks. */
export function Guarded({ fallback, children }: { fallback: ReactNode; children: ReactNode }): ReactNode {
  return guard(() => children, fallback)
}

/** Guards each item of a list. @throws {TypeError} it is not a list */
export function guardEach<Item>(
  items: readonly Item[],
  draw: (item: Item, index: number) => ReactNode,
  fallback: ReactNode,
): ReactNode[] {
  if (!Array.isArray(items)) throw new NotRenderable('not a list')
  return items.map((item, index) => guard(() => draw(item, index), fallback))
}
