import { findQuantities, type Quantity } from '../../../shared/text/quantities.ts'
import { rangesOverlap } from '../../../shared/text/range.ts'
import { isStopWord } from '../../../shared/text/terms.ts'
import { findUnit, unitPattern } from '../../../shared/text/units.ts'

type Found = ReturnType<typeof findQuantities>[number]

/** The quantities of a text, "one" among them where it counts: "one, one and two subjects". */
export function findCounts(text: string): readonly Found[] {
  const found = findQuantities(text)
  const ones = listOnes(text).filter(
    ({ range }) => !found.some((other) => rangesOverlap(other.range, range)),
  )
  if (ones.length === 0) return found
  const all = [...found, ...ones].sort((a, b) => a.range.start - b.range.start)
  return all.filter((one, at) => !ones.some((own) => own === one) || counts(text, all, at))
}

const one = new RegExp(`(?<![\\p{L}\\d-])one(?:[\\s-](${unitPattern}))?(?![\\p{L}\\d-])`, 'giu')

function listOnes(text: string): readonly Quantity[] {
  return Array.from(text.matchAll(one), ({ 0: words, 1: spelled, index }) => {
    const unit = spelled === undefined ? undefined : findUnit(spelled)
    return {
      kind: 'number',
      range: { start: index, end: index + words.length },
      decimal: '1',
      comparator: '',
      unit: unit?.base ?? '',
      factor: unit?.factor ?? 1,
    }
  })
}

/** Alone, beside another number, before its share or what it counts; elsewhere it is a pronoun. */
function counts(text: string, all: readonly Found[], at: number): boolean {
  const own = all[at]?.range ?? { start: 0, end: 0 }
  if (text.trim() === text.slice(own.start, own.end)) return true
  const [before, after] = [all[at - 1]?.range, all[at + 1]?.range]
  if (before && joins.test(text.slice(before.end, own.start))) return true
  if (after && joins.test(text.slice(own.end, after.start))) return true
  if (pointing.test(text.slice(0, own.start))) return false
  const rest = text.slice(own.end)
  if (startsFraction(rest)) return false
  const [, next = ''] = /^\s(\p{Ll}{3,})/u.exec(rest) ?? []
  return /^\s*\(\s*\d/.test(rest) || (next !== '' && !isStopWord(next) && !notCounted.test(next))
}

const joins = /^(?:\s*,\s*|\s*,?\s+(?:and|or)\s+)$/

const pointing = /\b(?:no|the|this|that|any|each|every|which|another|least|most|than|or)\s+$/i

/** "One third" is "a third". */
export function startsFraction(rest: string): boolean {
  return /^[\s-](?:half|third|quarter|fifth|sixth|eighth|tenth)\b/i.test(rest)
}

const notCounted = /^(?:another|more|less|might|must|cannot|would|does|same|only|also)$/
