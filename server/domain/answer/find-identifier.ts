import { sliceRange } from '../../../shared/text/range.ts'
import type { EvidenceSource, RankedPassage } from '../evidence.ts'
import { listSentences } from '../prose-units.ts'
import type { AskedQuestion } from './asked-question.ts'
import type { ToldSentence } from './prose-statement.ts'
import { toLine } from './statement.ts'

/**
 * "What is the protocol number?": the heading, or the sentence, in which an identifier stands right
 * behind what it is the number of ("Protocol AB1-CD-EFGH"), in the first source that has one.
 */
export function findIdentifier(
  { text }: AskedQuestion,
  hits: readonly RankedPassage[],
  sources: readonly EvidenceSource[],
): ToldSentence | undefined {
  const noun = numberOf.exec(text)?.slice(1).find(Boolean)
  if (!noun) return undefined
  const name = new RegExp(
    `\\b${noun}\\s+(?:(?:number|no\\.?|id|code)\\s*)?[:#]?\\s*(?=(\\S+))`,
    'giu',
  )
  const isNumbered = (words: string) =>
    Array.from(words.matchAll(name)).some(([, behind = '']) => identifier.test(behind))
  const ranked = hits.flatMap(({ sourceTextId }) =>
    sources.filter((source) => source.sourceTextId === sourceTextId),
  )
  for (const source of new Set(ranked)) {
    const found = findInSource(source, isNumbered)
    if (found) return found
  }
  return undefined
}

const numberOf =
  /^\W*(?:what|which) (?:is|was) the (?:(?:\w+ )?(\p{L}{4,}) (?:number|no\.?|id|identifier|code)|(?:number|id|identifier|code) of (?:the |this )?(\p{L}{4,}))\W*$/iu

/**
 * Of capitals and digits with a hyphen, or of letters and three digits or more. By itself: V8 13.6 forgets
 * in a process that has run for a while what `(?-i:…)` says within an expression that has the flags i and u.
 */
const identifier = /^(?:(?=[\w-]*[\dA-Z])[A-Z0-9]{2,}(?:-[A-Z0-9]{2,})+|[A-Z]{2,}\d{3,})/

function findInSource(
  source: EvidenceSource,
  isNumbered: (words: string) => boolean,
): ToldSentence | undefined {
  const { blocks, text } = source.sourceText
  for (const { kind, range } of blocks) {
    if (kind === 'contents' || kind === 'table' || !isNumbered(sliceRange(text, range))) continue
    const ranges =
      kind === 'heading' ? [range] : listSentences(source, range).map((one) => one.range)
    const told = ranges.find((one) => isNumbered(sliceRange(text, one)))
    if (told) return { source, range: told, text: toLine(sliceRange(text, told)) }
  }
  return undefined
}
