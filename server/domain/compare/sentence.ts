import type { TextRange } from '../../../shared/text/range.ts'
import { readStatement, type Token } from '../verify/statement.ts'
import type { Mention } from './mention.ts'
import { findRowMentions } from './mentions.ts'
import type { ComparedTable } from './read-table.ts'
import type { Series } from './series.ts'

/** A sentence as it is held against what one table compares. */
export type ComparedSentence = {
  readonly text: string
  /**
   * As long as the text: the nth mention of what is compared is "§n" filled up with "·", a group in whose
   * column rows are compared is filled up with "¤".
   */
  readonly masked: string
  readonly tokens: readonly Token[]
  readonly mentions: readonly Mention[]
  /** Groups in whose columns rows are compared. */
  readonly groups: readonly Mention[]
}

export function readGroupSentence(
  text: string,
  table: ComparedTable,
  mentions: readonly Mention[],
): ComparedSentence {
  const tokens = readStatement(text, table.findArms)
  return { text, masked: mask(text, mentions, []), tokens, mentions, groups: [] }
}

/** The same where rows are compared; undefined where it names none of them. */
export function readRowSentence(
  text: string,
  table: ComparedTable,
  groups: readonly Mention[],
  series: Series,
): ComparedSentence | undefined {
  const tokens = readStatement(text, table.findArms)
  const mentions = findRowMentions(text, tokens, series, table)
  if (!mentions.some(({ spread }) => spread === 'one' || spread === 'either')) return undefined
  return { text, masked: mask(text, mentions, groups), tokens, mentions, groups }
}

function mask(text: string, mentions: readonly Mention[], groups: readonly Mention[]): string {
  const all = [
    ...mentions.map(({ range }, at) => ({ range, fill: '·', sign: `§${at}` })),
    ...groups.map(({ range }) => ({ range, fill: '¤', sign: '¤' })),
  ]
  return all.reduce(
    (rest, { range: { start, end }, fill, sign }) =>
      rest.slice(0, start) + sign.padEnd(end - start, fill).slice(0, end - start) + rest.slice(end),
    text,
  )
}

/** Of a mask, what a mention looks like. */
export const oneMention = '§\\d+·*'

const joining =
  '(?:\\s+(?:patients|subjects|groups?))?(?:\\s*,\\s*(?:(?:and|or|nor)\\s+)?|\\s+(?:and|or|nor)\\s+)'

/** What may stand between a relation and whom it is of. */
export const before =
  '(?:(?:on|in|at|with|for|after|among|of|from|by|to|the|those|that|patients|subjects|participants|people|either|both)\\s+)*'

/** "§0··, §1·· or on §2··". */
export const mentionList = `${oneMention}(?:${joining}${before}${oneMention})*`

/** The mentions of a piece of a mask. */
export function listMentions({ mentions }: ComparedSentence, words: string): readonly Mention[] {
  return Array.from(words.matchAll(/§(\d+)/g), ([, at]) => mentions[Number(at)]).filter(
    (one) => one !== undefined,
  )
}

export function listParties(mentions: readonly Mention[]): readonly string[] {
  return [...new Set(mentions.flatMap(({ parties }) => parties))]
}

export function rangeOf(match: RegExpMatchArray): TextRange {
  const start = match.index ?? 0
  return { start, end: start + match[0].length }
}

/** Groups of which a sum is told, and nothing of each of them. */
export const together = /\b(?:together|combined|pooled|in total|altogether|between them)\b/i
