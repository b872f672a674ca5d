import type { Draft, DraftBlock, DraftSentence } from '../../../shared/model/draft.ts'

export function listDraftBlocks({ outputs }: Draft): readonly DraftBlock[] {
  return outputs.flatMap(({ result }) => (result.outcome === 'filled' ? result.content : []))
}

/** Sentences of paragraphs, not of notes. */
export function listDraftSentences(draft: Draft): readonly DraftSentence[] {
  return listDraftBlocks(draft).flatMap((block) =>
    block.kind === 'paragraph' ? block.sentences : [],
  )
}

/** All words that a draft prints; sentences, cells and notes a line each. */
export function draftText(draft: Draft): string {
  return listDraftBlocks(draft)
    .flatMap((block) =>
      block.kind === 'paragraph'
        ? block.sentences.map(({ text }) => text).join(' ')
        : [
            block.title,
            ...block.rows.flat().map(({ text }) => text),
            ...block.notes.map(({ text }) => text),
          ],
    )
    .join('\n')
}
