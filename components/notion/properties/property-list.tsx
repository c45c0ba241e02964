import type { NamedProperty } from '@/lib/notion'
import { clip } from '../../clip'
import { TypeIcon } from './type-icon'
import { type PropertyContext, PropertyView } from './values'

/** A page's properties, name beside value. */
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
        // A value that can't be read has no id.
        <div key={value?.id ?? index} className="col-span-2 grid grid-cols-subgrid items-baseline">
          <dt className="flex min-w-0 items-baseline gap-2 text-dim">
            <span className="self-center">
              <TypeIcon type={value?.type} />
            </span>
            <bdi className="min-w-0">{clip(name)}</bdi>
          </dt>
          <dd className="min-w-0">
            <PropertyView value={value} context={context} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
