import type { SourceText } from '../../../shared/model/source-text.ts'
import { containsRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { findAmendedDocuments } from './amended-documents.ts'
import type { PlacedSentence } from './given-sentences.ts'
import { readWords } from './read-words.ts'

/** A sentence that gives other words for some of another document: "In clause 4.2, "30 days" is replaced by "45 days"". */
type Amendment = {
  readonly source: EvidenceSource
  readonly range: TextRange
  /** Of a clause, an annex or a section. */
  readonly place: string
  readonly former: string
  readonly now: string
}

/** What the amendments among some sources change, of exactly these sources. */
export type AmendedSentences = {
  /** The sentence as amended; undefined where nothing amends it. */
  readonly find: (given: PlacedSentence) => PlacedSentence | undefined
  /** What changes the sentence first; also where two do, so that nobody can tell what it says now. */
  readonly findChange: (given: PlacedSentence) => PlacedSentence['amendedBy']
  readonly isEmpty: boolean
}

export function createAmendedSentences(sources: readonly EvidenceSource[]): AmendedSentences {
  const amendments = sources.flatMap(listAmendments)
  const amending = new Set(amendments.map(({ source }) => source))
  const others = sources.filter((source) => !amending.has(source))
  const amended = new Map([...amending].map((one) => [one, findAmendedDocuments(one, others)]))
  const list = (given: PlacedSentence) =>
    amendments.filter(
      (one) => amended.get(one.source)?.has(given.source.documentId) === true && amends(one, given),
    )
  return {
    isEmpty: amendments.length === 0,
    find: (given) => (given.amendedBy ? undefined : findLast(given, list)),
    findChange: (given) => (given.amendedBy ? undefined : list(given)[0]),
  }
}

/** What one amendment gives another one may change; where two change the same, nobody has said which is the later. */
function findLast(
  given: PlacedSentence,
  list: (one: PlacedSentence) => readonly Amendment[],
  left = mostAmendments,
): PlacedSentence | undefined {
  const [first, ...others] = list(given)
  if (!first) return given.amendedBy ? given : undefined
  if (others.length > 0 || left === 0) return undefined
  return findLast(amend(given, first), list, left - 1)
}

const mostAmendments = 5

function amends({ place, former }: Amendment, given: PlacedSentence): boolean {
  return given.text.split(former).length === 2 && listPlaces(given).includes(place.toLowerCase())
}

function amend(given: PlacedSentence, { source, range, former, now }: Amendment): PlacedSentence {
  const text = given.text.replace(former, () => now)
  const first = given.amendedBy?.former ?? former
  return { ...given, text, words: readWords(text), amendedBy: { source, range, former: first } }
}

/** Numbers of its clause and of the headings above it. */
function listPlaces({ source, range }: PlacedSentence): readonly string[] {
  const { text, blocks } = source.sourceText
  const block = blocks.find((one) => containsRange(one.range, range))
  const clause = block
    ? /^\s*(\d+(?:\.\d+)+)\s/.exec(sliceRange(text, block.range))?.[1]
    : undefined
  const annex = blocks
    .filter((one) => one.range.end <= range.start)
    .findLast((one) => annexLine.test(sliceRange(text, one.range)))
  const headings = source.passages
    .filter((passage) => containsRange(passage.range, range))
    .flatMap(({ headingPath }) => headingPath)
    .map((heading) => headingNumber.exec(heading)?.[1])
  const above = annex
    ? [...headings, headingNumber.exec(sliceRange(text, annex.range))?.[1]]
    : headings
  // a numbered clause is named by its own number alone
  return [clause ?? above, []].flat().flatMap((one) => one?.toLowerCase() ?? [])
}

/** Where it is no heading. */
const annexLine = /^\s*(?:annex|schedule|appendix)\s+(?:[A-Z]|\d+)\s*$/i

const headingNumber =
  /^\s*(?:(?:annex|schedule|appendix|section|clause|article|part)\s+)?([A-Z]|\d+(?:\.\d+)*)(?=[\s.:–-]|$)/i

/** A text never changes. */
const amendmentsOf = new WeakMap<SourceText, readonly Amendment[]>()

function listAmendments(source: EvidenceSource): readonly Amendment[] {
  const known = amendmentsOf.get(source.sourceText) ?? readAmendments(source)
  amendmentsOf.set(source.sourceText, known)
  return known.map((one) => ({ ...one, source }))
}

function readAmendments(source: EvidenceSource): readonly Amendment[] {
  const { text, blocks } = source.sourceText
  return blocks
    .filter(({ kind }) => kind === 'paragraph' || kind === 'list_item')
    .flatMap(({ range }) =>
      Array.from(sliceRange(text, range).matchAll(replacing)).flatMap((match) => {
        const { place = '', former = '', now = '', from = '', to = '' } = match.groups ?? {}
        const start = range.start + match.index
        const own = { start, end: start + match[0].length }
        return [{ source, range: own, place, former: former || from, now: now || to }]
      }),
    )
}

const places = '(?:clause|section|article|annex|schedule|appendix|paragraph)'
const amount = '[£$€]?\\d[\\d.,]*(?:\\s?%|\\s\\p{Ll}+)?'
const replacing = new RegExp(
  `\\b${places}\\s+(?<place>[A-Z](?!\\p{L})|\\d+(?:\\.\\d+)*)(?:\\([a-z]\\))?,?\\s+` +
    `(?:(?:the words?\\s+)?["“](?<former>[^"”]{2,80})["”]\\s+(?:is|are|shall be)\\s+(?:hereby\\s+)?(?:replaced|substituted)\\s+(?:by|with)\\s+["“](?<now>[^"”]{1,80})["”]` +
    `|[^.;"“”]{3,80}?\\s(?:is|are)\\s+(?:hereby\\s+)?(?:changed|raised|lowered|increased|reduced|extended|shortened)\\s+from\\s+(?<from>${amount})\\s+to\\s+(?<to>${amount}))`,
  'giu',
)
