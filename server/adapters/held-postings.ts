import type { FieldCounts } from '../domain/candidates.ts'

/**
 * One SourceText's postings, packed: a workspace of ten thousand pages has millions of them. Terms are
 * found by their hash and told from others of the same hash by their letters.
 */
export type HeldPostings = {
  /** Of each evidence passage its place in the SourceText, rising. */
  readonly ordinals: Uint32Array
  /** Four token counts a passage. */
  readonly lengths: Uint32Array
  readonly totals: FieldCounts
  /** Of each term, rising. */
  readonly hashes: Uint32Array
  /** Of each term: where its letters begin in `words`; one more than there are terms. */
  readonly wordStarts: Uint32Array
  readonly words: string
  /** Of each term: where its postings begin in `numbers`; one more than there are terms. */
  readonly postingStarts: Uint32Array
  /** `postingSize` numbers a posting, as a `CandidateSet` has them, with places among these passages. */
  readonly numbers: Uint32Array
}

/** What a text holds before it is packed: of each passage the counts, of each term its postings. */
export type CountedText = {
  readonly ordinals: readonly number[]
  readonly lengths: readonly FieldCounts[]
  readonly postings: ReadonlyMap<string, readonly number[]>
}

/** The bytes of one SourceText in the store. */
export function packPostings({ ordinals, lengths, postings }: CountedText): Uint8Array {
  const terms = [...postings.keys()]
    .map((term) => ({ term, hash: hashTerm(term) }))
    .sort((a, b) => a.hash - b.hash || (a.term < b.term ? -1 : 1))
  const words = new TextEncoder().encode(terms.map(({ term }) => term).join(''))
  const lists = terms.map(({ term }) => postings.get(term) ?? [])
  const numbers = [
    ordinals.length,
    terms.length,
    lists.reduce((sum, list) => sum + list.length, 0),
    ...ordinals,
    ...lengths.flat(),
    ...terms.map(({ hash }) => hash),
    ...listStarts(terms.map(({ term }) => term.length)),
    ...listStarts(lists.map((list) => list.length)),
  ]
  const all = Uint32Array.from([numbers, ...lists].flat())
  const bytes = new Uint8Array(all.byteLength + words.byteLength)
  bytes.set(new Uint8Array(all.buffer))
  bytes.set(words, all.byteLength)
  return bytes
}

export function readPostings(stored: Uint8Array): HeldPostings {
  // numbers must lie at a multiple of four, wherever the driver has put the bytes
  const bytes = stored.slice()
  const header = new Uint32Array(bytes.buffer, 0, 3)
  const [passages = 0, terms = 0, postings = 0] = header
  let at = header.length
  const take = (count: number) => {
    const taken = new Uint32Array(bytes.buffer, at * 4, count)
    at += count
    return taken
  }
  const ordinals = take(passages)
  const lengths = take(4 * passages)
  const hashes = take(terms)
  const wordStarts = take(terms + 1)
  const postingStarts = take(terms + 1)
  const numbers = take(postings)
  const words = new TextDecoder().decode(bytes.subarray(at * 4))
  const totals = sumFields(lengths)
  return { ordinals, lengths, totals, hashes, wordStarts, words, postingStarts, numbers }
}

/** Bytes that it takes in memory. */
export function sizeOf({ numbers, words }: HeldPostings): number {
  return numbers.buffer.byteLength + words.length
}

/** Which of a text's terms it is; -1 where the text does not hold it. */
export function findTerm(held: HeldPostings, term: string, hash: number): number {
  const { hashes } = held
  for (let at = findFirst(hashes, hash); hashes[at] === hash; at++) {
    if (isTerm(held, at, term)) return at
  }
  return -1
}

function isTerm({ words, wordStarts }: HeldPostings, at: number, term: string): boolean {
  const start = wordStarts[at] ?? 0
  return (wordStarts[at + 1] ?? 0) - start === term.length && words.startsWith(term, start)
}

/** The first place whose number is not below the wanted one; hashes lie evenly, so that it is guessed. */
function findFirst(rising: Uint32Array, wanted: number): number {
  const guess = Math.floor((wanted / 2 ** 32) * rising.length)
  let low = guess
  for (let step = 8; low > 0 && (rising[low] ?? wanted) >= wanted; step *= 2) low -= step
  let high = guess
  for (let step = 8; (rising[high] ?? wanted) < wanted; step *= 2) high += step
  low = Math.max(low, 0)
  high = Math.min(high, rising.length)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rising[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** FNV-1a over UTF-16 units. */
export function hashTerm(term: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < term.length; at++) {
    hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}

function listStarts(lengths: readonly number[]): number[] {
  const starts = [0]
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length)
  return starts
}

function sumFields(lengths: Uint32Array): FieldCounts {
  const sum: [number, number, number, number] = [0, 0, 0, 0]
  for (const [at, length] of lengths.entries()) sum[(at % 4) as 0 | 1 | 2 | 3] += length
  return sum
}
