import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import type { TextEvidence } from '../../../shared/model/citation.ts'
import type { SourceText } from '../../../shared/model/source-text.ts'
import { containsRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { listSentences } from '../prose-units.ts'
import { stateCells } from './cell-statement.ts'
import { createStatement, quote, toLine } from './statement.ts'
import { listHeadTerms, type AskedTable } from './table-rows.ts'

/** A sentence that changes a place of another document: "In clause 4.2, "30 days" is replaced by …". */
type Amendment = {
  readonly range: TextRange
  readonly text: string
  /** Numbers of clauses, tables, annexes and items. */
  readonly places: readonly string[]
  /** What stood there before, as far as it is said. */
  readonly former: readonly string[]
  /** The rows of a table behind it say what is changed. */
  readonly isTable: boolean
}

/** Some source changes what other documents say. */
export function holdsAmendments(sources: readonly EvidenceSource[]): boolean {
  return sources.some(({ sourceText }) => listAmendments(sourceText).length > 0)
}

/** Words that put others in the place of what another document says. */
export function isAmending(words: string): boolean {
  return amends.test(words)
}

/** What other documents say to change what statements cite: the words that do, as statements of their own. */
export function findAmendments(
  statements: readonly AnswerSentence[],
  sources: readonly EvidenceSource[],
  tables: readonly AskedTable[],
): readonly AnswerSentence[] {
  const cited = statements.flatMap(({ text, citations }) =>
    citations.map((one) => ({ text, ...readPlace(one, sources) })),
  )
  const found = sources.flatMap((source) =>
    listAmendments(source.sourceText).flatMap((one) =>
      cited.flatMap((place) =>
        place.source && place.source.documentId !== source.documentId
          ? state(one, place, source, tables)
          : [],
      ),
    ),
  )
  return [...new Map(found.map((one) => [one.text, one])).values()]
}

type Place = {
  readonly text: string
  readonly source: EvidenceSource | undefined
  /** Numbers of its clause, table and headings. */
  readonly places: readonly string[]
  /** "C1" of the row. */
  readonly keys: readonly string[]
}

function readPlace(
  { sourceTextId, range, cell }: TextEvidence,
  sources: readonly EvidenceSource[],
): Omit<Place, 'text'> {
  const source = sources.find((one) => one.sourceTextId === sourceTextId)
  if (!source) return { source, places: [], keys: [] }
  const { text, blocks } = source.sourceText
  const block = blocks.find((one) => containsRange(one.range, range))
  const clause = block ? /^\s*(\d+(?:\.\d+)+)\s/.exec(sliceRange(text, block.range))?.[1] : ''
  const headings = source.passages
    .filter((passage) => containsRange(passage.range, range))
    .flatMap(({ headingPath }) => headingPath)
    .map((heading) => headingNumber.exec(heading)?.[1] ?? '')
  const table = block?.kind === 'table' ? block.number : ''
  return {
    source,
    places: [clause ?? '', table, ...headings].filter(Boolean),
    keys: (cell?.rowPath ?? []).map(toLine).filter((name) => key.test(name)),
  }
}

const headingNumber =
  /^\s*(?:(?:annex|schedule|appendix|section|clause|article|part)\s+)?([A-Z]|\d+(?:\.\d+)*)(?=[\s.:–-]|$)/i
const key = /^[A-Z]{1,3}-?\d+$/

function state(
  one: Amendment,
  { text, places, keys }: Place,
  source: EvidenceSource,
  tables: readonly AskedTable[],
): readonly AnswerSentence[] {
  const isThere = one.places.some((place) => places.includes(place))
  if (one.isTable) return isThere ? stateRows(keys, source, tables) : []
  const words = text.toLowerCase()
  const isFormer = one.former.some((former) => words.includes(former.toLowerCase()))
  const isOfRow = one.places.some((place) => keys.includes(place))
  if (!(isThere && isFormer) && !isOfRow) return []
  return [createStatement(one.text, [quote(source, one.range)])]
}

function stateRows(
  keys: readonly string[],
  source: EvidenceSource,
  tables: readonly AskedTable[],
): readonly AnswerSentence[] {
  return tables
    .filter(({ place }) => place.source === source)
    .flatMap((table) =>
      table.rows
        .filter(({ path }) => path.some((name) => keys.includes(toLine(name))))
        .map((row) => {
          const columns = [...table.columns.keys()].filter(
            (index) => listHeadTerms(table, [index]).size > 0,
          )
          return stateCells({ table, row, columns, coverage: 1, score: 1 })
        }),
    )
}

/** A text never changes. */
const amendmentsOf = new WeakMap<SourceText, readonly Amendment[]>()

function listAmendments(sourceText: SourceText): readonly Amendment[] {
  const known = amendmentsOf.get(sourceText) ?? readAmendments(sourceText)
  amendmentsOf.set(sourceText, known)
  return known
}

function readAmendments(sourceText: SourceText): readonly Amendment[] {
  const { blocks, text } = sourceText
  return blocks
    .filter(({ kind, range }) => kind !== 'table' && amends.test(sliceRange(text, range)))
    .flatMap(({ range }) => listSentences({ sourceText }, range))
    .flatMap(({ range }) => {
      const words = toLine(sliceRange(text, range))
      const places = Array.from(words.matchAll(references), ([, number = '']) => number)
      if (!amends.test(words) || places.length === 0) return []
      return [
        { range, text: words, places, former: listFormer(words), isTable: asTable.test(words) },
      ]
    })
}

const asTable = /\b(?:changed|amended|replaced) as follows\b/i
const amends =
  /\b(?:is|are) (?:hereby )?(?:replaced (?:by|with)|deleted\b|(?:changed|raised|lowered|reduced|increased|extended) (?:from|to)\b|(?:changed|amended|replaced) as follows)|\bin place of\b/i
const references =
  /\b(?:clauses?|sections?|tables?|annex(?:es)?|articles?|items?|paragraphs?|schedules?|appendix|appendices|services?)\s+([A-Z](?:\.?\d+)*|\d+(?:\.\d+)*)(?![\p{L}\p{N}])/giu

function listFormer(words: string): readonly string[] {
  return formers.flatMap((form) => form.exec(words)?.[1] ?? [])
}

const formers = [
  /["“]([^"”]{2,60})["”]\s+(?:is|are) (?:hereby )?replaced/i,
  /\bfrom ((?:[£$€]\s?)?[\p{N}\p{L}][^.;]{0,40}?) to\b/iu,
  /\bin place of ((?:\p{Lu}[\p{L}'’-]+\s?){1,4})/u,
]
