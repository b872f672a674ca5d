import type { DraftSentence } from '../../../shared/model/draft.ts'
import { sliceRange } from '../../../shared/text/range.ts'
import type { EvidenceTable } from '../evidence-tables.ts'
import { startRewriting } from '../rewriting.ts'
import { citeCell } from '../sheet/read-sheet.ts'
import { createSlot, type Slot } from '../sheet/sheet.ts'
import type { TenseMode } from '../tense/change-tense.ts'
import { leaveWords, moveTense } from './compose-prose.ts'

/**
 * The notes of tables that are shown as one, in their order; the same note stands once. Where two
 * tables explain one mark ("[1]") in different words, each says which table it belongs to. A note
 * to a mark is left out where `isShown` says that nothing is left that has it. `tense` puts what
 * a note says of the plan into the past.
 */
export function listNotes(
  tables: readonly EvidenceTable[],
  isShown: (mark: string) => boolean,
  tense?: TenseMode,
): readonly DraftSentence[] {
  const notes = new Map<string, Note>()
  for (const note of tables.flatMap(readNotes)) {
    if (note.mark !== '' && !isShown(note.mark)) continue
    const key = note.text.replace(/[.\s]+$/, '')
    if (!notes.has(key)) notes.set(key, note)
  }
  const all = [...notes.values()]
  return all.map((note) => {
    const isTwin = all.some((one) => note.mark !== '' && one !== note && one.mark === note.mark)
    const text = isTwin ? `Table ${note.evidence.table.number}: ${note.text}` : note.text
    const joined = { kind: 'join' as const, from: note.quote, to: text }
    const words = { ...startRewriting(text), transformations: isTwin ? [joined] : [] }
    const moved = tense ? moveTense(words, tense) : words
    const { evidence, range } = note
    return {
      text: moved.text,
      basis: 'cited',
      citations: [citeCell(evidence, { range }, moved.transformations, null)],
      ...leaveWords(moved),
    }
  })
}

/** Marks in brackets that the table's notes explain: "[1]". */
export function listMarks(evidence: EvidenceTable): readonly string[] {
  return readNotes(evidence).flatMap(({ mark }) => (mark.startsWith('[') ? [mark] : []))
}

/** A table's title, as its caption has it. */
export function citeTitle(evidence: EvidenceTable): Slot {
  const { source, table } = evidence
  const { blocks, text } = source.sourceText
  const tableIndex = blocks.indexOf(table)
  const caption = blocks.find(
    (block) =>
      block.kind === 'caption' &&
      block.tableIndex === tableIndex &&
      sliceRange(text, block.range).replace(/\s+/g, ' ').includes(table.title),
  )
  const shown = table.title === '' ? `Table ${table.number}` : table.title
  if (!caption || table.title === '') return createSlot(shown)
  const quote = sliceRange(text, caption.range)
  const changes = quote === shown ? [] : [{ kind: 'extract' as const, from: quote, to: shown }]
  return { text: shown, citations: [citeCell(evidence, caption, changes, null)] }
}

type Note = {
  readonly evidence: EvidenceTable
  readonly range: { readonly start: number; readonly end: number }
  readonly quote: string
  readonly text: string
  /** "[1]", "*"; '' for a note to the table as a whole. */
  readonly mark: string
}

function readNotes(evidence: EvidenceTable): readonly Note[] {
  const { blocks, text } = evidence.source.sourceText
  const tableIndex = blocks.indexOf(evidence.table)
  return blocks.flatMap((block) => {
    if (block.kind !== 'table_note' || block.tableIndex !== tableIndex) return []
    const quote = sliceRange(text, block.range)
    const shown = quote.replace(/\s+/g, ' ').trim()
    const mark = /^(?:\[\w{1,2}\]|[*†‡§#]+|[a-z]\))/.exec(shown)?.[0] ?? ''
    return shown === '' ? [] : [{ evidence, range: block.range, quote, text: shown, mark }]
  })
}
