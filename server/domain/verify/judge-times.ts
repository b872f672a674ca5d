import type { TextRange } from '../../../shared/text/range.ts'
import type { PairedValue } from './cell-values.ts'
import type { CellFinding } from './judge-cells.ts'
import { findPeriod } from './periods.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * Years that stand right beside a value of another one: "70 in 2024" of what the table has for 2023, "in
 * 2023, when it was 1.6".
 */
export function judgeTimes(text: string, paired: readonly PairedValue[]): readonly CellFinding[] {
  const years = Array.from(text.matchAll(/\b(?:19|20)\d\d\b/g), ({ 0: year, index }) => ({
    year,
    range: { start: index, end: index + year.length },
  }))
  return paired.flatMap(({ claim, value }): readonly CellFinding[] => {
    if (value.period === '') return []
    const beside = years.find(({ range }) => {
      const isBehind = range.start >= claim.range.end
      return isBehind
        ? behind.test(text.slice(claim.range.end, range.start))
        : before.test(text.slice(range.end, claim.range.start))
    })
    if (!beside || value.period.startsWith(beside.year)) return []
    const evidence = { index: value.index, range: value.range }
    return [{ kind: 'date', claim: beside.range, evidence, contradicts: true }]
  })
}

/** "An increase of 290 since 30 June 2025" below "Change", in a table of that day and a later one. */
export function isStartOfChange(
  date: string,
  before: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  if (!/\b(?:since|from)\s+$/i.test(before)) return false
  return paired.some(({ value: { index } }) => {
    const cell = evidence[index]?.cell
    if (!cell || !/^change\b/i.test(cell.reference.columnPath.at(-1) ?? '')) return false
    const periods = cell.table.columns.map((columnPath) => findPeriod({ columnPath, rowPath: [] }))
    const dated = [...new Set(periods.filter((one) => one !== ''))].toSorted()
    return dated.length === 2 && dated[0] === date
  })
}

const behind =
  /^[)%]?\s+(?:(?!(?:than|from|to|and|or|as|after|before|since)\b)\p{L}+\s+){0,3}?in\s+$/u
const before = /^(?:\s*\(|,? when (?:it|they) (?:was|were) |:\s*)(?:EUR |USD )?$/

/**
 * "At Week 8 … and at Week 16", "in Q3 … in Q2" of values of both: where as many weeks are told as the values have, each of
 * these must be told, in their order; and none from itself to itself.
 */
export function judgeVisits(text: string, paired: readonly PairedValue[]): readonly CellFinding[] {
  const told = Array.from(text.matchAll(visit), ({ 0: words, index }) => ({
    name: words.toLowerCase(),
    range: { start: index, end: index + words.length },
  }))
  const twice = told.filter(({ name, range }, at) => {
    const before = told[at - 1]
    const between = before && text.slice(before.range.end, range.start)
    return before?.name === name && /^ (?:to|through|until|and|or) $/.test(between ?? '')
  })
  const values = paired.flatMap(({ value }) => {
    const own = value.headers.flatMap((head) => head.toLowerCase().match(visit) ?? [])
    return own.length === 1 ? [{ name: own[0] ?? '', value }] : []
  })
  const distinct = [...new Set(values.map(({ name }) => name))]
  const order = [...new Set(told.map(({ name }) => name))].filter((name) => distinct.includes(name))
  const isOther =
    distinct.length > 1 && told.length >= distinct.length && order.join() !== distinct.join()
  const [first] = values
  const places = isOther ? told.slice(0, 1) : twice
  return places.map(({ range }) => ({
    kind: 'number',
    claim: range,
    evidence: first ? { index: first.value.index, range: first.value.range } : null,
    contradicts: false,
  }))
}

const visit = /\b(?:(?:week|visit|month|day|cycle) \d+|q[1-4])\b/gi

/** "168.4 a year earlier", "after 2,274 three months before": what stands at the word is of the earlier time. */
export function compareTimes(
  range: TextRange,
  text: string,
  paired: readonly PairedValue[],
): boolean | undefined {
  const word = text.slice(range.start, range.end).toLowerCase()
  const [first, second] = paired
  if (paired.length !== 2 || !first || !second) return undefined
  if (first.value.period === '' || second.value.period === '') return undefined
  const isLast = range.start >= second.claim.range.end
  const isBetween = range.start >= first.claim.range.end && range.end <= second.claim.range.start
  const isEarlier = isLast && /^(?:earlier|before|prior|preceding)$/.test(word)
  const isFormer = isBetween && word === 'after'
  return isEarlier || isFormer ? second.value.period < first.value.period : undefined
}
