import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { ArmFinder } from './arms.ts'
import type { NumberToken } from './cell-values.ts'
import { nameKey, readName } from './names-of-cells.ts'
import { readStatement } from './statement.ts'
import { findTotal, isTotal, listOtherRows, listOtherColumns, readFirst } from './table-values.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * What a claim says that a share is of, where that is another row, column or group of its table: the
 * counts of these, NaN where none is known. Empty for "3% of the subjects".
 */
export function findNamedWholes(
  text: string,
  share: NumberToken,
  cited: ClaimEvidence,
  findArms: ArmFinder,
): readonly number[] {
  return listPhrases(text, share).flatMap((range) => {
    const phrase = sliceRange(text, range)
    const keys = readKeys(phrase, findArms)
    return keys.size === 0 ? [] : findWholes(keys, withSomething.test(phrase), cited, findArms)
  })
}

/** "4% of the early terminations", "Among subjects with headache, 4%". */
function listPhrases(text: string, { range }: NumberToken): readonly TextRange[] {
  const behind = /^\)?\s+of\s+(?:(?:all|the|these|those)\s+)*/i.exec(text.slice(range.end))
  const ahead = /^(?:of|among)\s+(?:(?:all|the|these|those)\s+)*/i.exec(text)
  const end = (start: number): number => {
    const found = phraseEnd.exec(text.slice(start))
    return found ? start + found.index : text.length
  }
  const starts = [behind && range.end + behind[0].length, ahead?.[0].length]
  return starts.flatMap((start) =>
    typeof start === 'number' && !/^\d/.test(text.slice(start)) ? [{ start, end: end(start) }] : [],
  )
}

/** Whoever has what a row names is no more than the row counts. */
const withSomething = /^\p{L}+ (?:with|who had|having)\b/iu

const phraseEnd =
  /[,;:.()]|\s(?:in|on|at|by|for|during|from|was|were|is|are|had|has|have|reported|receiving|terminated|completed)\b/i

function readKeys(words: string, findArms: ArmFinder): ReadonlySet<string> {
  const told = readStatement(words, findArms).filter(({ kind }) => kind !== 'arm')
  return new Set(told.map(nameKey))
}

function findWholes(
  keys: ReadonlySet<string>,
  isOfThose: boolean,
  cited: ClaimEvidence,
  findArms: ArmFinder,
): readonly number[] {
  const { rowPath, columnPath } = cited.cell?.reference ?? { rowPath: [], columnPath: [] }
  const own = new Set([...readName(rowPath.slice(-1), findArms)])
  const isNamed = (path: readonly string[]): boolean => {
    const name = [...readName(path.slice(-1), findArms)]
    return name.length > 0 && name.every((key) => keys.has(key))
  }
  const isNew = (path: readonly string[]): boolean =>
    [...readName(path.slice(-1), findArms)].some((key) => !own.has(key))
  const rows = listOtherRows(cited).filter(
    ({ path }) => !isTotal(path) && isNamed(path) && isNew(path),
  )
  const columns = listOtherColumns(cited).filter(({ path }) => isNamed(path))
  const others = [...rows, ...columns].map(({ words }) => readFirst(words) ?? NaN)
  if (others.length > 0) return others
  const isOfGroup = rowPath.slice(0, -1).some((group) => isNamed([group.replace(reason, ' ')]))
  if (isOfGroup || (isOfThose && isNamed(rowPath))) return [NaN]
  return isNamed(columnPath) ? [findTotal(cited) ?? NaN] : []
}

const reason = /\breasons? for\b|\bcauses? of\b|\(.*\)/gi
