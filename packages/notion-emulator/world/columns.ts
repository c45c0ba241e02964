import type { PropertySchema, PropertyType, PropertyValue, SchemaOf, ValueOf } from './schema'

type Value<Type extends PropertyType> = Omit<ValueOf<Type>, 'id'>
type Config<Type extends PropertyType> = Omit<SchemaOf<Type>, 'id' | 'name' | 'description'>

/** The values that one column has in the three kinds of row. */
interface Values<Type extends PropertyType> {
  readonly filled: Value<Type>
  readonly empty: Value<Type>
  readonly long: Value<Type>
}

export interface Column<Type extends PropertyType> {
  readonly schema: SchemaOf<Type>
  readonly values: Record<keyof Values<Type>, ValueOf<Type>>
}

export type ColumnSet = { [Type in PropertyType]: readonly Column<Type>[] }

/** A column of one type: its name, then its values. */
export function column<Type extends PropertyType>(
  _type: Type,
  id: string,
  name: string,
  config: Config<Type>,
  description: string | null = null,
) {
  const named = (value: Value<Type>) => ({ ...value, id }) as ValueOf<Type>
  return ({ filled, empty, long }: Values<Type>): Column<Type> => ({
    schema: { id, name, description, ...config } as SchemaOf<Type>,
    values: { filled: named(filled), empty: named(empty), long: named(long) },
  })
}

/** A column of any type. */
export interface AnyColumn {
  readonly schema: PropertySchema
  readonly values: Record<'filled' | 'empty' | 'long', PropertyValue>
}

/** A schema, by the names of its columns. */
export const schemaOf = (columns: readonly AnyColumn[]): Record<string, PropertySchema> =>
  Object.fromEntries(columns.map(({ schema }) => [schema.name, schema]))

/** One row's values, by the names of its columns. */
export const valuesOf = (
  columns: readonly AnyColumn[],
  kind: keyof AnyColumn['values'],
): Record<string, PropertyValue> =>
  Object.fromEntries(columns.map(({ schema, values }) => [schema.name, values[kind]]))
