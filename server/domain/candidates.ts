/** One number a field of a passage that is searched apart (BM25F): token counts or frequencies. */
export type FieldCounts = readonly [body: number, heading: number, caption: number, header: number]

/** Evidence passages of exactly the searched SourceTexts, text behind text; a place is an index of these. */
export type SearchedPassages = {
  readonly sourceTextIds: readonly string[]
  /** Of each text the place of its first passage, rising, and behind them the count of all passages. */
  readonly firstPlaces: Uint32Array
  /** Of each passage its number in its SourceText, rising within a text. */
  readonly ordinals: Uint32Array
  /** Four token counts a passage, in the order of `FieldCounts`. */
  readonly lengths: Uint32Array
  readonly averageLengths: FieldCounts
}

/** Candidates with the statistics of exactly the searched SourceTexts (law 7). */
export type CandidateSet = {
  readonly terms: readonly string[]
  readonly passages: SearchedPassages
  /**
   * For each of the terms, in their order, `postingSize` numbers for each passage with the term: the
   * passage's place, rising, its `packCounts`, and its `packPlaces`.
   */
  readonly postings: readonly Uint32Array[]
}

/** Which of the texts has the passage at a place. */
export function findText({ firstPlaces }: SearchedPassages, place: number): number {
  // a text without passages begins where the next one does, which has the place
  return findFirst(firstPlaces, place + 1, 1) - 1
}

export const postingSize = 3

/** So many terms of a body share a bit of its `packPlaces`. */
const termsOfBit = 4

/** Where in a body a term stands: a bit for every four of its terms, the last for all that follow. */
export function packPlaces(places: readonly number[]): number {
  return (
    places.reduce((bits, at) => bits | (1 << Math.min(31, Math.floor(at / termsOfBit))), 0) >>> 0
  )
}

/** Where the posting of a passage begins in a term's numbers. */
export function findPosting(numbers: Uint32Array, place: number): number | undefined {
  const at = findPostingFrom(numbers, place)
  return numbers[at] === place ? at : undefined
}

/** Where the postings of a place and those behind it begin in a term's numbers. */
export function findPostingFrom(numbers: Uint32Array, place: number): number {
  return findFirst(numbers, place, postingSize) * postingSize
}

/** Field counts in one unsigned number; what is beyond a field's bits says no more than the most. */
export function packCounts([body, heading, caption, header]: FieldCounts): number {
  const rest =
    Math.min(heading, 31) | (Math.min(caption, 31) << 5) | (Math.min(header, mostOfHeader) << 10)
  return ((Math.min(body, mostOfBody) << 16) | rest) >>> 0
}

export function bodyCount(packed: number): number {
  return packed >>> 16
}

export function holdsBodyAlone(packed: number): boolean {
  return (packed & 0xffff) === 0
}

export function unpackCounts(packed: number): FieldCounts {
  return [packed >>> 16, packed & 31, (packed >>> 5) & 31, (packed >>> 10) & mostOfHeader]
}

/** Whether a passage holds a term in any field; true for terms that were not searched. */
export type HoldsTerm = (
  passage: { readonly sourceTextId: string; readonly ordinal: number },
  term: string,
) => boolean

export function createTermFinder({ terms, passages, postings }: CandidateSet): HoldsTerm {
  const indexes = new Map(terms.map((term, index) => [term, index]))
  const texts = new Map(passages.sourceTextIds.map((id, text) => [id, text]))
  return ({ sourceTextId, ordinal }, term) => {
    const index = indexes.get(term)
    if (index === undefined) return true
    const text = texts.get(sourceTextId)
    const place = text === undefined ? undefined : findPassage(passages, text, ordinal)
    const numbers = postings[index]
    return place !== undefined && numbers !== undefined && findPosting(numbers, place) !== undefined
  }
}

function findPassage(
  { firstPlaces, ordinals }: SearchedPassages,
  text: number,
  ordinal: number,
): number | undefined {
  const first = firstPlaces[text] ?? 0
  const place = findFirst(ordinals, ordinal, 1, first, firstPlaces[text + 1])
  return place < (firstPlaces[text + 1] ?? 0) && ordinals[place] === ordinal ? place : undefined
}

/** The first of every `step`-th of a list, which rise from `low` to before `high`, that is not below a number. */
function findFirst(
  list: Uint32Array,
  wanted: number,
  step: number,
  low = 0,
  high = list.length / step,
): number {
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle * step] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

const mostOfBody = 0xffff
const mostOfHeader = 0x3f
