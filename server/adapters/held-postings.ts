import type { CandidatePassage, CandidateSet, FieldCounts } from '../domain/candidates.ts'

/** JSON of one SourceText's rows, as the index stores them. */
export type StoredPostings = {
  readonly passages: readonly { readonly ordinal: number; readonly lengths: string }[]
  readonly terms: readonly { readonly term: string; readonly postings: string }[]
}

/** In a passage: its place among the text's evidence, then how often the term stands in each field. */
export type Posting = readonly [ordinal: number, ...counts: FieldCounts]

/** One SourceText's postings, packed: a workspace of ten thousand pages has millions of them. */
export type HeldPostings = {
  readonly ordinals: readonly number[]
  readonly lengths: ReadonlyMap<number, FieldCounts>
  readonly totals: FieldCounts
  readonly termRanges: ReadonlyMap<string, readonly [start: number, end: number]>
  /** Five numbers a posting. */
  readonly numbers: Uint32Array
}

export function packPostings({ passages, terms }: StoredPostings): HeldPostings {
  const lengths = new Map(
    passages.map(({ ordinal, lengths }) => [ordinal, JSON.parse(lengths) as FieldCounts]),
  )
  const numbers: number[] = []
  const termRanges = new Map<string, readonly [number, number]>()
  for (const { term, postings } of terms) {
    const start = numbers.length
    for (const posting of JSON.parse(postings) as Posting[]) numbers.push(...posting)
    termRanges.set(term, [start, numbers.length])
  }
  return {
    ordinals: [...lengths.keys()].sort((a, b) => a - b),
    lengths,
    totals: sumFields([...lengths.values()]),
    termRanges,
    numbers: Uint32Array.from(numbers),
  }
}

/** The passages that hold any of the terms, with the statistics of exactly these texts. */
export function gatherCandidates(
  terms: readonly string[],
  texts: readonly (readonly [sourceTextId: string, held: HeldPostings])[],
): CandidateSet {
  const documentFrequencies = new Map<string, number>()
  const candidates = texts.flatMap(([sourceTextId, held]) =>
    listCandidates(terms, sourceTextId, held, documentFrequencies),
  )
  const passageCount = texts.reduce((sum, [, { ordinals }]) => sum + ordinals.length, 0)
  const totals = sumFields(texts.map(([, held]) => held.totals))
  const average = (field: 0 | 1 | 2 | 3) => totals[field] / Math.max(1, passageCount)
  const averageLengths: FieldCounts = [average(0), average(1), average(2), average(3)]
  return { candidates, passageCount, averageLengths, documentFrequencies }
}

const numbersOfPosting = 5

function listCandidates(
  terms: readonly string[],
  sourceTextId: string,
  { lengths, ordinals, termRanges, numbers }: HeldPostings,
  documentFrequencies: Map<string, number>,
): CandidatePassage[] {
  const found = new Map<number, Map<string, FieldCounts>>()
  for (const term of terms) {
    const [start, end] = termRanges.get(term) ?? [0, 0]
    if (start === end) continue
    const count = (end - start) / numbersOfPosting
    documentFrequencies.set(term, (documentFrequencies.get(term) ?? 0) + count)
    for (let at = start; at < end; at += numbersOfPosting) {
      const number = (offset: number) => numbers[at + offset] ?? 0
      const own = found.get(number(0)) ?? new Map<string, FieldCounts>()
      found.set(number(0), own.set(term, [number(1), number(2), number(3), number(4)]))
    }
  }
  return ordinals.flatMap((ordinal) => {
    const frequencies = found.get(ordinal)
    const own = lengths.get(ordinal)
    return frequencies && own ? [{ sourceTextId, ordinal, lengths: own, frequencies }] : []
  })
}

function sumFields(all: readonly FieldCounts[]): FieldCounts {
  const sum: [number, number, number, number] = [0, 0, 0, 0]
  for (const counts of all) for (const field of [0, 1, 2, 3] as const) sum[field] += counts[field]
  return sum
}
