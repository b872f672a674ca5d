import { createHash } from 'node:crypto'
import { listBlockSentences, type DraftBlock, type DraftTable } from '../../shared/model/draft.ts'
import type {
  CellTarget,
  DocumentInput,
  Placement,
  SentenceTarget,
  WrittenTarget,
} from '../../shared/model/document-input.ts'
import { writtenText } from './docx-run-writer.ts'
import { sayTableNames, type TableNames } from './docx-table-names.ts'

/** What names every bookmark of one rule's or placeholder's content. */
export type TargetOwner = { readonly documentKey: string; readonly ruleId: string }

/**
 * What `writeDocument` will give as targets, in document order, so that the ledger's rows can be
 * made before the document is. What the document calls its tables (`names`) is known only then.
 */
export function listTargets(
  input: Pick<DocumentInput, 'placements' | 'documentKey'>,
  names?: TableNames,
): readonly WrittenTarget[] {
  const tables = { count: 0 }
  return listWrittenPlacements(input.placements).flatMap((placement) => {
    const owner = { documentKey: input.documentKey, ruleId: placement.ruleId }
    const ids = { ruleId: placement.ruleId, sectionId: placement.sectionId }
    const { content } = placement
    if (content.kind === 'text') return listTextTargets(owner, ids, content)
    if (content.result.outcome !== 'filled') return []
    return content.result.content.flatMap((block, index) =>
      listBlockTargets(owner, ids, nameTables(block, names), index, tables),
    )
  })
}

/**
 * The placements in document order. A section that one of its rules leaves out keeps that rule's
 * note alone, so what stands beside it in the section is dropped.
 */
export function listWrittenPlacements(placements: readonly Placement[]): readonly Placement[] {
  const ordered = placements.toSorted((a, b) => comparePlaces(a.place, b.place))
  const leftOut = new Map<string, Placement>()
  for (const one of ordered) {
    if (leavesSectionOut(one) && !leftOut.has(one.sectionId)) leftOut.set(one.sectionId, one)
  }
  return ordered.filter((one) => (leftOut.get(one.sectionId) ?? one) === one)
}

export function leavesSectionOut({ content, place }: Placement): boolean {
  return content.kind === 'draft' && content.result.outcome === 'omitted' && place.isWholeParagraph
}

/** Word hides names that begin with "_", and takes 40 characters at most. */
export function nameSentenceBookmark(owner: TargetOwner, block: number, sentence: number): string {
  return nameBookmark([owner.documentKey, owner.ruleId, block, sentence])
}

export function nameCellBookmark(
  owner: TargetOwner,
  block: number,
  row: number,
  column: number,
): string {
  return nameBookmark([owner.documentKey, owner.ruleId, block, 'cell', row, column])
}

/** Names of our bookmarks, as they are found again in a document that Word saved. */
export const bookmarkPattern = /^_sw[0-9a-f]{16}$/

export function hashHex(...values: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex')
}

export function hashHexOfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function nameBookmark(values: readonly (string | number)[]): string {
  return `_sw${hashHex(...values).slice(0, 16)}`
}

type Ids = Pick<SentenceTarget, 'ruleId' | 'sectionId'>

function listTextTargets(
  owner: TargetOwner,
  ids: Ids,
  content: Extract<Placement['content'], { kind: 'text' }>,
): SentenceTarget[] {
  if (content.text === '' || !content.citations?.length) return []
  return [createSentence(owner, ids, content.text, 0, 0)]
}

function nameTables(block: DraftBlock, names: TableNames | undefined): DraftBlock {
  if (block.kind !== 'paragraph') return block
  const sentences = block.sentences.map((one) => ({ ...one, text: sayTableNames(one, names) }))
  return { ...block, sentences }
}

function listBlockTargets(
  owner: TargetOwner,
  ids: Ids,
  block: DraftBlock,
  index: number,
  tables: { count: number },
): WrittenTarget[] {
  const targets = listBlockSentences(block).map((one, at) =>
    createSentence(owner, ids, one.text, index, at),
  )
  if (block.kind !== 'table') return targets
  return [...listCellTargets(owner, ids, block, index, tables.count++), ...targets]
}

function listCellTargets(
  owner: TargetOwner,
  ids: Ids,
  table: DraftTable,
  block: number,
  ordinal: number,
): CellTarget[] {
  return table.rows.flatMap((cells, row) => {
    let column = 0
    return cells.flatMap((cell): CellTarget[] => {
      const at = column
      column += cell.columnSpan
      if (cell.citations.length === 0) return []
      const bookmark = nameCellBookmark(owner, block, row, at)
      const text = writtenText(cell.text)
      return [{ kind: 'cell', bookmark, ...ids, text, block, table: ordinal, row, column: at }]
    })
  })
}

function createSentence(
  owner: TargetOwner,
  ids: Ids,
  text: string,
  block: number,
  sentence: number,
): SentenceTarget {
  const bookmark = nameSentenceBookmark(owner, block, sentence)
  return { kind: 'sentence', bookmark, ...ids, text: writtenText(text), block, sentence }
}

function comparePlaces(a: Placement['place'], b: Placement['place']): number {
  return a.firstParagraph - b.firstParagraph || a.start - b.start
}
