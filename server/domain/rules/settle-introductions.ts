import type { DraftSentence } from '../../../shared/model/draft.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import { joinRanges } from '../edit.ts'
import type { EvidenceSource } from '../evidence.ts'
import type { ProseBlock } from '../prose-units.ts'

/** A sentence that is copied, and where it stands in its source. */
export type SentenceCopy = {
  readonly source: EvidenceSource
  readonly block: ProseBlock
  readonly sentence: DraftSentence
}

/**
 * Words that lead to what stands behind them in the source ("as follows:", "the following table")
 * lead nowhere where that is not copied, too. A sentence that does nothing but lead there goes; in
 * any other the words are left to the writer.
 */
export function settleIntroductions(copies: readonly SentenceCopy[]): readonly SentenceCopy[] {
  return copies.flatMap((copy, index) => {
    if (goesOn(copy, copies[index + 1])) return [copy]
    const { text, leftToWriter = [] } = copy.sentence
    if (onlyLeads.some((pattern) => pattern.test(text))) return []
    const words = listLeadingWords(text)
    if (words.length === 0) return [copy]
    const left = joinRanges([...leftToWriter, ...words])
    return [{ ...copy, sentence: { ...copy.sentence, leftToWriter: left } }]
  })
}

/** True when the next copy is what stands next in the source. */
function goesOn({ source, block }: SentenceCopy, next: SentenceCopy | undefined): boolean {
  if (next?.source !== source) return false
  const { blocks } = source.sourceText
  return next.block === block || blocks[blocks.indexOf(block) + 1] === next.block
}

const thing = '(?:tables?|figures?|lists?|listings?|charts?|diagrams?|flow charts?)'
const told =
  '(?:shown|listed|given|presented|displayed|summari[sz]ed|described|detailed|provided|defined)'

const onlyLeads: readonly RegExp[] = [
  new RegExp(
    `^the (?:following ${thing}|${thing} below) (?:lists?|shows?|gives?|presents?|summari[sz]e[sd]?|describes?|provides?|contains?|listed|showed|gave|presented|described|provided|contained)\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:is|are|was|were) ${told} (?:below|in the (?:following ${thing}|${thing} below))\\s*[.:]?$`,
    'i',
  ),
  new RegExp(`^${told} below (?:is|are|was|were)\\b`, 'i'),
]

const leading = new RegExp(
  `\\b(?:as follows|(?:in )?the following(?: ${thing})?(?! (?:day|morning|week|visit|month|year))|(?:in )?following ${thing}|${thing} below|${told} below)\\b`,
  'gi',
)

function listLeadingWords(text: string): readonly TextRange[] {
  // "the following endpoints will be used: A and B" brings along what it leads to
  if (/:\s+\S/.test(text)) return []
  const words = Array.from(text.matchAll(leading), ({ 0: match, index }) => ({
    start: index,
    end: index + match.length,
  }))
  if (words.length > 0) return words
  const last = /\S+\s*:$/.exec(text)
  return last ? [{ start: last.index, end: text.length }] : []
}
