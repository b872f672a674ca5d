import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import type { TextEvidence } from '../../../shared/model/citation.ts'
import { containsRange, sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { SourceText, TableBlock } from '../../../shared/model/source-text.ts'
import type { EvidenceSource } from '../evidence.ts'
import { toClaimEvidence } from '../verify/claim-evidence.ts'
import { noTableNames } from '../verify/table-names.ts'
import type { ClaimEvidence } from '../verify/verdict.ts'
import { verify } from '../verify/verify.ts'
import { withoutInterval, withoutIntervalNames } from './interval-name.ts'
import { isDate } from './cell-numbers.ts'
import { nameTable } from './cell-statement.ts'
import { toLine } from './statement.ts'
import { phrases } from './phrases.ts'
import { readBand } from './read-band.ts'

/**
 * An answer as it may be sent: each statement held against the very words that it cites, as a check
 * holds the sentences of a document. What they don't support is left out, and with it the note that
 * leads to it.
 */
export function verifyAnswer(
  sentences: readonly AnswerSentence[],
  sources: readonly EvidenceSource[],
): AnswerSentence[] {
  const byText = new Map(sources.map((source) => [source.sourceTextId, source]))
  const held = sentences.flatMap((one) => (one.kind === 'note' ? [one] : hold(one, byText)))
  return held.filter(({ text }, index) => !leads(text) || held[index + 1]?.kind === 'statement')
}

function hold(
  statement: AnswerSentence,
  sources: ReadonlyMap<string, EvidenceSource>,
): AnswerSentence[] {
  const read = readEvidence(statement.citations, sources).map(withoutIntervalNames)
  const text = withoutMarks(nameWithoutInterval(statement))
  const name = findTableName(text, statement.citations, sources)
  // "(Table 14-3.01, Change from Baseline)" says where the values stand, not that they are changes
  const { rest, days } = setDaysAside(text.slice(0, text.length - name.length), statement.citations)
  const { band, value } = setBandAside(rest, statement.citations)
  const evidence = read.map((one) => withoutName(one, band))
  const claim = { text: value, context: [name, ...days, band].join('\n'), isCell: false }
  // cells of one table were put together for this statement, as those of a sum are
  const isJoint = new Set(evidence.map(({ sourceTextId }) => sourceTextId)).size === 1
  const { state, reason } = verify(claim, evidence, isJoint)
  if (state === 'supported' || reason === 'planned') return [{ ...statement, claimState: state }]
  // "One person could release a payment" is words of a row, and counts nothing
  const isOfWords = evidence.filter(({ quote }) => /^\p{L}/u.test(quote)).length >= fewestWords
  const asWords = isOfWords ? verify(claim, evidence.map(readAsWords), isJoint).state : state
  return asWords === 'supported' ? [{ ...statement, claimState: asWords }] : []
}

/** Its row by the name that the evidence has there, too. */
function nameWithoutInterval({ text, citations }: AnswerSentence): string {
  const names = citations.flatMap(({ cell }) => cell?.rowPath ?? []).map(toLine)
  return [...new Set(names)].reduce((left, one) => left.replace(one, withoutInterval(one)), text)
}

/** The day at the head of a cited column says where its value stands, as the name of the table does. */
function setDaysAside(text: string, citations: readonly TextEvidence[]) {
  const heads = citations.flatMap(({ cell }) => cell?.columnPath ?? []).map(toLine)
  const days = [...new Set(heads.filter(isDate))]
  return { rest: days.reduce((left, day) => left.replace(`${day} `, ''), text), days }
}

/** "Above 2.00 but not greater than 3.00", cited word for word, says of which values the row is, and denies none. */
function setBandAside(text: string, [first]: readonly TextEvidence[]) {
  const band = toLine(first?.quote ?? '')
  const isBand = text.startsWith(`${band}: `) && readBand(band) !== undefined
  return isBand ? { band, value: text.slice(band.length + 2) } : { band: '', value: text }
}

function withoutName(held: ClaimEvidence, name: string): ClaimEvidence {
  if (!held.cell || name === '') return held
  const headers = held.cell.headers.filter((one) => toLine(one) !== name)
  const rowPath = held.cell.reference.rowPath.filter((one) => toLine(one) !== name)
  return {
    ...held,
    cell: { ...held.cell, headers, reference: { ...held.cell.reference, rowPath } },
  }
}

/** Cells of words that a row of a list has, and a row of results has not. */
const fewestWords = 2

function readEvidence(
  citations: readonly TextEvidence[],
  sources: ReadonlyMap<string, EvidenceSource>,
): ClaimEvidence[] {
  const held = citations.map((evidence) => {
    const source = sources.get(evidence.sourceTextId)
    return toClaimEvidence({ evidence, transformations: [], formula: '' }, source)
  })
  const holdsValue = held.some(({ cell, quote }) => cell !== null && /\d/.test(quote))
  return held.map((one) =>
    holdsValue ? readAsCell(one, sources.get(one.sourceTextId)) : readAsWords(one),
  )
}

/** The name of a row, beside the row's values, stands below the head of its column, too. */
function readAsCell(held: ClaimEvidence, source: EvidenceSource | undefined): ClaimEvidence {
  if (held.cell || !source) return held
  const columnPath = listHeadsAbove(source, held.range)
  const reference = { tableNumber: '', rowPath: [], columnPath, part: 'whole' } as const
  return { ...held, cell: { reference, headers: columnPath, table: noTableNames } }
}

function listHeadsAbove({ sourceText }: EvidenceSource, range: TextRange): string[] {
  const table = findTable(sourceText, range)
  if (!table) return []
  const column = table.cells.find((cell) => containsRange(cell.range, range))?.column
  return table.cells
    .filter((cell) => cell.row < table.headerRowCount && cell.column === column)
    .map((cell) => sliceRange(sourceText.text, cell.range))
}

function findTable({ blocks }: SourceText, range: TextRange): TableBlock | undefined {
  const block = blocks.find((one) => containsRange(one.range, range))
  return block?.kind === 'table' ? block : undefined
}

/** A cell of words is read as words, below the names that lead to it. */
function readAsWords(held: ClaimEvidence): ClaimEvidence {
  if (!held.cell) return held
  return { ...held, context: [held.context, ...held.cell.headers].join('\n'), cell: null }
}

/** The product's own words before those of a source. */
function withoutMarks(text: string): string {
  const mark = [phrases.planned, phrases.item].find((one) => text.startsWith(one))
  return mark ? text.slice(mark.length) : text
}

/** Of a cited table, as it ends a statement; '' where none does. */
function findTableName(
  text: string,
  citations: readonly TextEvidence[],
  sources: ReadonlyMap<string, EvidenceSource>,
): string {
  const names = citations.flatMap(({ sourceTextId, range }) => {
    const source = sources.get(sourceTextId)
    const table = source && findTable(source.sourceText, range)
    return table ? [` (${nameTable({ source, table })})`] : []
  })
  return names.find((one) => text.endsWith(one)) ?? ''
}

function leads(text: string): boolean {
  const leading = [
    phrases.changed,
    phrases.disagree,
    phrases.onlyPlanned,
    phrases.others,
    phrases.computed,
    phrases.computedFromCited,
  ]
  return leading.some((one) => one === text)
}
