import type { RecordList } from './record-list.ts'

/** True where a sentence has what tells one record of a list from all others: "PO-1007", "1104-003". */
export function namesOneRecord(text: string, list: RecordList): boolean {
  const known = keysOf.get(list) ?? listKeys(list)
  keysOf.set(list, known)
  return Array.from(text.toLowerCase().matchAll(words)).some(([word]) => known.has(word))
}

const keysOf = new WeakMap<RecordList, ReadonlySet<string>>()

/** Everything below a head below which each record has its own. */
function listKeys({ heads, records }: RecordList): ReadonlySet<string> {
  return new Set(
    heads.flatMap((_, column) => {
      const fields = records.flatMap((record) => record[column]?.lower ?? [])
      const isOwn = fields.length === records.length && new Set(fields).size === fields.length
      return isOwn ? fields.filter((field) => isIdentifier.test(field)) : []
    }),
  )
}

const words = /[\p{L}\p{N}]+(?:[-/.][\p{L}\p{N}]+)*/gu

/** One word with a digit that is more than a number or a date. */
const isIdentifier =
  /^(?!\d{4}-\d\d-\d\d$|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$)(?=.*\d)(?=.*(?:\p{L}|[-/]))[\p{L}\p{N}]+(?:[-/.][\p{L}\p{N}]+)*$/u
