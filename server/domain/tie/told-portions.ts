import { findChange, type Found } from './told-changes.ts'
import type { TiedSentence } from './tie-numbers.ts'
import type { ToldSentence } from './told-sentence.ts'

/** "More than half", "about half", "nearly half" beside the share that is told. */
export function readFractions(told: ToldSentence, tied: TiedSentence): readonly Found[] {
  const match =
    /\b(?:(slightly |just |a little )?(more than|over)|(just under|nearly|almost|slightly less than|less than|fewer than)|(about|roughly|around))?\s*(half|a third|a quarter)\b/i.exec(
      told.text,
    )
  if (!match) return []
  const part =
    { half: 50, 'a third': 100 / 3, 'a quarter': 25 }[(match[5] ?? '').toLowerCase()] ?? 0
  const share = tied.ties.find(({ cell, told: { number } }) => cell && number.isPercent)?.told
    .number.value
  const change = findChange(told, tied)
  const isChange =
    share === undefined &&
    change !== undefined &&
    /\b(?:fell|dropped|declined|halved)\b/i.test(told.text)
  const own = share ?? (isChange ? (100 * (change.from - change.to)) / change.from : undefined)
  if (own === undefined) return []
  const holds = match[2]
    ? own > part && (!match[1] || own < part + 8)
    : match[3]
      ? own < part && (!/just|nearly|almost|slightly/i.test(match[3]) || own > part - 8)
      : Math.abs(own - part) <= 4
  const end = match.index + match[0].length
  const words = told.tokens.flatMap(({ range }, at) =>
    range.start >= match.index && range.end <= end ? [at] : [],
  )
  return [{ own: words, holds }]
}

/** "More than twice the proportion on placebo": of two values that are told and given. */
export function readTimes(told: ToldSentence, { ties }: TiedSentence): readonly Found[] {
  const match =
    /\b(?:(more than|over|almost|nearly|about)\s+)?(twice|double|three times|half)\s+(?:that|the|those|as\s+\p{L}+)\b/iu.exec(
      told.text,
    )
  const own = ties.filter(({ cell, told: { toldAs } }) => cell && toldAs === 'value')
  const [first, second, ...others] = own
  if (!match || !first || !second || others.length > 0 || first.cell === second.cell) return []
  const times =
    { twice: 2, double: 2, 'three times': 3, half: 0.5 }[(match[2] ?? '').toLowerCase()] ?? 0
  const ratio = first.told.number.value / second.told.number.value
  const by = match[1]?.toLowerCase()
  const isOver = by === 'more than' || by === 'over'
  const isUnder = by === 'almost' || by === 'nearly'
  const near = Math.abs(ratio / times - 1)
  const holds = isOver
    ? ratio > times
    : isUnder
      ? ratio < times && near < 0.15
      : near < (by ? 0.15 : 0.03)
  const end = match.index + match[0].length
  const words = told.tokens.flatMap(({ range }, at) =>
    range.start >= match.index && range.end <= end ? [at] : [],
  )
  return [{ own: words, holds }]
}
