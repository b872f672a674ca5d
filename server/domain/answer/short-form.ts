import { sliceRange, type TextRange } from '../../../shared/text/range.ts'
import type { EvidenceSource } from '../evidence.ts'
import { findAbbreviations } from '../find-abbreviations.ts'
import { listSentences } from '../prose-units.ts'
import { toLine } from './statement.ts'
import type { ToldSentence } from './prose-statement.ts'

/** "TNSS" of "What does TNSS stand for?"; undefined where no short form is asked for. */
export function findShortForm(text: string): string | undefined {
  const short = stands.exec(text)?.[1] ?? stands.exec(text)?.[2]
  return short !== undefined && (short.match(/\p{Lu}/gu) ?? []).length > 1 ? short : undefined
}

const stands =
  /\bwhat (?:do|does|did) (?:the )?(?:abbreviation |acronym |letters |short form )?\W?([\p{L}+-]{2,12})\W? (?:stands? for|means?|abbreviate)\b|\bwhat is \W?([\p{L}+-]{2,12})\W? short for\b/iu

/** Where the sources spell it out: the sentence that does, each wording once. */
export function explainShortForm(
  short: string,
  sources: readonly EvidenceSource[],
): readonly ToldSentence[] {
  const found = sources.flatMap((source) =>
    findAbbreviations(source.sourceText)
      .filter((one) => one.short === short)
      .map(({ range }) => tell(source, range)),
  )
  return [...new Map(found.toReversed().map((one) => [one.text, one])).values()].toReversed()
}

function tell(source: EvidenceSource, words: TextRange): ToldSentence {
  const range = listSentences(source, words)
    .map((one) => widen(source, one.block.range, words))
    .find((one) => one !== undefined)
  const told = range ?? words
  return { source, range: told, text: toLine(sliceRange(source.sourceText.text, told)) }
}

/** The whole sentence of the block in which the words stand. */
function widen(source: EvidenceSource, block: TextRange, words: TextRange): TextRange | undefined {
  return listSentences(source, block)
    .map(({ range }) => range)
    .find((range) => range.start <= words.start && words.end <= range.end)
}

/** Words one behind the other, but for the small ones between them, begin with its letters. */
export function spells(short: string, text: string): boolean {
  const letters = short.toLowerCase().replace(/[^\p{L}]/gu, '')
  const own = `(?<![\\p{L}])${short.replace(/[+]/g, '\\+')}(?![\\p{L}])`
  // "FAS: all who …", "FAS (full analysis set)", "FAS = …"
  if (new RegExp(`${own}\\s*(?:[:=–—]|\\((?=\\p{Ll}))\\s*\\S`, 'u').test(text)) return true
  const words = (text.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase())
  const telling = words.filter((word) => !small.has(word) && word !== letters)
  return [telling, words].some((all) =>
    all
      .map((word) => word.charAt(0))
      .join('')
      .includes(letters),
  )
}

const small: ReadonlySet<string> = new Set('and of the a an in for with to on or by'.split(' '))
