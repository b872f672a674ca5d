import type { TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import type { RecordList } from '../tie/record-list.ts'
import { openTables } from '../tie/open-tables.ts'
import { isCalled, isKeyColumn } from './read-one-record.ts'
import { isState } from './read-telling.ts'
import type { RecordColumn } from './record-columns.ts'
import { indexRecords, type RecordIndex } from './record-index.ts'
import { isFormOf, readItems, type Item } from './record-words.ts'

/**
 * Words of a sentence about one record that its list has, but not as they are told: what was expected or was so
 * before is told as what is, or the record is called what another column is.
 * @param textIds the texts that the sentence was found in
 */
export function findRecordDoubts(
  sources: readonly EvidenceSource[],
  text: string,
  textIds: ReadonlySet<string>,
): readonly TextRange[] {
  return openTables(sources)
    .lists.filter(({ source }) => textIds.has(source.sourceTextId))
    .flatMap((list) => listDoubts(text, list))
}

function listDoubts(text: string, list: RecordList): readonly TextRange[] {
  const index = indexRecords(list)
  const items = readItems(text, index)
  const keys = items.flatMap((item, at) => {
    const place =
      item.kind === 'field' && item.places.find(({ column }) => isKeyColumn(column, index))
    return place ? [{ at, column: place.column, record: place.records[0] ?? -1 }] : []
  })
  const [key, ...others] = keys
  if (!key || others.length > 0) return []
  const isFirst = !items
    .slice(0, key.at)
    .some((one) => one.kind === 'word' && /^(?:of|for)$/.test(one.word.lower))
  const fields = items.flatMap((item, at) => {
    if (item.kind !== 'field' || at === key.at) return []
    const own = item.places.filter(({ records }) => records.includes(key.record))
    const isBare = isFirst && isBeing(items.slice(key.at + 1, at))
    const isTold = own.some(
      ({ column }) => !leavesOut(items, column) && (!isBare || isState(column)),
    )
    return own.length > 0 && !isTold ? [item.range] : []
  })
  return [...fields, ...findMiscalled(items, key, index)]
}

/** "Is", "was a". */
function isBeing([first, ...others]: readonly Item[]): boolean {
  const isVerb = first?.kind === 'word' && /^(?:is|was)$/.test(first.word.lower)
  return isVerb && others.every((one) => one.kind === 'word' && /^an?$/.test(one.word.lower))
}

/** "Subject AE-02" of a list of events that has subjects, too. */
function findMiscalled(
  items: readonly Item[],
  key: { readonly at: number; readonly column: RecordColumn },
  index: RecordIndex,
): readonly TextRange[] {
  const before = items[key.at - 1]
  if (before?.kind !== 'word' || isCalled([before], key.column, index)) return []
  const isOther = index.columns.some(({ head: [own, ...others] }) => {
    return own !== undefined && others.length === 0 && isFormOf(own, before.word)
  })
  return isOther ? [before.range] : []
}

/** True where a head restricts what stands below it, and the sentence doesn't. */
function leavesOut(items: readonly Item[], { head }: RecordColumn): boolean {
  const isName = head.at(-1)?.lower === 'name'
  return head.some((one) => {
    const isLimit = limits.test(one.lower) && !isName
    return isLimit && !items.some((item) => item.kind === 'word' && isFormOf(one, item.word))
  })
}

const limits =
  /^(?:planned|expected|targets?|proposed|requested|estimated|forecast|budget(?:ed)?|scheduled|previous(?:ly)?|former|prior|initial|original|last|next|maximum|max|minimum|min|worst|best|not)$/
