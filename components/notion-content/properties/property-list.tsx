import type { ReactNode } from 'react'
import type { NamedProperty, PropertyValue } from '@/lib/notion'
import { truncate } from '@/lib/shared/truncate'
import { notionHref } from '@/lib/shared/urls'
import { yieldIfBusy } from '@/lib/shared/yield-if-busy'
import { OpenInNotion } from '../../ui/open-in-notion'
import { viewBudget } from '../view-budget'
import { type PropertyContext, PropertyView } from './property-view'
import { TypeIcon } from './type-icon'

/** A property value, if it fits into the view's budget. */
function BoundedProperty(shown: {
  value: PropertyValue
  context: PropertyContext
}): ReactNode | Promise<ReactNode> {
  const bytes = viewBudget().takeProperty(shown.value)
  if (bytes === null) {
    const href = notionHref(shown.context.pageId)
    return (
      <span className="text-dim">
        Too long to be shown here.{href && ' '}
        {href && <OpenInNotion href={href} />}
      </span>
    )
  }
  const turn = yieldIfBusy(bytes)
  return turn ? turn.then(() => <PropertyView {...shown} />) : <PropertyView {...shown} />
}

/** The estimated cost of a property without its value: its icon and name, and counting how long the value is. */
const ROW_BYTES = 1_500

function PropertyRow({ name, value, context }: NamedProperty & { context: PropertyContext }) {
  const draw = () => (
    <FactRow type={value?.type} name={name}>
      <BoundedProperty value={value} context={context} />
    </FactRow>
  )
  const turn = yieldIfBusy(ROW_BYTES)
  return turn ? turn.then(draw) : draw()
}

/** One fact about a page: an icon, a name and a value. */
export const FactRow = ({ type, name, children }: { type?: string; name: string; children: ReactNode }) => (
  <div className="col-span-2 grid min-h-7 grid-cols-subgrid items-baseline py-1">
    <dt className="flex min-w-0 items-baseline gap-2 text-dim">
      <span className="self-center">
        <TypeIcon type={type} />
      </span>
      <bdi className="min-w-0">{truncate(name)}</bdi>
    </dt>
    <dd className="min-w-0">{children}</dd>
  </div>
)

/** The properties of a page, as names and values, and further facts about it. */
export function PropertyList({
  properties,
  context,
  children,
}: {
  properties: readonly NamedProperty[]
  context: PropertyContext
  /** Rows after the properties. */
  children?: ReactNode
}) {
  if (properties.length === 0 && !children) return null
  return (
    <dl className="grid grid-cols-[minmax(0,7.25rem)_minmax(0,1fr)] gap-x-4 desk:grid-cols-[minmax(0,9.25rem)_minmax(0,1fr)]">
      {properties.map(({ name, value }, index) => (
        // An unreadable value has no id.
        <PropertyRow key={value?.id ?? index} name={name} value={value} context={context} />
      ))}
      {children}
    </dl>
  )
}
