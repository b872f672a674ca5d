import type { FilterOperator } from '../../../shared/model/vocabulary.ts'
import { readField, type DataRecord } from './record-field.ts'

export type RecordFilter = {
  /** Name of a field, or a JSON pointer into the record. */
  readonly field: string
  readonly operator: FilterOperator
  readonly value?: unknown
}

/** The records that all filters let through, in their order. */
export function filterRecords(
  records: readonly DataRecord[],
  filters: readonly RecordFilter[],
): DataRecord[] {
  return records.filter((record) =>
    filters.every(({ field, operator, value }) =>
      tests[operator](readField(record, field), value ?? null),
    ),
  )
}

type Test = (found: unknown, wanted: unknown) => boolean

/**
 * Two numbers are held against each other as numbers, also where one is written as text, as in a CSV;
 * all else as text, by its code units. A field that a record lacks is empty.
 */
const tests: Readonly<Record<FilterOperator, Test>> = {
  equals: isEqual,
  not_equals: (found, wanted) => !isEqual(found, wanted),
  contains: (found, wanted) =>
    Array.isArray(found)
      ? found.some((one) => isEqual(one, wanted))
      : toText(found).includes(toText(wanted)),
  starts_with: (found, wanted) => toText(found).startsWith(toText(wanted)),
  greater_than: ordered((order) => order > 0),
  at_least: ordered((order) => order >= 0),
  less_than: ordered((order) => order < 0),
  at_most: ordered((order) => order <= 0),
  in: (found, wanted) => Array.isArray(wanted) && wanted.some((one) => isEqual(found, one)),
  is_empty: isEmpty,
  is_not_empty: (found) => !isEmpty(found),
}

/** What is empty is neither more nor less than anything. */
function ordered(holds: (order: number) => boolean): Test {
  return (found, wanted) => !isEmpty(found) && !isEmpty(wanted) && holds(compare(found, wanted))
}

function isEqual(found: unknown, wanted: unknown): boolean {
  if (isEmpty(found) || isEmpty(wanted)) return isEmpty(found) && isEmpty(wanted)
  return compare(found, wanted) === 0
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [toNumber(a), toNumber(b)]
  if (left !== undefined && right !== undefined) return left - right
  const [first, second] = [toText(a), toText(b)]
  return first < second ? -1 : first > second ? 1 : 0
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) return undefined
  return Number(value)
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}
