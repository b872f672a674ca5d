/** One row of data: an object of JSON values. */
export type DataRecord = Readonly<Record<string, unknown>>

/** The value under a name, or where the name begins with `/`, under the JSON pointer (RFC 6901). */
export function readField(record: DataRecord, field: string): unknown {
  if (Object.hasOwn(record, field) || !field.startsWith('/')) {
    return Object.hasOwn(record, field) ? record[field] : undefined
  }
  let value: unknown = record
  for (const part of field.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** Whether any of the records has something there. */
export function isKnownField(records: readonly DataRecord[], field: string): boolean {
  return records.some((record) => readField(record, field) !== undefined)
}
