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
    <div className="col-span-2 grid grid-cols-subgrid items-baseline">
      <dt className="flex min-w-0 items-baseline gap-2 text-dim">
        <span className="self-center">
          <TypeIcon type={value?.type} />
        </span>
        <bdi className="min-w-0">{truncate(name)}</bdi>
      </dt>
      <dd className="min-w-0">
        <BoundedProperty value={value} context={context} />
      </dd>
    </div>
  )
  const turn = yieldIfBusy(ROW_BYTES)
  return turn ? turn.then(draw) : draw()
}

/** The properties of a page, as names and values. */
export function PropertyList({
  properties,
  context,
}: {
  properties: readonly NamedProperty[]
  context: PropertyContext
}) {
  if (properties.length === 0) return null
  return (
    <dl className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)] gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]">
      {properties.map(({ name, value }, index) => (
        // An unreadable value has no id.
        <PropertyRow key={value?.id ?? index} name={name} value={value} context={context} />
      ))}
    </dl>
  )
}
