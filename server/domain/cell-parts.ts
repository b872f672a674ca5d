import { cellParts, type CellPart } from '../../shared/model/citation.ts'
import type { TextRange } from '../../shared/text/range.ts'

/** The names that lead to a cell, outermost first. */
export type CellHeads = {
  readonly rowPath: readonly string[]
  readonly columnPath: readonly string[]
}

/**
 * Ranges in the cell's own text of the parts that it has; `whole` always is one. The form tells
 * most ("8 (  9%)" has count and percent); what the numbers of "24.1 (12.19)" or "75.1" are, only
 * the heads of its row and column say, the row's own first, then the column's, then the groups'.
 */
export function listCellParts(text: string, heads: CellHeads): ReadonlyMap<CellPart, TextRange> {
  const shape = readShape(text)
  const parts: Parts = shape ? findParts(shape, heads) : findBareRange(text, heads)
  const found = new Map<CellPart, TextRange>([['whole', { start: 0, end: text.length }]])
  for (const part of cellParts) {
    const range = parts[part]
    if (range) found.set(part, range)
  }
  return found
}

/** The statistics that a head names: mean and sd for "Mean (SD)"; none for "Male". */
export function listNamedParts(head: string): ReadonlySet<CellPart> {
  return new Set(
    statisticHeads.flatMap(([words, statistics]) => (words.test(head) ? statistics : [])),
  )
}

export function isPValueHead(head: string): boolean {
  return /\bp\s*-?\s*val(?:ue)?s?\b|^p$/i.test(head)
}

type Parts = Partial<Record<CellPart, TextRange>>

/** What a cell looks like: a number, others in brackets, or both; percent signs are in the ranges. */
type Shape = {
  readonly text: string
  readonly lone: TextRange | undefined
  readonly first: TextRange | undefined
  readonly second: TextRange | undefined
  readonly percent: 'none' | 'lone' | 'inside'
}

/** A value is short; a long text of blanks would make the pattern slow. */
const longestValue = 80

const number = '[-+−–]?(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+)'
const bounded = `[<>≤≥]?\\s*${number}`
/** Marks of notes; readers write raised ones as superscript digits and letters. */
const marks = '\\s*[*†‡#⁰¹²³⁴-⁹\\p{Lm}]*\\s*'

/** "12", "0.007*", "<.0001", "12 (14.0%)", "24.1 (12.19)", "21.0 (5;61)", "(-2.6;1.4)", "[26]", "9%". */
const pattern = new RegExp(
  `^(${bounded})?\\s*(%)?${marks}` +
    `(?:[([]\\s*(${bounded})\\s*(%)?\\s*(?:(?:;|,|to|-|–)\\s*(${number})\\s*)?[)\\]])?${marks}$`,
  'du',
)

function readShape(text: string): Shape | undefined {
  const match = text.length > longestValue ? null : pattern.exec(text)
  if (!match?.indices || text.trim() === '') return undefined
  const [, lone, loneSign, first, firstSign, second] = match.indices
  return {
    text,
    lone: toRange(lone, loneSign),
    first: toRange(first, firstSign),
    second: toRange(second, undefined),
    percent: loneSign ? 'lone' : firstSign ? 'inside' : 'none',
  }
}

function toRange(
  value: [number, number] | undefined,
  sign: [number, number] | undefined,
): TextRange | undefined {
  return value && { start: value[0], end: sign?.[1] ?? value[1] }
}

function findParts(shape: Shape, heads: CellHeads): Parts {
  const { lone, first, second, percent } = shape
  const isCount = percent !== 'none' || nearest(heads).some((head) => head.includes('%'))
  if (isCount && !second) return countParts(shape)
  const statistics = findStatistics(heads)
  if (first && second) return rangeParts(lone, first, second, statistics)
  if (lone && first) {
    return { ...named(statistics, 'mean', lone), ...named(statistics, 'sd', first) }
  }
  return lone ? loneParts(lone, shape.text, heads, statistics) : { count: first, n: first }
}

/** "8 (9%)", "9% (8)", "9%", "0". */
function countParts({ lone, first, percent }: Shape): Parts {
  if (percent === 'lone') return { percent: lone, count: first, n: first }
  return { count: lone, n: lone, percent: first }
}

function rangeParts(
  lone: TextRange | undefined,
  first: TextRange,
  second: TextRange,
  statistics: ReadonlySet<CellPart>,
): Parts {
  const isInterval = statistics.has('lower') || (!statistics.has('min') && !lone)
  return {
    ...(lone && named(statistics, 'mean', lone)),
    ...(lone && named(statistics, 'median', lone)),
    ...(statistics.has('min') ? { min: first, max: second } : {}),
    ...(isInterval ? { lower: first, upper: second } : {}),
  }
}

const bareRange = new RegExp(`^(${number})\\s*(?:,\\s|;|to\\s|-|–)\\s*(${number})$`, 'd')

/** "29.0, 73.0" is a range where the heads say so; elsewhere it is two numbers. */
function findBareRange(text: string, heads: CellHeads): Parts {
  const match = text.length > longestValue ? null : bareRange.exec(text)
  const first = toRange(match?.indices?.[1], undefined)
  const second = toRange(match?.indices?.[2], undefined)
  const statistics = findStatistics(heads)
  const isRange = statistics.has('min') || statistics.has('lower')
  return first && second && isRange ? rangeParts(undefined, first, second, statistics) : {}
}

/** One number is what its heads call it; a whole number that they don't name is a count. */
function loneParts(
  lone: TextRange,
  text: string,
  heads: CellHeads,
  statistics: ReadonlySet<CellPart>,
): Parts {
  const [statistic] = statistics
  if (nearest(heads).some(isPValueHead)) return { p: lone }
  if (statistic === 'n') return { n: lone, count: lone }
  if (statistic) return { [statistic]: lone }
  const words = text.slice(lone.start, lone.end)
  if (/^[\d,]+$/.test(words)) return { count: lone, n: lone }
  return /^[<>≤≥]\s*[01]?\.\d+$/.test(words) ? { p: lone } : {}
}

function named(statistics: ReadonlySet<CellPart>, part: CellPart, range: TextRange): Parts {
  return statistics.has(part) ? { [part]: range } : {}
}

const statisticHeads: readonly (readonly [RegExp, readonly CellPart[]])[] = [
  [/\bmeans?\b/i, ['mean']],
  [/\b(?:sd|std|s\.d\.|standard deviation)(?!\p{L})/iu, ['sd']],
  [/\bmed(?:ian)?\b/i, ['median']],
  [/\bmin(?:imum)?\b/i, ['min']],
  [/\bmax(?:imum)?\b/i, ['max']],
  [/\brange\b/i, ['min', 'max']],
  [/\b(?:ci|confidence (?:interval|limit)s?|c\.i\.)(?!\p{L})/iu, ['lower', 'upper']],
  [/\b(?:lower|lcl)\b/i, ['lower']],
  [/\b(?:upper|ucl)\b/i, ['upper']],
  [/^nc?$/i, ['n']],
]

/** Those that the nearest head names that names any. */
function findStatistics(heads: CellHeads): ReadonlySet<CellPart> {
  for (const head of [...nearest(heads), ...heads.rowPath.slice(0, -1).toReversed()]) {
    const parts = listNamedParts(head)
    if (parts.size > 0) return parts
  }
  return new Set()
}

/** Without the row's groups: "Diff of LS Means" below "p-value" is no p-value. */
function nearest({ rowPath, columnPath }: CellHeads): readonly string[] {
  return [...rowPath.slice(-1), ...columnPath.toReversed()]
}
