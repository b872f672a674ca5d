import { listBlockSentences, type Draft, type DraftBlock } from '../../../shared/model/draft.ts'

export function listDraftBlocks({ outputs }: Draft): readonly DraftBlock[] {
  return outputs.flatMap(({ result }) => (result.outcome === 'filled' ? result.content : []))
}

/** All words that a draft prints; sentences, cells and notes a line each. */
export function draftText(draft: Draft): string {
  return listDraftBlocks(draft).flatMap(listLines).join('\n')
}

function listLines(block: DraftBlock): readonly string[] {
  const words = listBlockSentences(block).map(({ text }) => text)
  if (block.kind === 'paragraph') return [words.join(' ')]
  const cells = block.kind === 'table' ? block.rows.flat().map(({ text }) => text) : []
  return [block.title, ...cells, ...words]
}
