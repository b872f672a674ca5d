import type { PairedValue } from './cell-values.ts'
import { doubtPairs } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'

/**
 * The visit that stands right behind a number is its own: "from 26.7 at baseline to 24.1 at Week 24" turns the two
 * around where another of the numbers is the one below "Baseline". What stands in a row
 * "Baseline" is nothing that was found at a visit that none of the numbers is of.
 */
export function judgeBeside(text: string, paired: readonly PairedValue[]): readonly CellFinding[] {
  const elsewhere = listVisits(text).filter((visit) => {
    const test = toTest(visit)
    return !paired.some(({ value }) => value.headers.some((head) => test.test(head)))
  })
  return doubtPairs(paired, ({ claim, value }) => {
    if (elsewhere.length > 0 && value.headers.some((head) => isVisit.test(head.trim()))) return true
    const told = beside.exec(text.slice(claim.range.end))?.[1]
    if (told === undefined) return false
    const visit = toTest(told)
    const isOf = (one: PairedValue): boolean => one.value.headers.some((head) => visit.test(head))
    return !isOf({ claim, value }) && paired.some((one) => one.value !== value && isOf(one))
  })
}

function listVisits(text: string): readonly string[] {
  return Array.from(text.matchAll(atVisit), ([, visit = '']) => visit)
}

const visit =
  '(baseline|screening|(?:week|visit|day|month|cycle) \\d+|end of (?:the )?(?:treatment|study|trial))\\b'
const atVisit = new RegExp(`\\b(?:at|on|in)\\s+(?:the\\s+)?${visit}`, 'giu')
const beside = new RegExp(
  `^\\s*(?:\\([^()]*\\)\\s*)?(?:[\\p{L}%/²]+\\s+)?(?:at|on|in)\\s+(?:the\\s+)?${visit}`,
  'iu',
)
/** A head that is a visit, or a statistic of it. */
const isVisit =
  /^(?:baseline|bsln|screening|(?:week|w(?:ee)?k|visit|day|month|cycle)\.? ?\d+|end of (?:treatment|study|trt\.?)|EO[TS])(?:\s*$|\s*[,:(]|\s+(?:mean|median|n|sd)\b)/i

function toTest(visit: string): RegExp {
  if (/^baseline$/i.test(visit)) return /\b(?:baseline|bsln|bl)\b/i
  if (/^end/i.test(visit)) return /\bend\b|\bEO[TS]\b/i
  const [name = '', number = ''] = visit.split(/\s+/)
  const short = /^week$/i.test(name) ? 'w(?:ee)?k' : name
  return number === ''
    ? new RegExp(`\\b${name}`, 'i')
    : new RegExp(`\\b${short}s?\\.? ?${number}\\b`, 'i')
}
