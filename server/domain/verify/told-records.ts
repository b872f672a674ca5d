import type { CellReference } from '../../../shared/model/citation.ts'
import { isRecordNumber } from './names-of-cells.ts'

/**
 * True where a claim names a record by its number, and says of it what its cell says in words, word for word:
 * "INV-20911 had no goods receipt". Of "Limit exceeded" the same words in another order tell other things.
 */
export function tellsRecord(
  text: string,
  { rowPath, columnPath }: Pick<CellReference, 'rowPath' | 'columnPath'>,
  quote: string,
): boolean {
  const name = rowPath.at(-1)?.trim() ?? ''
  const words = quote.trim().toLowerCase()
  if (isRecordNumber(name) && tellsDoer(text, name, columnPath.at(-1) ?? '', words)) return true
  if (!isRecordNumber(name) || !/^[\p{L} -]+$/u.test(words)) return false
  const told = text.toLowerCase()
  const at = told.indexOf(words)
  const record = told.indexOf(name.toLowerCase())
  if (at < 0 || record < 0 || record > at) return false
  return said.test(told.slice(0, at)) && ended.test(told.slice(at + words.length))
}

const said = /(?:\b(?:had|has|have|was|were|is|are)\s+(?:an?\s+|the\s+)?|[:(]\s*)$/
const ended = /^(?:[.,;)]|$)/

/** "Order PO-1007 was approved by K. Moen", and nothing more, of the column "Approved by". */
function tellsDoer(text: string, name: string, column: string, doer: string): boolean {
  const [, deed] = /^(\p{L}+) by$/iu.exec(column.trim()) ?? []
  const told = /^(?:the )?(?:\p{L}+ )?(\S+) (?:was|is|has been) (\p{L}+) by (?:the )?(.+?)\.?$/iu
  const [, record, verb, who] = told.exec(text.trim()) ?? []
  return (
    deed !== undefined &&
    doer !== '' &&
    record?.toLowerCase() === name.toLowerCase() &&
    verb?.toLowerCase() === deed.toLowerCase() &&
    who?.toLowerCase() === doer
  )
}
