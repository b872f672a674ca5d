import type { DraftCitation } from '../../shared/model/citation.ts'
import { listBlockSentences, type Draft, type DraftBlock } from '../../shared/model/draft.ts'
import { cellKey, sentenceKey } from './target-key.ts'

/** A sentence or cell of a Draft, by the key that its target and its citations have. */
export type DraftPart = {
  readonly targetKey: string
  readonly kind: 'sentence' | 'cell'
  readonly text: string
  readonly citations: readonly DraftCitation[]
}

/** In the order of the Draft; of a table the cells before the notes. */
export function listDraftParts(draft: Draft): readonly DraftPart[] {
  return draft.outputs.flatMap(({ ruleId, result }) =>
    result.outcome !== 'filled'
      ? []
      : result.content.flatMap((block, index) => listBlockParts(block, ruleId, index)),
  )
}

function listBlockParts(block: DraftBlock, ruleId: string, index: number): readonly DraftPart[] {
  const sentences = listBlockSentences(block).map(({ text, citations }, at): DraftPart => ({
    targetKey: sentenceKey(ruleId, index, at),
    kind: 'sentence',
    text,
    citations,
  }))
  if (block.kind !== 'table') return sentences
  const cells = block.rows.flatMap((row, at) => {
    let column = 0
    return row.map(({ text, columnSpan, citations }): DraftPart => {
      const targetKey = cellKey(ruleId, index, at, column)
      column += columnSpan
      return { targetKey, kind: 'cell', text, citations }
    })
  })
  return [...cells, ...sentences]
}
