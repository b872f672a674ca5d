import { shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { createRandom } from '../random.ts'
import type { Case, EditedDocument } from './cases.ts'
import { applyChanges, type Change, type Put } from './edited-text.ts'
import { editBeside } from './edits.ts'
import type { BenchText } from './texts.ts'
import { inventWords, listWords, pick, retypeWord, type Random } from './words.ts'

/** Two sentences that differ in a word or two; `far`, `other`: places elsewhere, for what is moved. */
type Pair = {
  readonly first: TextRange
  readonly second: TextRange
  readonly far: number
  readonly other: number
}

/** By name: both are moved in one edit, or one is and the other is gone, or written anew. */
const moves: Readonly<Record<string, (text: string, pair: Pair, random: Random) => Change[]>> = {
  'twins swapped': (text, { first, second }) => [
    { ...first, put: [keep(text, second)] },
    { ...second, put: [keep(text, first)] },
  ],
  'twins swapped, one retyped': (text, { first, second }, random) => [
    { ...first, put: [keep(text, second)] },
    { ...second, put: keepRetyped(text, first, random) },
  ],
  'first twin deleted': (_text, { first }) => [take(first)],
  'second twin deleted': (_text, { second }) => [take(second)],
  'first twin deleted, the other in its place': (text, { first, second }) => [
    { ...first, put: [keep(text, second)] },
    take(second),
  ],
  'second twin deleted, the other in its place': (text, { first, second }) => [
    take(first),
    { ...second, put: [keep(text, first)] },
  ],
  'first twin deleted, the other far': (text, { first, second, far }) => [
    take(first),
    take(second),
    put(far, keep(text, second), add(' ')),
  ],
  'first twin far': (text, { first, far }) => [take(first), put(far, keep(text, first), add(' '))],
  'second twin far': (text, { second, far }) => [
    take(second),
    put(far, keep(text, second), add(' ')),
  ],
  'first twin far, the other retyped': (text, { first, second, far }, random) => [
    take(first),
    { ...second, put: keepRetyped(text, second, random) },
    put(far, keep(text, first), add(' ')),
  ],
  'both twins far': (text, { first, second, far }) => [
    take(first),
    take(second),
    put(far, keep(text, first), add(' '), keep(text, second), add(' ')),
  ],
  'both twins far, swapped': (text, { first, second, far }) => [
    take(first),
    take(second),
    put(far, keep(text, second), add(' '), keep(text, first), add(' ')),
  ],
  'both twins far, apart': (text, { first, second, far, other }) => [
    take(first),
    take(second),
    put(far, keep(text, first), add(' ')),
    put(other, keep(text, second), add(' ')),
  ],
}

/** Pairs that each document is given, and no more. */
const mostPairs = 13

/** Real documents, into which near twins of their own sentences are put before they are edited. */
export function moveTwins(source: BenchText, seed: number): EditedDocument {
  const random = createRandom(seed)
  const { planted, pairs } = plantTwins(source, random)
  const kinds = Object.keys(moves)
  const changes: Change[] = []
  const cases: Case[] = []
  for (const [at, pair] of pairs.entries()) {
    const kind = kinds[(at + seed) % kinds.length] ?? ''
    const own = moves[kind]?.(planted.text, pair, random) ?? []
    changes.push(...own, ...changeBeside(planted.text, pair, random, own))
    for (const target of [pair.first, pair.second])
      cases.push({ id: `${source.name}/${seed}/${at}/${cases.length % 2}`, kind, target })
  }
  return { source: planted, edited: applyChanges(planted.text, changes), cases }
}

/** Units around a pair that its own edits alone may touch. */
const zoneSides = 300

type Planted = { readonly planted: BenchText; readonly pairs: readonly Pair[] }

function plantTwins({ name, text, places }: BenchText, random: Random): Planted {
  const plants: { readonly first: TextRange; readonly at: number; readonly twin: string }[] = []
  const far: number[] = []
  const taken: TextRange[] = []
  const isFree = (range: TextRange) =>
    taken.every((one) => range.end < one.start || one.end < range.start)
  for (let attempt = 0; attempt < 40 * mostPairs && plants.length < mostPairs; attempt++) {
    const at = Math.floor(random() * places.length)
    const first = places[at]
    const beside = places[at + Math.floor(random() * 3)]
    const [to, other] = [pick(random, places)?.start ?? 0, pick(random, places)?.start ?? 0]
    const twin = first && createTwin(text, first, random)
    if (!first || !beside || !twin || beside.end - first.end > zoneSides / 2) continue
    const zone = { start: first.start - zoneSides, end: beside.end + zoneSides }
    const ends = [to, other].map((start) => ({ start, end: start + 1 }))
    if (Math.abs(to - other) < 2 || ends.some((end) => !isFree(end) || overlaps(zone, end)))
      continue
    if (!isFree(zone)) continue
    taken.push(zone, ...ends)
    plants.push({ first, at: beside.end, twin: `${random() < 0.6 ? ' ' : '\n'}${twin}` })
    far.push(to, other)
  }
  const moved = (offset: number) =>
    plants.reduce((sum, plant) => (plant.at <= offset ? sum + plant.twin.length : sum), offset)
  const move = (range: TextRange) => shiftRange(range, moved(range.start) - range.start)
  const pairs = plants.map(({ first, at, twin }, ordinal) => ({
    first: move(first),
    second: { start: moved(at) - twin.length + 1, end: moved(at) },
    far: moved(far[2 * ordinal] ?? 0),
    other: moved(far[2 * ordinal + 1] ?? 0),
  }))
  const inserted = plants.map(({ at, twin }) => put(at, add(twin)))
  const planted = { name, text: applyChanges(text, inserted).text, places: places.map(move) }
  return { planted, pairs }
}

function overlaps(zone: TextRange, { start, end }: TextRange): boolean {
  return start <= zone.end && end >= zone.start
}

/** The sentence with one or two of its words changed; a number rather than a word. */
function createTwin(text: string, range: TextRange, random: Random): string | undefined {
  const words = listWords(text, range)
  if (words.length < 4 || sliceRange(text, range).includes('\n')) return undefined
  const numbers = words.filter((word) => /\d/.test(sliceRange(text, word)))
  const chosen = new Set([
    pick(random, numbers.length > 0 ? numbers : words),
    ...(random() < 0.6 ? [pick(random, words)] : []),
  ])
  const changes = [...chosen].flatMap((word) => {
    if (!word) return []
    const spelled = sliceRange(text, word)
    const anew = /\d/.test(spelled)
      ? retypeWord(random, text, spelled)
      : inventWords(random, text, 1)
    return [put(word.start, add(anew), word.end)]
  })
  const { text: all } = applyChanges(text, changes)
  const twin = all.slice(range.start, range.end + all.length - text.length)
  return twin === sliceRange(text, range) ? undefined : twin
}

/** Beside the first twin, so often as other edits have it: in half of all cases nothing. */
function changeBeside(
  text: string,
  { first, second, far }: Pair,
  random: Random,
  own: readonly Change[],
): readonly Change[] {
  const zone = { start: Math.max(0, first.start - zoneSides), end: second.end + 150 }
  const target = { start: first.start, end: second.end }
  return editBeside({ random, text, target, zone, far }).filter((change) =>
    own.every((one) => change.end < one.start || one.end < change.start),
  )
}

function keepRetyped(text: string, range: TextRange, random: Random): readonly Put[] {
  const word = pick(random, listWords(text, range))
  if (!word) return [keep(text, range)]
  return [
    keep(text, { start: range.start, end: word.start }),
    { text: retypeWord(random, text, sliceRange(text, word)), how: 'retyped', from: word.start },
    keep(text, { start: word.end, end: range.end }),
  ]
}

function take(range: TextRange): Change {
  return { ...range, put: [] }
}

function put(start: number, ...parts: readonly (Put | number)[]): Change {
  const end = parts.find((part) => typeof part === 'number') ?? start
  return { start, end, put: parts.filter((part) => typeof part !== 'number') }
}

function keep(text: string, range: TextRange): Put {
  return { text: sliceRange(text, range), how: 'kept', from: range.start }
}

function add(text: string): Put {
  return { text, how: 'added', from: -1 }
}
