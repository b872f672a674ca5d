import { alignSequences, keepRising, type IndexPair } from './align-sequences.ts'
import { createChanged, createGone, createNew, type Change, type Piece } from './change.ts'
import { measureLikeness } from './likeness.ts'

/**
 * What became of each sentence: the same words in the same order first, then the same words
 * elsewhere, then, among what is left between the same neighbours, sentences that have most words in
 * common. In order of the old text, what is new behind it in order of the new one.
 */
export function diffProse(old: readonly Piece[], now: readonly Piece[]): Change[] {
  const pairing = createPairing(old.length, now.length)
  const same = alignSequences(keysOf(old), keysOf(now))
  same.forEach(([from, to]) => pairing.pair(from, to))
  const moved = pairMoved(old, now, pairing)
  pairChanged(old, now, pairing)
  const isMoved = new Set(moved.map(([from]) => from))
  const known = old.map((piece, index): Change => {
    const other = now[pairing.newOf(index) ?? -1]
    if (!other) return createGone(piece)
    if (piece.key !== other.key) return createChanged(piece, other)
    return { state: isMoved.has(index) ? 'moved' : 'same', old: piece, new: other }
  })
  const added = now.filter((_, index) => pairing.oldOf(index) === undefined)
  return [...known, ...added.map(createNew)]
}

/** Share of words in common, in their order, from which two sentences are versions of one. */
const leastLikeness = 0.6

/** The same for the only sentence that lies between two neighbours, here as there. */
const leastLikenessAlone = 0.45

/** How far apart, counted within the gap between two neighbours, versions of one are looked for. */
const reach = 40

type Pairing = ReturnType<typeof createPairing>

function createPairing(oldLength: number, newLength: number) {
  const toNew = new Map<number, number>()
  const toOld = new Map<number, number>()
  return {
    oldLength,
    newLength,
    newOf: (index: number) => toNew.get(index),
    oldOf: (index: number) => toOld.get(index),
    /** In order of the old indexes. */
    list: (): IndexPair[] => [...toNew].sort(([a], [b]) => a - b),
    pair(from: number, to: number): boolean {
      if (toNew.has(from) || toOld.has(to)) return false
      toNew.set(from, to)
      toOld.set(to, from)
      return true
    },
  }
}

function keysOf(pieces: readonly Piece[]): string[] {
  return pieces.map(({ key }) => key)
}

function pairMoved(old: readonly Piece[], now: readonly Piece[], pairing: Pairing): IndexPair[] {
  const places = new Map<string, number[]>()
  now.forEach(({ key }, index) => {
    if (pairing.oldOf(index) !== undefined) return
    const known = places.get(key)
    if (known) known.push(index)
    else places.set(key, [index])
  })
  return old.flatMap(({ key }, index): IndexPair[] => {
    if (pairing.newOf(index) !== undefined) return []
    const to = places.get(key)?.shift()
    return to !== undefined && pairing.pair(index, to) ? [[index, to]] : []
  })
}

/** Headings first: below two headings that are not one, the same phrases speak of other things. */
function pairChanged(old: readonly Piece[], now: readonly Piece[], pairing: Pairing): void {
  const [oldHeadings, newHeadings] = [placeHeadings(old), placeHeadings(now)]
  const areHeadings: Fits = (from, to) => oldHeadings.isOne(from) && newHeadings.isOne(to)
  const areOfOneSection: Fits = (from, to) => {
    if (oldHeadings.isOne(from) || newHeadings.isOne(to)) return false
    const [above, other] = [oldHeadings.above(from), newHeadings.above(to)]
    return above === undefined ? other === undefined : pairing.newOf(above) === other
  }
  for (const fits of [areHeadings, areOfOneSection]) {
    pairLikest(old, now, pairing, listGaps(pairing), { least: leastLikeness, fits })
    const alone = listGapsOfOrder(pairing).filter(isAlone)
    pairLikest(old, now, pairing, alone, { least: leastLikenessAlone, fits })
  }
}

function isAlone(gap: Gap): boolean {
  return gap.old.length === 1 && gap.new.length === 1
}

type Fits = (from: number, to: number) => boolean

/** Which pieces are headings, and the index of the heading's piece above each. */
function placeHeadings(pieces: readonly Piece[]) {
  const blocks = new Set(pieces.map(({ heading }) => heading))
  const places = new Map<number, number>()
  for (const [index, { block }] of pieces.entries()) {
    if (blocks.has(block) && !places.has(block)) places.set(block, index)
  }
  return {
    isOne: (index: number) => blocks.has(pieces[index]?.block ?? -1),
    above: (index: number) => places.get(pieces[index]?.heading ?? -1),
  }
}

/** The likest first; of equally like ones the nearest. */
function pairLikest(
  old: readonly Piece[],
  now: readonly Piece[],
  pairing: Pairing,
  gaps: readonly Gap[],
  like: Like,
): void {
  const candidates = gaps.flatMap((gap) => listCandidates(old, now, gap, like))
  const ordered = candidates.toSorted((a, b) => b.likeness - a.likeness || a.distance - b.distance)
  for (const { from, to } of ordered) pairing.pair(from, to)
}

type Like = { readonly least: number; readonly fits: Fits }

type Gap = { readonly old: readonly number[]; readonly new: readonly number[] }

/**
 * Unpaired pieces between the same neighbours, or that share one neighbour: beside a sentence that
 * moved, too, since a paragraph may have been moved and changed.
 */
function listGaps(pairing: Pairing): Gap[] {
  const ends: IndexPair[] = [[-1, -1], ...pairing.list(), [pairing.oldLength, pairing.newLength]]
  const beside = ends.flatMap(([from, to]) => [
    createGap(pairing, from, to, 1),
    createGap(pairing, from, to, -1),
  ])
  return [...beside, ...listGapsOfOrder(pairing)]
}

function createGap(pairing: Pairing, from: number, to: number, step: 1 | -1): Gap {
  return {
    old: collectFree(from, step, pairing.oldLength, pairing.newOf),
    new: collectFree(to, step, pairing.newLength, pairing.oldOf),
  }
}

function collectFree(
  from: number,
  step: 1 | -1,
  length: number,
  partnerOf: (index: number) => number | undefined,
): number[] {
  const free: number[] = []
  for (let at = from + step; at >= 0 && at < length; at += step) {
    if (partnerOf(at) !== undefined) break
    free.push(at)
  }
  return free
}

/** Between two pairs that kept their order, whatever moved there from elsewhere. */
function listGapsOfOrder(pairing: Pairing): Gap[] {
  const fixed = [...keepRising(pairing.list()), [pairing.oldLength, pairing.newLength] as const]
  let [oldStart, newStart] = [0, 0]
  return fixed.map(([oldEnd, newEnd]) => {
    const gap = {
      old: listFree(oldStart, oldEnd, pairing.newOf),
      new: listFree(newStart, newEnd, pairing.oldOf),
    }
    ;[oldStart, newStart] = [oldEnd + 1, newEnd + 1]
    return gap
  })
}

function listFree(
  start: number,
  end: number,
  partnerOf: (index: number) => number | undefined,
): number[] {
  const all = Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index)
  return all.filter((index) => partnerOf(index) === undefined)
}

function listCandidates(
  old: readonly Piece[],
  now: readonly Piece[],
  gap: Gap,
  { least, fits }: Like,
) {
  return gap.old.flatMap((from, at) => {
    const first = Math.max(0, at - reach)
    return gap.new.slice(first, at + reach + 1).flatMap((to, index) => {
      const [a, b] = [old[from], now[to]]
      const likeness = a && b && fits(from, to) ? measureLikeness(a.tokens, b.tokens, least) : 0
      const distance = Math.abs(first + index - at)
      return likeness > 0 ? [{ from, to, likeness, distance }] : []
    })
  })
}
