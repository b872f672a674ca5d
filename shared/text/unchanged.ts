import { occursOnce } from './occurrences.ts'
import { containsRange, shiftRange, type TextRange } from './range.ts'

/**
 * Tells where a range of a text stands in its edited form, if it lies among lines that stand there in
 * the same order, word for word, between lines that stand once in either text; or in a single changed
 * line, in a cell of a row or on one side of what was changed. Undefined for the lines next to lines that
 * were put in, as many as those are: they may be the copies of what was changed then; and for lines of a
 * list all of which may have been renumbered.
 */
export function createUnchangedFinder(
  from: string,
  to: string,
): (range: TextRange) => TextRange | undefined {
  const [older, newer] = [splitLines(from), splitLines(to)]
  const runs = listRuns(older, newer)
  const isKnown = (run: Run) => !mayBeRenumbered(older, newer, run, runs)
  const spans = runs.flatMap((run) =>
    'parts' in run ? run.parts : isKnown(run) ? (toSpan(older, newer, run) ?? []) : [],
  )
  return (range) => {
    const span = spans[findLast(spans, range.start)]
    if (!span || !containsRange(span.from, range)) return undefined
    const words = from.slice(range.start, range.end)
    const isAlone = (span.lines ?? []).every((line) => occursOnce(line, words))
    return isAlone ? shiftRange(range, span.by) : undefined
  }
}

export type Lines = { readonly texts: readonly string[]; readonly starts: readonly number[] }

/** A line of both texts, by its ordinals. */
export type Pair = { readonly old: number; readonly new: number }

/** Lines of both texts from `first` to `last`, each the same as its fellow. */
type Run = { first: Pair; last: Pair }

/** `lines`: where words have to stand once to be these. */
type Span = {
  readonly from: TextRange
  readonly by: number
  readonly lines?: readonly string[]
}

export function splitLines(text: string): Lines {
  const texts = text.split('\n')
  const starts: number[] = []
  let at = 0
  for (const line of texts) {
    starts.push(at)
    at += line.length + 1
  }
  return { texts, starts }
}

/** Runs and changed rows in order; as many lines as came in between are cut off from the runs' ends. */
function listRuns(older: Lines, newer: Lines): (Run | { readonly parts: readonly Span[] })[] {
  const ends = { old: older.texts.length, new: newer.texts.length }
  const pairs = [...listRising(listUnique(older.texts, newer.texts)), ends]
  const runs: (Run | { readonly parts: readonly Span[] })[] = []
  let open: Run = { first: { old: -1, new: -1 }, last: { old: -1, new: -1 } }
  for (const pair of pairs) {
    if (isUnbroken(older, newer, open.last, pair)) {
      open.last = pair
      continue
    }
    const gap = { old: pair.old - open.last.old - 1, new: pair.new - open.last.new - 1 }
    const added = Math.max(0, gap.new - gap.old)
    runs.push({ first: open.first, last: move(open.last, -added) })
    if (gap.old === 1 && gap.new === 1) {
      runs.push({ parts: listSameParts(older, newer, move(open.last, 1)) })
    }
    open = { first: move(pair, added), last: pair }
  }
  runs.push(open)
  return runs
}

/**
 * True where the lines before the run and those behind it stand where they stood, seen from each other, and those
 * of the run do not, where their places have the same lines but for figures: each may have those of another now.
 */
function mayBeRenumbered(
  older: Lines,
  newer: Lines,
  { first, last }: Run,
  runs: readonly (Run | { readonly parts: readonly Span[] })[],
): boolean {
  const plain = runs.filter((run) => 'first' in run)
  const at = plain.findIndex((run) => run.first === first)
  const [before, after] = [plain[at - 1], plain[at + 1]]
  const shift = (run: Run) => run.first.new - run.first.old
  if (!before || !after || shift(before) !== shift(after)) return false
  if (shift(before) === first.new - first.old) return false
  for (let old = first.old; old <= last.old; old++) {
    const there = newer.texts[old + shift(before)]
    if (there !== undefined && withoutFigures(there) === withoutFigures(older.texts[old] ?? ''))
      return true
  }
  return false
}

function withoutFigures(line: string): string {
  return line.replace(/\d+/g, '0')
}

function move(pair: Pair, by: number): Pair {
  return { old: pair.old + by, new: pair.new + by }
}

function listSameParts(older: Lines, newer: Lines, pair: Pair): Span[] {
  const isRow = older.texts[pair.old]?.includes('\t') === true
  return (isRow ? listSameCells : listSameEnds)(older, newer, pair)
}

/**
 * What a line has before and behind its change, but for the words next to that: they may be a part of it.
 * None where little of the line is left, or where one of both stands in the other text: it was moved.
 */
function listSameEnds(older: Lines, newer: Lines, pair: Pair): Span[] {
  const lines = [older.texts[pair.old] ?? '', newer.texts[pair.new] ?? ''] as const
  const [line, other] = lines
  if (newer.texts.includes(line) || older.texts.includes(other)) return []
  const ahead = measureSame(line, other)
  const behind = measureSame(reverse(line.slice(ahead)), reverse(other.slice(ahead)))
  if (2 * (ahead + behind) < Math.max(line.length, other.length)) return []
  const head = dropLastWord(line.slice(0, ahead)).length
  const tail = dropLastWord(reverse(line.slice(line.length - behind))).length
  const start = older.starts[pair.old] ?? 0
  const by = (newer.starts[pair.new] ?? 0) - start
  const end = start + line.length
  return [
    { from: { start, end: start + head }, by, lines },
    { from: { start: end - tail, end }, by: by + other.length - line.length, lines },
  ]
}

/** Code units that both begin with. */
function measureSame(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}

function reverse(text: string): string {
  return text.split('').reverse().join('')
}

/** Without the word that its end may cut, and the one before that. */
function dropLastWord(text: string): string {
  return /^(.*)\s\S+\s+\S*$/su.exec(text)?.[1] ?? ''
}

/** Cells of a row that has its first cell still, and most of the others. */
function listSameCells(older: Lines, newer: Lines, row: Pair): Span[] {
  const split = ({ texts, starts }: Lines, at: number) => {
    let start = starts[at] ?? 0
    return (texts[at] ?? '').split('\t').map((text) => {
      const cell = { text, start }
      start += text.length + 1
      return cell
    })
  }
  const [cells, others] = [split(older, row.old), split(newer, row.new)]
  const same = cells.flatMap(({ text, start }, column) => {
    const other = others[column]
    if (other?.text !== text) return []
    return [{ from: { start, end: start + text.length }, by: other.start - start }]
  })
  const isSameRow = cells[0]?.text === others[0]?.text && cells[0]?.text.trim() !== ''
  const isMost = cells.length === others.length && 2 * same.length > cells.length
  return isSameRow && isMost ? same : []
}

function isUnbroken(older: Lines, newer: Lines, from: Pair, to: Pair): boolean {
  const count = to.old - from.old
  if (to.new - from.new !== count) return false
  for (let at = 1; at < count; at++) {
    if (older.texts[from.old + at] !== newer.texts[from.new + at]) return false
  }
  return true
}

/** Lines that stand once in either text, in the order of the older one. */
export function listUnique(older: readonly string[], newer: readonly string[]): Pair[] {
  const places = placeOnce(newer)
  return [...placeOnce(older)].flatMap(([line, old]) => {
    const at = places.get(line) ?? -1
    return old >= 0 && at >= 0 && line.trim() !== '' ? [{ old, new: at }] : []
  })
}

/** -1 for what stands more than once. */
function placeOnce(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [at, line] of lines.entries()) places.set(line, places.has(line) ? -1 : at)
  return places
}

/** The longest part of the pairs that keeps the order of both texts (patience sorting). */
export function listRising(pairs: readonly Pair[]): Pair[] {
  const piles: number[] = []
  const before: number[] = []
  for (const [index, pair] of pairs.entries()) {
    let [low, high] = [0, piles.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[piles[middle] ?? 0]?.new ?? 0) < pair.new) low = middle + 1
      else high = middle
    }
    before[index] = piles[low - 1] ?? -1
    piles[low] = index
  }
  const rising: Pair[] = []
  for (let at = piles.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at]
    if (pair) rising.push(pair)
  }
  return rising.reverse()
}

/** Undefined where nothing is left of a run. */
function toSpan(older: Lines, newer: Lines, { first, last }: Run): Span | undefined {
  const [top, bottom] = [Math.max(0, first.old), Math.min(older.texts.length - 1, last.old)]
  const start = older.starts[top]
  const end = (older.starts[bottom] ?? 0) + (older.texts[bottom]?.length ?? 0)
  const there = newer.starts[first.new + top - first.old]
  if (bottom < top || start === undefined || there === undefined) return undefined
  return { from: { start, end }, by: there - start }
}

/** Ordinal of the last span that begins at the offset or before it; -1 without one. */
function findLast(spans: readonly Span[], offset: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.from.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
