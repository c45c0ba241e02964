import type { ReactNode } from 'react'
import { cardLabels, tableWidth, toColumn } from '@/components/data-table/columns'
import { FilterBar, FilterWarnings } from '@/components/data-table/filter-bar'
import { filterColumns } from '@/components/data-table/filter-columns'
import { FilterPanel } from '@/components/data-table/filter-panel'
import { AmbiguousPerson, InvalidQuery, NoRows } from '@/components/data-table/no-rows'
import { RowCells } from '@/components/data-table/row-cells'
import { RowWindow } from '@/components/data-table/row-window'
import { SchemaList } from '@/components/data-table/schema-list'
import { serializeElement } from '@/components/data-table/serialize-element'
import { TableHead } from '@/components/data-table/table-head'
import { NO_QUERY, parseTableParams, tableSearch } from '@/components/data-table/table-params'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { TableView } from '@/components/data-table/table-view'
import { PropertyList } from '@/components/notion-content/properties'
import { typeName } from '@/components/notion-content/properties/type-names'
import type { PropertySchema, PropertyType, PropertyValue, Row } from '@/lib/notion'
import { PROPERTY_VALUES } from '../../../../test-support/fixtures/property-values'

const CONNECTION = '00000000-0000-4000-8000-000000000001'
const HERE = '/dev/states/properties'
const context = { connectionId: CONNECTION, pageId: '00000000-0000-4000-8000-000000000003' }
const ALL = Object.entries(PROPERTY_VALUES) as [PropertyType, readonly PropertyValue[]][]

const option = (name: string, color: 'blue' | 'red') => ({ id: name, name, color, description: null })

/** What a column's settings are, for the types that have some. */
const SETTINGS: Readonly<Record<string, object>> = {
  number: { format: 'euro' },
  select: { options: [option('Chosen', 'blue')] },
  multi_select: { options: [option('Chosen', 'blue'), option('Other', 'red')] },
  status: { options: [option('In progress', 'blue')], groups: [] },
  formula: { expression: 'prop("Number") * 2' },
  relation: { data_source_id: context.pageId, database_id: context.pageId },
  rollup: {
    function: 'sum',
    rollup_property_name: 'Number',
    relation_property_name: 'Relation',
    rollup_property_id: 'number',
    relation_property_id: 'relation',
  },
  unique_id: { prefix: 'TASK' },
}

const properties = ALL.map(
  ([type, values]) =>
    ({
      id: values[0]?.id ?? type,
      name: typeName(type),
      description: type === 'number' ? 'What it costs' : null,
      type,
      [type]: SETTINGS[type] ?? {},
    }) as PropertySchema,
)
const columns = properties.map(toColumn)

const rows: readonly Row[] = [0, 1, 2, 3].map((index) => ({
  id: `00000000-0000-4000-8000-00000000010${index}`,
  title: PROPERTY_VALUES.title[index]?.title ?? [],
  icon: index === 0 ? { type: 'emoji', emoji: '🗝️' } : null,
  url: null,
  values: Object.fromEntries(
    ALL.flatMap(([type, values]) => {
      const value = values[index] ?? (type === 'title' ? values[0] : undefined)
      return value ? [[value.id, value]] : []
    }),
  ),
}))

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-10">
      <h2 className="mb-3 border-b border-line pb-1 text-lg">{title}</h2>
      {children}
    </section>
  )
}

function SampleTable({ label, source }: { label: string; source: string }) {
  const drawn = rows.map((row) => ({
    id: row.id,
    cells: serializeElement(
      <RowCells row={row} columns={columns} connectionId={CONNECTION} titleOf={() => null} />,
    ),
  }))
  return (
    <RowWindow
      first={{ rows: drawn, nextCursor: 'next', incomplete: true }}
      cursor={null}
      source={source}
      head={
        <TableHead
          properties={properties}
          here={HERE}
          query={{ ...NO_QUERY, sorts: [{ propertyId: 'number', direction: 'descending' }] }}
        />
      }
      width={tableWidth(properties)}
      label={label}
      caption="Sorted by Number, descending."
      dataSourceId={label}
      cardLabels={cardLabels(properties)}
      nextHref={HERE}
    />
  )
}

/** Every type of property, filled and empty, beside its name and in a table, and every state of a table. */
export function PropertySamples() {
  const { query, warnings } = parseTableParams({
    sort: 'number.desc',
    filter: [
      'number.number.greater_than.a lot',
      'number.number.less_than.1200',
      'created_by.created_by.contains.me',
      'date.date.on_or_after.one_week_ago',
    ],
  })
  return (
    <>
      <Section title="A page’s properties">
        <PropertyList
          context={{ ...context, titleOf: () => null }}
          properties={ALL.flatMap(([type, values]) =>
            values.map((value, index) => ({
              name: typeName(type),
              value: { ...value, id: `${value.id}${index}` },
            })),
          )}
        />
        <PropertyList
          context={context}
          properties={[
            {
              name: 'A type that this app doesn’t know',
              value: { id: 'later', type: 'later' } as unknown as PropertyValue,
            },
          ]}
        />
      </Section>
      <Section title="A table’s properties and filter">
        <div className="space-y-5">
          <SchemaList properties={properties} unreadable={0} connectionId={CONNECTION} />
          <TableView
            table={{
              connectionId: CONNECTION,
              dataSourceId: 'sample',
              here: HERE,
              search: tableSearch(query),
              columns: filterColumns(properties),
            }}
          >
            <FilterBar
              properties={properties}
              here={HERE}
              query={query}
              names={{ person: () => null, page: () => null }}
              noJs={false}
            />
            <FilterWarnings warnings={warnings} />
            {filterColumns(properties).map(({ param }) => (
              <FilterPanel
                key={param}
                formId={`sample-${param}`}
                here={HERE}
                query={query}
                noJs={false}
                draft={{ index: null, column: param, operator: '', values: [], problem: null }}
                columns={filterColumns(properties)}
                people={{ people: [{ id: CONNECTION, name: 'Ada Aldous' }], hasMore: true }}
                autoFocus={false}
              />
            ))}
          </TableView>
        </div>
      </Section>
      <Section title="A table that Notion asks to wait for">
        <SampleTable label="Rows of a sample" source="/dev/states/rows?answer=wait" />
      </Section>
      <Section title="A table whose next rows do not come">
        <SampleTable label="Rows of another sample" source="/dev/states/rows?answer=error" />
      </Section>
      <Section title="A table on its way">
        <TableSkeleton />
      </Section>
      <Section title="Tables without rows">
        <div className="grid gap-4">
          <NoRows why="empty" href={HERE} />
          <NoRows why="filtered" href={HERE} />
          <NoRows why="at_the_end" href={HERE} />
          <NoRows why="incomplete" href={HERE} />
          <AmbiguousPerson name="Ada" matches={0} clearHref={HERE} />
          <AmbiguousPerson name="a" matches={412} clearHref={HERE} />
          <InvalidQuery message="Could not find sort property with name or id: x" all={HERE} />
        </div>
      </Section>
    </>
  )
}
