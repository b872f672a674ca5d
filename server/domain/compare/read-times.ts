import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import { readShare, type ComparedCell } from './compared-cell.ts'
import { findCells, isOfCounts, readCount, write, type Form, type Outcome } from './form.ts'
import {
  before,
  listMentions,
  listParties,
  mentionList,
  rangeOf,
  together,
  type ComparedSentence,
} from './sentence.ts'
import type { Series } from './series.ts'

const often = 'often|frequent(?:ly)?|common(?:ly)?'

/** "More than five times as often", "twice as many". */
export const timesAs = new RegExp(
  `(?<![\\d.,])\\b(?:(?<more>more than|over)\\s+|(?<less>less than|under)\\s+)?(?:(?<twice>twice)|(?<times>\\d+(?:\\.\\d+)?|${numberWordsPattern})\\s+times)\\s+as\\s+(?:(?<often>${often})|(?<many>many)|high|large|great|long)\\b`,
  'i',
)
const asWhom = new RegExp(`\\bas\\s+${before}(${mentionList})`, 'gi')

/** "Twice as many on §0·· as on §1··": how often one value is the other. */
export function readTimes(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const told = timesAs.exec(masked)
  const [as, ...others] = masked.matchAll(asWhom)
  if (!told || !as || others.length > 0 || as.index < told.index || together.test(masked)) return []
  const [list, ...lists] = masked.slice(0, as.index).matchAll(new RegExp(mentionList, 'gi'))
  if (!list || lists.length > 0) return []
  const [greater, smaller] = [list[0], as[1] ?? ''].map((words) => listMentions(sentence, words))
  const [own, other] = [greater, smaller].map((one) => listParties(one ?? []))
  if (own?.length !== 1 || other?.length !== 1 || mentions.length !== 2) return []
  const { more, less, twice, times = '', often: isShare, many } = told.groups ?? {}
  const factor = twice === undefined ? readCount(times) : 2
  if (factor === undefined || own[0] === other[0]) return []
  const way = more === undefined ? (less === undefined ? 0 : -1) : 1
  const measured = isShare === undefined ? (many === undefined ? 'any' : 'count') : 'share'
  return [
    {
      consumed: [rangeOf(told)],
      stake: rangeOf(told),
      kind: 'number',
      focus: undefined,
      isExact: true,
      fits: ({ axis, isChange }) => axis !== 'times' && !isChange,
      judge: (series) => judgeTimes(series, [...own, ...other], { factor, way, measured }),
    },
  ]
}

type Times = {
  readonly factor: number
  readonly way: -1 | 0 | 1
  readonly measured: 'count' | 'share' | 'any'
}

function judgeTimes(series: Series, parties: readonly string[], told: Times): Outcome | undefined {
  const cells = findCells(series, parties)
  const [own, other] = cells ?? []
  if (!cells || !own || !other) return undefined
  const ratios = listRatios(own, other, told.measured, isOfCounts(series))
  const [ratio] = ratios
  const [byShare, ...others] = ratios.map((one) => isTold(one, told))
  const isAlike = others.every((one) => one === byShare)
  const holds = isAlike || (told.measured === 'share' && byShare === true) ? byShare : undefined
  if (ratio === undefined || holds === undefined) return undefined
  const words = `${write(own)} is ${ratio.toFixed(1)} times ${write(other)}.`
  return { holds, cells, words, rival: holds ? undefined : other }
}

/**
 * By shares, where counts of groups have them, and by the values: where nothing says which is meant both have
 * to tell the same, and against what is told of shares so do both.
 */
function listRatios(
  own: ComparedCell,
  other: ComparedCell,
  measured: Times['measured'],
  areCounts: boolean,
): readonly number[] {
  const byValue = own.value / other.value
  const isOfGroups = [own, other].some(({ percent, size }) => (percent ?? size) !== undefined)
  const isPlain = measured === 'count' || !areCounts || !isOfGroups
  const byShare = (readShare(own) ?? NaN) / (readShare(other) ?? NaN)
  const ratios = isPlain ? [byValue] : [byShare, byValue]
  return ratios.every((one) => Number.isFinite(one) && one > 0) ? ratios : []
}

/** Undefined where it is nearly so often: a writer may have rounded. */
function isTold(ratio: number, { factor, way }: Times): boolean | undefined {
  if (way !== 0) return way * (ratio - factor) > 0
  const off = Math.abs(ratio - factor)
  const places = /\.(\d+)/.exec(String(factor))?.[1]?.length ?? 0
  const [near, far] = places === 0 ? [0.05, 0.5] : [0.5 * 10 ** -places, 2 * 10 ** -places]
  return off <= near + 1e-9 ? true : off >= far ? false : undefined
}
