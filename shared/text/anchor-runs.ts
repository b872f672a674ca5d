import { isHeldWhole } from './anchor-ends.ts'
import type { Placed } from './anchor-windows.ts'
import type { WordIndex } from './anchor-words.ts'
import type { Pattern } from './surroundings.ts'

/**
 * An end of the quote, far from the rest, that its neighbour does not hold, or a part that goes on as the
 * quote does where another part was found: it may be other words.
 */
export function hasLooseEnd(
  text: WordIndex,
  pattern: Pattern,
  { fellows }: Placed,
  matched: readonly number[],
): boolean {
  const { weights, own } = pattern
  const runs = listRuns(fellows, matched)
  const [head, tail] = [runs[0], runs.at(-1)]
  if (runs.length < 2 || !head || !tail) return false
  const weigh = (run: readonly number[]) => run.reduce((sum, at) => sum + (weights[at] ?? 0), 0)
  const end = own.end - 1
  const isHead = head[0] === own.start && isBesideItsNeighbour(pattern, fellows, own.start, -1)
  const isTail = tail.at(-1) === end && isBesideItsNeighbour(pattern, fellows, end, 1)
  const hasMoved = takesInMoved(text, pattern, fellows, matched)
  const isLoose = (run: readonly number[], isHeld: boolean) =>
    weigh(run) < leastPart && !(isHeld && hasWord(pattern, run) && !hasMoved)
  const isTorn = isHeldWhole(pattern, fellows) && !hasMoved
  return (
    (!isTorn && (isLoose(head, isHead) || isLoose(tail, isTail))) ||
    runs.slice(1).some(([first = 0]) => goesOn(text, pattern, fellows, first, -1)) ||
    runs.slice(0, -1).some((run) => goesOn(text, pattern, fellows, run.at(-1) ?? 0, 1))
  )
}

/** What stood beside an end stands there, or, where a word was typed anew in its place, the word that stood next. */
function isBesideItsNeighbour(
  pattern: Pattern,
  fellows: Int32Array,
  at: number,
  step: -1 | 1,
): boolean {
  const away = (fellows[at + step] ?? -1) < 0 ? 2 : 1
  const isThere = fellows[at + step * away] === (fellows[at] ?? 0) + step * away
  return isThere && (away === 1 || hasWord(pattern, [at + step * away]))
}

/** Figures alone may be those of a neighbour that was renumbered. */
function hasWord({ words }: Pattern, run: readonly number[]): boolean {
  return run.some((at) => /\p{L}{3}/u.test(words[at] ?? ''))
}

/** True where a few words in a row that stood around the quote, and stand there no more, stand between its own now. */
function takesInMoved(
  text: WordIndex,
  { words, own }: Pattern,
  fellows: Int32Array,
  matched: readonly number[],
): boolean {
  const [start, end] = [fellows[matched[0] ?? -1] ?? 0, fellows[matched.at(-1) ?? -1] ?? 0]
  const taken = new Set(fellows)
  const few = [0, 1, 2]
  const there = new Set<string>()
  for (let at = start + 1; at + few.length <= end; at++) {
    const isFree = few.every((away) => !taken.has(at + away))
    if (isFree) there.add(few.map((away) => text.words[at + away]).join(' '))
  }
  const isGone = (at: number) => (at < own.start || at >= own.end) && (fellows[at] ?? 0) < 0
  return (
    there.size > 0 &&
    words.some((_, at) => {
      const isAllGone = few.every((away) => isGone(at + away))
      return isAllGone && there.has(few.map((away) => words[at + away]).join(' '))
    })
  )
}

/** True where a long word of the quote stands at its distance beside the pair, though it was found elsewhere. */
function goesOn(
  text: WordIndex,
  { words, own }: Pattern,
  fellows: Int32Array,
  at: number,
  step: 1 | -1,
): boolean {
  for (let away = 1; away <= mostBeside; away++) {
    const ordinal = at + step * away
    if (ordinal < own.start || ordinal >= own.end) return false
    const word = words[ordinal] ?? ''
    const place = (fellows[at] ?? 0) + step * away
    if (word.length > 3 && (fellows[ordinal] ?? -1) >= 0 && text.words[place] === word)
      return fellows[ordinal] !== place
  }
  return false
}

const mostBeside = 4

/** What an end must have to count though it stands apart: long words, in hundredths. */
const leastPart = 250

/** More words than this between two of the quote's keep them apart. */
const mostBetween = 3

function listRuns(fellows: Int32Array, matched: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const at of matched) {
    const run = runs.at(-1)
    const prior = run?.at(-1)
    const isNext =
      prior !== undefined &&
      (fellows[at] ?? 0) - (fellows[prior] ?? 0) - (at - prior) <= mostBetween
    if (run && isNext) run.push(at)
    else runs.push([at])
  }
  return runs
}
