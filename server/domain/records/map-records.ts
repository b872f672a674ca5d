import { readField, type DataRecord } from './record-field.ts'

/** Field of the data source by the path of the placeholder that shows it. */
export type FieldMappings = Readonly<Record<string, string>>

/**
 * Each record with its mapped fields under the names that the template's placeholders have, beside
 * its own; a path like `customer.name` makes objects. A field that a record lacks is left out.
 */
export function mapRecords(
  records: readonly DataRecord[],
  mappings: FieldMappings,
): readonly DataRecord[] {
  const pairs = Object.entries(mappings)
  if (pairs.length === 0) return records
  return records.map((record) =>
    pairs.reduce<DataRecord>((mapped, [placeholder, field]) => {
      const value = readField(record, field)
      return value === undefined ? mapped : setPath(mapped, placeholder.split('.'), value)
    }, record),
  )
}

function setPath(target: unknown, path: readonly string[], value: unknown): DataRecord {
  const [name = '', ...rest] = path
  const held = isRecord(target) ? target : {}
  const inner = Object.hasOwn(held, name) ? held[name] : undefined
  // `__proto__` is a name like any other
  return Object.fromEntries([
    ...Object.entries(held).filter(([key]) => key !== name),
    [name, rest.length === 0 ? value : setPath(inner, rest, value)],
  ])
}

export function isRecord(value: unknown): value is DataRecord {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
