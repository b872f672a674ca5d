import type { TextRange } from '../../../shared/text/range.ts'
import { findChange, type Found } from './told-changes.ts'
import type { TiedSentence } from './tie-numbers.ts'
import type { ToldSentence } from './told-sentence.ts'

/** "More than half", "about a third", "nearly half", and what a share in percent has to be for it. */
export function findFraction(
  text: string,
): { readonly range: TextRange; readonly holds: (share: number) => boolean } | undefined {
  const match =
    /\b(?:(slightly |just |a little )?(more than|over)|(just under|nearly|almost|slightly less than|less than|fewer than)|(about|roughly|around))?\s*(half|a third|a quarter)\b/i.exec(
      text,
    )
  if (!match) return undefined
  const [words, slightly, over, under, about, name = ''] = match
  const part = { half: 50, 'a third': 100 / 3, 'a quarter': 25 }[name.toLowerCase()] ?? 0
  const isNear = /just|nearly|almost|slightly/i.test(under ?? '')
  const holds = (share: number): boolean => {
    if (over) return share > part && (!slightly || share < part + 8)
    if (under) return share < part && (!isNear || share > part - 8)
    return Math.abs(share - part) <= (about ? 4 : 1)
  }
  return { range: { start: match.index, end: match.index + words.length }, holds }
}

/** A fraction beside the share that is told, or of how much something fell. */
export function readFractions(told: ToldSentence, tied: TiedSentence): readonly Found[] {
  const fraction = findFraction(told.text)
  const share = tied.ties.find(({ cell, told: { number } }) => cell && number.isPercent)
  const own = share ? share.told.number.value : readFall(told, tied)
  if (!fraction || own === undefined) return []
  return [{ own: indexesIn(told, fraction.range), holds: fraction.holds(own) }]
}

function readFall(told: ToldSentence, tied: TiedSentence): number | undefined {
  const change = findChange(told, tied)
  if (!change || !/\b(?:fell|dropped|declined|halved)\b/i.test(told.text)) return undefined
  return (100 * (change.from - change.to)) / change.from
}

function indexesIn({ tokens }: ToldSentence, { start, end }: TextRange): readonly number[] {
  return tokens.flatMap(({ range }, at) => (range.start >= start && range.end <= end ? [at] : []))
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
  const range = { start: match.index, end: match.index + match[0].length }
  return [{ own: indexesIn(told, range), holds }]
}
