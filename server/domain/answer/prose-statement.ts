import type { AnswerSentence } from '../../../shared/model/conversation.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { EvidenceSource } from '../evidence.ts'
import type { FoundSentence } from './find-sentences.ts'
import { phrases } from './phrases.ts'
import { createNote, createStatement, quote, toLine } from './statement.ts'
import { containsRange, sliceRange } from '../../../shared/text/range.ts'

export type ToldSentence = Pick<FoundSentence, 'source' | 'range' | 'text'>

/** Sentences of an answer; the same words in two sources are one statement with two citations. */
export function stateSentences<Told extends ToldSentence>(
  chosen: readonly Told[],
  prefix: (one: Told) => string,
): AnswerSentence[] {
  const firsts = chosen.filter((one, index) => findTwins(one, chosen)[0] === index)
  const introductions = firsts.filter(({ text }) => isIntroduction(text))
  return firsts.flatMap((first) => {
    if (introductions.some((one) => introduces(one, first))) return []
    const twins = findTwins(first, chosen).flatMap((index) => chosen[index] ?? [])
    const all = [first, ...twins.filter(({ source }) => source !== first.source)]
    const statement = createStatement(
      `${prefix(first)}${first.text}`,
      all.map(({ source, range }) => quote(source, range)),
    )
    return [statement, ...stateItems(first)]
  })
}

/** Indexes of the sentences of the same words. */
function findTwins({ text }: ToldSentence, all: readonly ToldSentence[]): readonly number[] {
  const words = foldWords(text)
  return all.flatMap((other, index) => (foldWords(other.text) === words ? [index] : []))
}

function introduces(introduction: ToldSentence, { source, range }: ToldSentence): boolean {
  if (source !== introduction.source) return false
  const items = listItemsBehind(introduction.source, introduction.range.end)
  return items.some((item) => containsRange(item.range, range))
}

/** It ends with a colon, or with nothing: the items behind it end it. */
export function isIntroduction(text: string): boolean {
  return /[\p{L}\p{N}:]$/u.test(text)
}

/** More would be a document of its own. */
const mostItems = 12

/** The items that a sentence with a colon at its end introduces. */
function stateItems({ source, range, text }: ToldSentence): AnswerSentence[] {
  if (!isIntroduction(text)) return []
  const items = listItemsBehind(source, range.end)
  const shown = items
    .slice(0, mostItems)
    .map((item) =>
      createStatement(`${phrases.item}${toLine(sliceRange(source.sourceText.text, item.range))}`, [
        quote(source, item.range),
      ]),
    )
  const left = items.length - shown.length
  if (left > 0) return [...shown, createNote(`The list goes on with ${left} more.`)]
  return goesOn(source, items.at(-1)?.range.end) ? [...shown, createNote(phrases.goesOn)] : shown
}

/** What explains an item stands between it and the next one, or a new page begins: the list is no whole. */
function goesOn({ sourceText }: EvidenceSource, end: number | undefined): boolean {
  if (end === undefined) return false
  const rest = sourceText.blocks.filter(({ range }) => range.start >= end)
  const next = rest.findIndex(({ kind }) => kind === 'heading')
  const section = next < 0 ? rest : rest.slice(0, next)
  return section.some(({ kind }) => kind === 'list_item')
}

export function listItemsBehind({ sourceText }: EvidenceSource, offset: number) {
  const { blocks } = sourceText
  const first = blocks.findIndex(({ range }) => range.start >= offset)
  if (first < 0) return []
  const behind = blocks.slice(first)
  const end = behind.findIndex(({ kind }) => kind !== 'list_item')
  return behind.slice(0, end < 0 ? undefined : end)
}

/** The same words, whatever their spelling of dashes, quotes and breaks. */
export function foldWords(text: string): string {
  return listTerms(text).join(' ')
}
