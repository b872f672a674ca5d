import type { PairedValue } from './cell-values.ts'
import { holdsFraction } from './told-fractions.ts'
import type { Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * True for a word that in its place only tells how a value is reported: "only 28 (33%)", "made up 62%",
 * "lay between" a least and a greatest value, "of all subjects" beside a total, "not seen in any subject"
 * beside 0, "because of" what heads call a reason, "from the study". Elsewhere the same words may say something of their own. Keys are stems.
 */
export function tellsOnly(
  text: string,
  { key, range }: Token,
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
): boolean {
  const place = {
    before: text.slice(0, range.start),
    after: text.slice(range.end),
    start: range.start,
    paired,
    isFraction: () => holdsFraction(text, range, paired, evidence),
  }
  return tellers.get(key)?.(place) ?? false
}

type WordInPlace = {
  readonly before: string
  readonly after: string
  readonly start: number
  readonly paired: readonly PairedValue[]
  readonly isFraction: () => boolean
}

const tellers: ReadonlyMap<string, (place: WordInPlace) => boolean> = new Map([
  ['onli', ({ after }) => /^\s+(?:(?:by|in|for|with)\s+)?\d/.test(after)],
  ['up', ({ before }) => /\b(?:make|makes|made)\s+$/i.test(before)],
  ['lay', isBetween],
  ['lie', isBetween],
  ['all', ({ before, start, paired }) => isOfAll(before, start, paired)],
  ['becaus', ({ paired }) => isOfReasons(paired)],
  ['due', ({ paired }) => isOfReasons(paired)],
  ['trial', ({ before }) => /\b(?:from|in)\s+(?:the|this)\s+$/i.test(before)],
  ['ani', ({ before, paired }) => /\bnot\b/i.test(before) && isZero(paired)],
  ['onc', ({ paired }) => paired.some(({ claim }) => claim.quantity.decimal === '1')],
  ['time', ({ before }) => /\d\s+$/.test(before)],
  ['previous', ({ paired }) => new Set(paired.map(({ value }) => value.period)).size > 1],
  ['quarter', ({ paired, isFraction }) => isOfQuarter(paired) || isFraction()],
  ['half', ({ isFraction }) => isFraction()],
  ['third', ({ isFraction }) => isFraction()],
  ['major', ({ isFraction }) => isFraction()],
  ['concentr', ({ paired }) => isOfConcentration(paired)],
  ['level', ({ paired }) => isOfConcentration(paired)],
])

function isBetween({ after, paired }: WordInPlace): boolean {
  return /^\s+between\b/.test(after) && isOfRange(paired)
}

function isOfConcentration(paired: readonly PairedValue[]): boolean {
  return paired.some(({ claim }) => claim.quantity.unit.includes('/'))
}

/** "All subjects stopped" is told of no total. */
function isOfAll(before: string, start: number, paired: readonly PairedValue[]): boolean {
  return (
    (/\b(?:of|over|among|across|in)\s+$/i.test(before) && isOfTotal(start, paired)) ||
    /\b(?:\p{L}+est|most|least|half|third|quarter|majority)\s+of\s+$/iu.test(before) ||
    isWhole(paired)
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

function isOfReasons(paired: readonly PairedValue[]): boolean {
  const isReason = (head: string) => /\breasons?\b|\bleading to\b|\bdue to\b/i.test(head)
  return paired.length > 0 && paired.every(({ value }) => value.headers.some(isReason))
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
