import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import { containsRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { findTerms, listTerms, type Term } from '../../shared/text/terms.ts'
import type { AttributionSource } from './attribute-places.ts'
import type { RankedPassage } from './evidence.ts'
import { rankTogether, type MeasuredSentence, type RankedSentence } from './rank-sentences.ts'
import type { Question } from './read-question.ts'
import { createMeasure } from './sentence-features.ts'
import { viewTable, type TableView, type ViewRow } from './table-view.ts'
import type { TermWeights } from './term-weights.ts'

/**
 * The rows of tables in passages as sentences that say what their names and cells say, best first:
 * measured as `rankSentences` measures, so that `rankTogether` can bring the two into one order.
 */
export function rankRows(
  question: Question,
  hits: readonly RankedPassage[],
  sources: readonly AttributionSource[],
  weights: TermWeights,
): RankedSentence[] {
  const measure = createMeasure(question, weights)
  const byId = new Map(sources.map((source) => [source.sourceTextId, source]))
  const views = new Map<TableBlock, TableView>()
  const measured = hits.flatMap(({ sourceTextId, ordinal }, passageRank): MeasuredSentence[] => {
    const source = byId.get(sourceTextId)
    const passage = source?.passages[ordinal]
    if (!source || !passage?.isEvidence) return []
    const above = new Set(listTerms([...passage.headingPath, passage.caption].join('\n')))
    return listRows(source.sourceText, passage.range, views).map(({ range, terms }, position) => {
      const text = sliceRange(source.sourceText.text, range)
      const place = { ...alone, position, isFirst: false, depth: 0, passageRank }
      const features = measure({ text, terms, above, ...place })
      return { sourceTextId, ordinal, range, features }
    })
  })
  return rankTogether(question, measured)
}

/** A row says what it says by itself. */
const alone = { before: [], after: [], earlier: new Set<string>() }

type Row = { readonly range: TextRange; readonly terms: readonly Term[] }

/** @param views of tables that were looked into before: a large one lies in many passages */
function listRows(
  sourceText: SourceText,
  within: TextRange,
  views: Map<TableBlock, TableView>,
): Row[] {
  const { text, blocks } = sourceText
  return blocks.flatMap((block) => {
    if (block.kind !== 'table' || block.range.end <= within.start) return []
    if (block.range.start >= within.end) return []
    const view = views.get(block) ?? viewTable(sourceText, block)
    views.set(block, view)
    return view.rows.flatMap((row) => toRow(text, view, row, within) ?? [])
  })
}

function toRow(text: string, view: TableView, row: ViewRow, within: TextRange): Row | undefined {
  const cells = row.cells.flatMap((cell, index) =>
    cell ? [{ cell, column: view.columns[index] }] : [],
  )
  const [first] = cells
  const last = cells.at(-1)
  if (!first || !last) return undefined
  const range = { start: first.cell.range.start, end: last.cell.range.end }
  if (!containsRange(within, range)) return undefined
  const names = [...row.path, ...cells.flatMap(({ column }) => column?.path ?? [])]
  return { range, terms: findTerms([...names, sliceRange(text, range)].join('\n')) }
}
