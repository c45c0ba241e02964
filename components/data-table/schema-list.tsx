import Link from 'next/link'
import type { ReactNode } from 'react'
import type { PropertySchema } from '@/lib/notion'
import { pluralize } from '@/lib/shared/pluralize'
import { truncate } from '@/lib/shared/truncate'
import { dataSourceHref } from '@/lib/shared/urls'
import { guard, guardEach } from '../notion-content/guard'
import { NotDisplayable } from '../notion-content/not-displayable'
import { TypeIcon } from '../notion-content/properties/type-icon'
import { typeName } from '../notion-content/properties/type-names'
import { Tag, ValueList } from '../notion-content/properties/value-parts'
import { textLink } from '../ui/text-link'

const MAX_DESCRIPTION = 500
const MAX_EXPRESSION = 1_000
/** Per column, and per table. */
const MAX_OPTIONS = 100
const MAX_ALL_OPTIONS = 2_000

/** The configuration of a column. */
function settings(property: PropertySchema, connectionId: string, most: number): ReactNode {
  switch (property.type) {
    case 'select':
      return <Options options={property.select.options} most={most} />
    case 'multi_select':
      return <Options options={property.multi_select.options} most={most} />
    case 'status':
      return <Options options={property.status.options} most={most} />
    case 'number':
      return property.number.format === 'number' ? null : property.number.format.replaceAll('_', ' ')
    case 'formula':
      return (
        <code className="font-mono text-xs">{truncate(property.formula.expression, MAX_EXPRESSION)}</code>
      )
    case 'unique_id':
      return property.unique_id.prefix ? <bdi>{property.unique_id.prefix}</bdi> : null
    case 'relation':
      return (
        <Link
          href={dataSourceHref(connectionId, property.relation.data_source_id)}
          prefetch={false}
          className={textLink}
        >
          Rows of another database
        </Link>
      )
    case 'rollup':
      return (
        <>
          {property.rollup.function.replaceAll('_', ' ')} of{' '}
          <bdi>{truncate(property.rollup.rollup_property_name)}</bdi> through{' '}
          <bdi>{truncate(property.rollup.relation_property_name)}</bdi>
        </>
      )
    default:
      return null
  }
}

function Options({
  options,
  most,
}: {
  options: readonly { readonly name: string; readonly color: string }[]
  most: number
}) {
  return (
    <ValueList
      compact={false}
      items={guardEach(
        options.slice(0, most),
        ({ name, color }) => <Tag name={name} color={color} />,
        <NotDisplayable />,
      )}
      more={Math.max(0, options.length - most)}
    />
  )
}

/** The columns of a table: name, type, description and configuration. */
export function SchemaList({
  properties,
  unreadable,
  connectionId,
}: {
  properties: readonly PropertySchema[]
  /** The number of columns that can't be read. */
  unreadable: number
  connectionId: string
}) {
  const most = Math.min(MAX_OPTIONS, Math.ceil(MAX_ALL_OPTIONS / properties.length))
  return (
    <details>
      <summary className="w-fit cursor-pointer text-dim">
        {pluralize(properties.length, 'property', 'properties')}
        {unreadable > 0 && `, and ${unreadable} that can’t be shown here`}
      </summary>
      <dl className="mt-3 divide-y divide-line border-y border-line">
        {properties.map((property) => (
          <div
            key={property.id}
            className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]"
          >
            <dt className="flex min-w-0 items-baseline gap-2">
              <span className="self-center">
                <TypeIcon type={property.type} />
              </span>
              <bdi className="min-w-0">{truncate(property.name)}</bdi>
            </dt>
            <dd className="min-w-0 text-sm text-dim">
              {typeName(property.type)}
              {typeof property.description === 'string' && property.description && (
                <p dir="auto" className="text-ink">
                  {truncate(property.description, MAX_DESCRIPTION)}
                </p>
              )}
              <div className="mt-1 max-h-60 overflow-y-auto empty:hidden">
                {guard(() => settings(property, connectionId, most), <NotDisplayable />)}
              </div>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
