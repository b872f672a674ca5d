import type { SourceText } from '../../../shared/model/source-text.ts'
import { splitSentences } from '../../../shared/text/sentences.ts'
import type { Piece } from './change.ts'
import { joinTokens, listTokens } from './tokens.ts'

/** The sentences of all blocks but tables, in order; a block without any is a piece itself. */
export function listProsePieces({ text, blocks }: SourceText): Piece[] {
  let heading = -1
  return blocks.flatMap(({ kind, range }, block) => {
    if (kind === 'table') return []
    const above = heading
    if (kind === 'heading') heading = block
    const sentences = splitSentences(text, range)
    return (sentences.length > 0 ? sentences : [range]).map((sentence) => {
      const tokens = listTokens(text, sentence)
      return { block, range: sentence, tokens, key: joinTokens(tokens), heading: above, cell: null }
    })
  })
}
