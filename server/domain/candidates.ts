/** The fields of a passage that are searched apart (BM25F). */
export const searchFields = ['body', 'heading', 'caption', 'header'] as const

/** One number a field: token counts or frequencies, in the order of `searchFields`. */
export type FieldCounts = readonly [number, number, number, number]

/** Evidence passages of one SourceText, and where the searched terms stand in them. */
export type CandidateText = {
  readonly sourceTextId: string
  /** Of each passage its place in the SourceText, rising. */
  readonly ordinals: Uint32Array
  /** Four token counts a passage, in the order of `searchFields`. */
  readonly lengths: Uint32Array
  /**
   * For each searched term, in the order of the set's, `postingSize` numbers for each passage with the
   * term: the passage's index in `ordinals`, rising, its `packCounts`, and its `packPlaces`.
   */
  readonly postings: readonly Uint32Array[]
}

/** Candidates with the statistics of exactly the searched SourceTexts (law 7). */
export type CandidateSet = {
  readonly terms: readonly string[]
  readonly texts: readonly CandidateText[]
  readonly passageCount: number
  readonly averageLengths: FieldCounts
  /** In how many of the searched passages each term occurs. */
  readonly documentFrequencies: ReadonlyMap<string, number>
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
  return findPlace(numbers, place, postingSize)
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

export function createTermFinder({ terms, texts }: CandidateSet): HoldsTerm {
  const places = new Map(terms.map((term, index) => [term, index]))
  const byId = new Map(texts.map((text) => [text.sourceTextId, text]))
  return ({ sourceTextId, ordinal }, term) => {
    const index = places.get(term)
    if (index === undefined) return true
    const text = byId.get(sourceTextId)
    const place = text && findPlace(text.ordinals, ordinal, 1)
    const numbers = text?.postings[index]
    return place !== undefined && numbers !== undefined && findPosting(numbers, place) !== undefined
  }
}

/** Where a number stands among every `step`-th of a list, which rise. */
function findPlace(list: Uint32Array, wanted: number, step: number): number | undefined {
  let low = 0
  let high = list.length / step
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle * step] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return list[low * step] === wanted ? low * step : undefined
}

const mostOfBody = 0xffff
const mostOfHeader = 0x3f
