import { cellParts, type CellPart, type DraftCitation } from '../../../shared/model/citation.ts'
import { isValueFormat } from '../cell-address.ts'
import { listNamedParts } from '../cell-parts.ts'
import { citeFound } from '../rules/cell-set.ts'
import { findBraceMistake, splitPieces } from '../rules/value-text.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import type { FoundCell } from '../find-cell.ts'
import { createLabel, fitLabel } from '../table-label.ts'
import type { Slot } from './sheet.ts'

/** One entry of compose=: "Mean (min-max) = {Mean} ({Min}-{Max})". */
export type ComposeEntry = {
  /** What the row or column is called: before " = ", else the text without its braces. */
  readonly label: string
  /** As written; the formula of the cells made by it. */
  readonly text: string
  readonly names: readonly ComposeName[]
}

/** `{Mean | decimals=0}`, `{Mean (SD) | sd}`. */
type ComposeName = {
  readonly name: string
  readonly part: CellPart | undefined
  readonly formats: readonly string[]
}

export function parseComposeEntry(entry: string): ComposeEntry {
  const flat = entry.replace(/\s+/g, ' ').trim()
  const match = /^([^{}]*?) = (.*\{.*)$/.exec(flat)
  const text = match?.[2] ?? flat
  const names = splitPieces(text).flatMap((piece) =>
    piece.kind === 'value' ? [parseName(piece.source)] : [],
  )
  const plain = splitPieces(text).map((piece) =>
    piece.kind === 'value' ? parseName(piece.source).name : piece.text,
  )
  return { label: match?.[1]?.trim() ?? plain.join(''), text, names }
}

/** In words for the template's writer. */
export function findComposeMistakes(entry: string): readonly string[] {
  const brace = findBraceMistake(entry)
  if (brace) return [`compose=: ${brace}`]
  const { text, names } = parseComposeEntry(entry)
  if (names.length === 0) return [`compose= takes a text such as "{Mean} ({SD})", not "${entry}"`]
  const words = splitPieces(text).map((piece) => (piece.kind === 'words' ? piece.text : ''))
  const number = /\d+/.exec(words.join(' '))?.[0]
  const strangers = splitPieces(text).flatMap((piece) =>
    piece.kind === 'value' ? findStrangers(piece.source) : [],
  )
  return [
    ...strangers,
    ...(number ? [`compose=: the number ${number} has no cell; write it before " = "`] : []),
  ]
}

/** Where a name of an entry stands: which of the heads, and which part of its cells. */
type Named = { readonly index: number; readonly part: CellPart }

/**
 * The one of the heads that the name means: the head itself, else the one of plain statistics that
 * has it ("Mean" is the mean of "Mean (SD)", never of "Geometric mean"), else the one that begins so.
 */
export function findNamed(
  { name, part }: ComposeName,
  heads: readonly string[],
): Named | undefined {
  const wanted = createLabel(name)
  const fits = heads.map((head) => fitLabel(wanted, createLabel(head)))
  for (const fit of [0, 1, 2]) {
    const same = fits.flatMap((one, index) => (one === fit ? [index] : []))
    if (same.length > 0) return pick(same, part ?? 'whole')
  }
  const [statistic, ...others] = isPlainStatistic(name) ? listNamedParts(name) : []
  if (!statistic || others.length > 0) {
    const begun = fits.flatMap((one, index) => (one === 3 ? [index] : []))
    return pick(begun, part ?? 'whole')
  }
  const holding = heads.flatMap((head, index) => {
    return isPlainStatistic(head) && listNamedParts(head).has(statistic) ? [index] : []
  })
  const chosen = pick(holding, statistic)
  const isAlone = chosen && listNamedParts(heads[chosen.index] ?? '').size === 1
  return chosen && { ...chosen, part: part ?? (isAlone ? 'whole' : statistic) }
}

/** True for "Mean (SD)", "Min." or "N": statistics of the group itself, not of a model or a change. */
export function isPlainStatistic(head: string): boolean {
  const words = createLabel(head).folded.match(/\p{L}+\d?/gu) ?? []
  return listNamedParts(head).size > 0 && words.every((word) => statisticWords.has(word))
}

const statisticWords: ReadonlySet<string> = new Set(
  (
    'n nc mean means sd std dev standard deviation s d se sem sterr error med median min minimum ' +
    'max maximum range q1 q3 iqr cv ci c i confidence interval limit limits lower upper lcl ucl'
  ).split(' '),
)

/**
 * Fills the text with the cells; what the source leaves blank is left out, in brackets a dash.
 * Undefined where it leaves all blank.
 */
export function composeSlot(
  table: EvidenceTable,
  { text, names }: ComposeEntry,
  cells: readonly (FoundCell | undefined)[],
): Slot | undefined {
  if (cells.every((cell) => cell === undefined)) return undefined
  const citations: DraftCitation[] = []
  let at = 0
  const filled = splitPieces(text).map((piece) => {
    if (piece.kind === 'words') return piece.text
    const [cell, formats] = [cells[at], names[at]?.formats ?? []]
    at += 1
    if (!cell) return missing
    const value = show(table, cell, formats)
    citations.push(...value.citations.map((citation) => ({ ...citation, formula: text })))
    return value.text
  })
  return { text: leaveOut(filled.join('')), citations }
}

/** Private use: no source that Word or a PDF shows has it. */
const missing = '\uE000'

function leaveOut(text: string): string {
  const inBrackets = /([([][^()[\]\uE000]*)\uE000/g
  return text
    .replace(inBrackets, '$1–')
    .replace(inBrackets, '$1–')
    .replaceAll(missing, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Words such as "NE" can't be rounded: they are shown as they are. */
function show(table: EvidenceTable, cell: FoundCell, formats: readonly string[]): Slot {
  const shown = citeFound(table, cell, formats, false)
  if (shown.outcome === 'shown') return shown.value
  const plain = citeFound(table, cell, [], false)
  return plain.outcome === 'shown' ? plain.value : { text: '', citations: [] }
}

function pick(indexes: readonly number[], part: CellPart): Named | undefined {
  const [index, ...others] = indexes
  return index === undefined || others.length > 0 ? undefined : { index, part }
}

function parseName(source: string): ComposeName {
  const [name = '', ...rest] = source.split('|').map((field) => field.trim())
  const part = cellParts.find((known) => known === rest[0])
  return { name, part, formats: part ? rest.slice(1) : rest }
}

function findStrangers(source: string): readonly string[] {
  const { name, formats } = parseName(source)
  const strangers = formats.filter((format) => !isValueFormat(format))
  const known = `${cellParts.join(', ')}; formats: words, decimals=N`
  return [
    ...(name === '' ? ['compose=: braces without a name'] : []),
    ...strangers.map((one) => `compose=: "${one}" is no part of a cell; parts are ${known}`),
  ]
}
