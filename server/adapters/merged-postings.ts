import {
  postingSize,
  type CandidateSet,
  type FieldCounts,
  type SearchedPassages,
} from '../domain/candidates.ts'
import { findTerm, hashTerm, type HeldPostings } from './held-postings.ts'

/**
 * The postings of texts that are searched together, a term's one behind the other. A workspace has
 * hundreds of texts, and to look into each of them for each term takes longer than to score the hits,
 * so that a term is merged when it is first asked for, and kept.
 */
export type MergedPostings = {
  readonly passages: SearchedPassages
  readonly texts: readonly HeldPostings[]
  readonly byTerm: Map<string, Uint32Array>
  /** Of `byTerm`, about. */
  bytes: number
}

export function mergeTexts(
  held: readonly (readonly [sourceTextId: string, held: HeldPostings])[],
): MergedPostings {
  const texts = held.map(([, one]) => one)
  const passages = {
    sourceTextIds: held.map(([id]) => id),
    firstPlaces: listFirstPlaces(texts),
    ordinals: join(texts.map(({ ordinals }) => ordinals)),
    lengths: join(texts.map(({ lengths }) => lengths)),
    averageLengths: averageLengths(texts),
  }
  return { passages, texts, byTerm: new Map(), bytes: 0 }
}

/** The passages of these texts that hold any of the terms, with the statistics of all of them. */
export function gatherCandidates(terms: readonly string[], merged: MergedPostings): CandidateSet {
  const { passages } = merged
  return { terms, passages, postings: terms.map((term) => getPostings(merged, term)) }
}

function getPostings(merged: MergedPostings, term: string): Uint32Array {
  const known = merged.byTerm.get(term)
  if (known) return known
  const postings = mergePostings(merged, term)
  merged.byTerm.set(term, postings)
  merged.bytes += bytesOf(postings)
  forgetOldest(merged)
  return postings
}

function mergePostings({ texts, passages }: MergedPostings, term: string): Uint32Array {
  const hash = hashTerm(term)
  const terms = texts.map((text) => findTerm(text, term, hash))
  const lengthIn = (text: HeldPostings, at: number) =>
    (text.postingStarts[at + 1] ?? 0) - (text.postingStarts[at] ?? 0)
  const length = texts.reduce((sum, text, index) => sum + lengthIn(text, terms[index] ?? -1), 0)
  const postings = new Uint32Array(length)
  let end = 0
  // most lists are of a few numbers: a view of each would take longer than to copy it
  for (const [index, { numbers, postingStarts }] of texts.entries()) {
    const at = terms[index] ?? -1
    const first = passages.firstPlaces[index] ?? 0
    const stop = postingStarts[at + 1] ?? 0
    for (let from = postingStarts[at] ?? stop; from < stop; from += postingSize) {
      postings[end] = (numbers[from] ?? 0) + first
      for (let other = 1; other < postingSize; other++) {
        postings[end + other] = numbers[from + other] ?? 0
      }
      end += postingSize
    }
  }
  return postings
}

/** Ten thousand pages have some 40 MB of postings; this holds those of all words but the rarest that are asked for. */
const mostBytes = 24_000_000

function forgetOldest(merged: MergedPostings): void {
  for (const [term, postings] of merged.byTerm) {
    if (merged.bytes <= mostBytes) return
    merged.byTerm.delete(term)
    merged.bytes -= bytesOf(postings)
  }
}

/** A list takes some bytes even where it is empty. */
function bytesOf({ byteLength }: Uint32Array): number {
  return byteLength + 250
}

function listFirstPlaces(texts: readonly HeldPostings[]): Uint32Array {
  const places = new Uint32Array(texts.length + 1)
  for (const [text, { ordinals }] of texts.entries()) {
    places[text + 1] = (places[text] ?? 0) + ordinals.length
  }
  return places
}

function averageLengths(texts: readonly HeldPostings[]): FieldCounts {
  const count = texts.reduce((sum, { ordinals }) => sum + ordinals.length, 0)
  const total = (field: 0 | 1 | 2 | 3) => texts.reduce((sum, one) => sum + one.totals[field], 0)
  const average = (field: 0 | 1 | 2 | 3) => total(field) / Math.max(1, count)
  return [average(0), average(1), average(2), average(3)]
}

function join(lists: readonly Uint32Array[]): Uint32Array {
  const joined = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) {
    joined.set(list, at)
    at += list.length
  }
  return joined
}
