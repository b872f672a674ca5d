import type { CellValue, PairedValue } from './cell-values.ts'
import { doubtPairs } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { findCounted, namesPeople, readCounted } from './counted.ts'
import type { Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * One subject can have two events: a count of events is none of subjects, nor the other way round, where
 * a table counts both. What a count of events is of has to be told.
 */
export function judgeCounted(
  text: string,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): readonly CellFinding[] {
  const byHeads = paired.flatMap(
    ({ claim, value: { index, range, headers } }): readonly CellFinding[] => {
      const own = headers.map(readCounted).findLast((counted) => counted !== undefined)
      const told = findCounted(text, claim.range)
      if (own === undefined || !countsBoth(evidence[index])) return []
      if (told === own || (told === undefined && (own === 'people' || event.test(text)))) return []
      const contradicts = told !== undefined
      return [{ kind: 'words', claim: claim.range, evidence: { index, range }, contradicts }]
    },
  )
  const byForm = doubtPairs(paired, (pair) => isOtherCount(text, pair, evidence[pair.value.index]))
  return [...byHeads, ...byForm]
}

/** Without the events that stand behind their people, where no number is told of events. */
export function dropEvents(
  values: readonly CellValue[],
  text: string,
  tokens: readonly Token[],
  evidence: readonly ClaimEvidence[],
): readonly CellValue[] {
  const numbers = tokens.filter(({ kind }) => kind === 'number')
  const tellsPeople = numbers.some(({ range }) => findCounted(text, range) === 'people')
  if (!tellsPeople || numbers.some(({ range }) => findCounted(text, range) === 'events'))
    return values
  return values.filter((value) => !isBehindPeople(value, evidence[value.index]))
}

/** The nine of "5 (62.5%) [9]". */
function isBehindPeople(
  { range }: Pick<CellValue, 'range'>,
  evidence: ClaimEvidence | undefined,
): boolean {
  if (!evidence?.cell) return false
  return /\d.*\[\s*$/.test(evidence.quote.slice(0, range.start - evidence.range.start))
}

const event = /\b(?:events?|episodes?|occurrences?|incidents?|times|cases)\b/i

function countsBoth(evidence: ClaimEvidence | undefined): boolean {
  const { columns = [], rows = [] } = evidence?.cell?.table ?? {}
  const counted = [...columns, ...rows].flat().map(readCounted)
  return counted.includes('people') && counted.includes('events')
}

/** Events that a sentence takes for people, or people that it takes for events, in a cell or beside it. */
function isOtherCount(
  text: string,
  { claim, value }: PairedValue,
  evidence: ClaimEvidence | undefined,
): boolean {
  if (!evidence?.cell || /[[(]\s*$/.test(text.slice(0, claim.range.start))) return false
  const told = findCounted(text, claim.range)
  if (isBehindPeople(value, evidence))
    return told === 'people' || (told === undefined && !event.test(text))
  if (told === 'events') {
    const isFirst = value.range.start <= evidence.range.start
    return isFirst && eventsBehind.test(evidence.quote)
  }
  return told === 'people' && happensToOthers(evidence)
}

/** "5 (62.5%) [9]": nine events of five subjects. */
const eventsBehind = /^\d+\s*\([^()]*\)\s*\[\s*\d+\s*\]/

/** "Infections" beside "Patients infected". */
function happensToOthers({ cell }: ClaimEvidence): boolean {
  const own = cell?.reference.columnPath.at(-1) ?? ''
  if (namesPeople(own)) return false
  const stems = listStems(own)
  return (cell?.table?.columns ?? []).some((path) => {
    const head = path.at(-1) ?? ''
    return namesPeople(head) && listStems(head).some((stem) => stems.includes(stem))
  })
}

const stemLength = 6

function listStems(head: string): readonly string[] {
  const words = head.toLowerCase().match(/\p{L}+/gu) ?? []
  return words.flatMap((word) => (word.length >= stemLength ? [word.slice(0, stemLength)] : []))
}
