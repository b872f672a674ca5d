import { findUnit } from '../../../shared/text/units.ts'
import { isPValueHead } from '../cell-parts.ts'
import type { PairedValue } from './cell-values.ts'
import { isBorneOutAround } from './told-around.ts'
import { holdsFraction } from './told-fractions.ts'
import { isWholeOf } from './told-of-all.ts'
import type { Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * True for a word that in its place only tells how a value is reported: "only 28 (33%)", "made up 62%",
 * "lay between" a least and a greatest value, "of all subjects" beside a total, "not seen in any subject"
 * beside 0. Elsewhere the same words may say something of their own. Keys are stems.
 */
export function tellsOnly(
  text: string,
  token: Token,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  if (isBorneOutAround(text, token, paired) || isPoint(text, token, evidence)) return true
  const { key, range } = token
  const [before, after] = [text.slice(0, range.start), text.slice(range.end)]
  if (isOfNumber(key, before, after)) return true
  if (fractions.has(key)) return holdsFraction(text, range, paired, evidence)
  switch (key) {
    case 'lay':
    case 'lie':
      return /^\s+between\b/.test(after) && isOfRange(paired)
    case 'all':
      return (
        isOfAll(before, after, range.start, paired) || isAllOf(text, range.end, paired, evidence)
      )
    case 'ani':
      return /\bnot\b/i.test(before) && isZero(paired)
    case 'onc':
      return paired.some(({ claim }) => claim.quantity.decimal === '1')
    case 'share':
      return isPercentage(paired)
    case 'previous':
      return new Set(paired.map(({ value }) => value.period)).size > 1
    case 'quarter':
      return isOfQuarter(paired) || holdsFraction(text, range, paired, evidence)
    case 'concentr':
    case 'level':
      return paired.some(({ claim }) => claim.quantity.unit.includes('/'))
    default:
      return isHeldByTest(key, paired) || (leading.get(key)?.test(before) ?? false)
  }
}

/**
 * Right before a number they weigh it and say nothing of anybody else: "only 60 placebo patients", "exactly 60",
 * "as few as 28". "Only the 60 placebo patients" is told of the others.
 */
function isOfNumber(key: string, before: string, after: string): boolean {
  if (weighing.has(key)) return /^\s+\d/.test(after) || isOfMeasure(after)
  return /^(?:few|mani)$/.test(key) && /\bas\s+$/i.test(before) && /^\s+as\s+\d/.test(after)
}

/** "Rose only by 3.5 points"; "only in 4 subjects" says that nobody else did. */
function isOfMeasure(after: string): boolean {
  const counted = /^\s+(?:by|for)\s+\d[\d.,]*(.*)$/is.exec(after)?.[1]
  return counted !== undefined && !whom.test(counted)
}

const weighing: ReadonlySet<string> = new Set(['onli', 'just', 'mere', 'exact', 'precis'])

/** "The groups were balanced" is what a p-value is told of, and judged by it. */
function isHeldByTest(key: string, paired: readonly PairedValue[]): boolean {
  return (
    /^(?:un|im)?balanc$/.test(key) && paired.some(({ value }) => value.headers.some(isPValueHead))
  )
}

/** What has to stand before a word so that it tells nothing. */
const leading: ReadonlyMap<string, RegExp> = new Map([
  ['up', /\b(?:make|makes|made)\s+$/i],
  ['time', /\d\s+$/],
  // the row says how severe it is, and the study of what
  ['diseas', /\b(?:mild|moderate|severe)\s+$/i],
])

const fractions: ReadonlySet<string> = new Set(['half', 'third', 'major'])

/** "The share of pupils was 55.0%"; a share of a company has no percentage. */
function isPercentage(paired: readonly PairedValue[]): boolean {
  return paired.length > 0 && paired.every(({ claim }) => claim.quantity.unit === '%')
}

/** "All subjects stopped" is told of no total, and "4% of all terminations" of another one. */
function isOfAll(
  before: string,
  after: string,
  start: number,
  paired: readonly PairedValue[],
): boolean {
  const isOfThem = /\b(?:of|among)\s+$/i.test(before) && whom.test(after)
  return (
    ((isOfThem || /\b(?:over|across|in)\s+$/i.test(before)) && isOfTotal(start, paired)) ||
    /\b(?:\p{L}+est|most|least|half|third|quarter|majority)\s+of\s+$/iu.test(before) ||
    isWhole(paired)
  )
}

/** "All 86 patients on placebo" of a group of 86. */
function isAllOf(
  text: string,
  end: number,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  const own = paired.find(({ claim }) => claim.range.start >= end)
  return (
    own !== undefined &&
    /^\s+(?:of\s+)?(?:the\s+)?$/i.test(text.slice(end, own.claim.range.start)) &&
    isWholeOf(own, evidence)
  )
}

const whom =
  /^\s+(?:of\s+)?(?:the\s+)?(?:\d+\s+)?(?:subjects|patients|participants|people|persons)\b/i

/** Points are of a scale that has no other unit. */
function isPoint(text: string, { key, range }: Token, evidence: readonly ClaimEvidence[]): boolean {
  const isBehind = key === 'point' && /\d\s+$/.test(text.slice(0, range.start))
  return isBehind && evidence.every((one) => !hasUnit(one))
}

function hasUnit({ cell, context }: ClaimEvidence): boolean {
  const heads = [...(cell?.headers ?? []), context.split('\n')[0] ?? '']
  return heads.some((head) =>
    Array.from(head.matchAll(/\(([^()]+)\)/g), ([, inside = '']) => inside).some(
      (inside) => inside === '%' || findUnit(inside.trim()) !== undefined,
    ),
  )
}

/** "In the same quarter", "the weakest quarter". */
function isOfQuarter(paired: readonly PairedValue[]): boolean {
  return paired.some(({ value }) => /-Q\d$/.test(value.period))
}

/** "All 198 samples complied (100.0%)". */
function isWhole(paired: readonly PairedValue[]): boolean {
  return paired.some(
    ({ claim: { quantity } }) => quantity.decimal === '100' && quantity.unit === '%',
  )
}

function isZero(paired: readonly PairedValue[]): boolean {
  return paired.length > 0 && paired.every(({ claim }) => claim.quantity.decimal === '0')
}

/** The value before it, or else the next one, is of all groups together. */
function isOfTotal(start: number, paired: readonly PairedValue[]): boolean {
  const own = paired.findLast(({ claim }) => claim.range.end <= start) ?? paired[0]
  return own?.value.headers.some((head) => /^(?:total|all|overall)\b/i.test(head)) ?? false
}

function isOfRange(paired: readonly PairedValue[]): boolean {
  return [/^min(?:imum)?\.?$/i, /^max(?:imum)?\.?$/i].every((name) =>
    paired.some(({ value }) => value.headers.some((head) => name.test(head))),
  )
}

/**
 * Words, as stems, that a cell's own head or part abbreviates. In a cell "Mean (SD)" they are of its
 * second value alone, so that this head spells nothing out.
 */
export function spellOutHeads(evidence: readonly ClaimEvidence[]): readonly string[] {
  return evidence.flatMap(({ cell }) => {
    if (!cell) return []
    const { rowPath, columnPath, part } = cell.reference
    const own = [rowPath.at(-1), columnPath.at(-1), part]
    return own.flatMap((head) => spelledOut.get(head?.toLowerCase().replace(/\.$/, '') ?? '') ?? [])
  })
}

const spelledOut: ReadonlyMap<string, readonly string[]> = new Map([
  ['sd', ['standard', 'deviat']],
  ['std', ['standard', 'deviat']],
  ['se', ['standard', 'error']],
  ['sem', ['standard', 'error']],
  ['95% ci', ['confid', 'interval']],
  ['90% ci', ['confid', 'interval']],
])
