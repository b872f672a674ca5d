import type { FieldType } from '../../../shared/model/vocabulary.ts'
import type { DataRecord } from './record-field.ts'

/** Every field of the records with what its values are, in the order in which they come up. */
export function describeFields(
  records: readonly DataRecord[],
): { name: string; type: FieldType }[] {
  const types = new Map<string, FieldType>()
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) {
      types.set(name, join(types.get(name) ?? 'empty', typeOf(value)))
    }
  }
  return [...types].map(([name, type]) => ({ name, type }))
}

function join(before: FieldType, next: FieldType): FieldType {
  if (before === 'empty' || before === next) return next
  return next === 'empty' ? before : 'mixed'
}

function typeOf(value: unknown): FieldType {
  if (value === null || value === undefined || value === '') return 'empty'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number'
  return typeof value === 'object' ? 'object' : 'text'
}
