import { findQuantities, type Quantity } from '../../../shared/text/quantities.ts'
import { findCells, findLabel, write, writeAll, type Form, type Outcome } from './form.ts'
import { rangeOf, type ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'

const limits =
  /\b(?:between|from)\s+(-?[\d.]+)\s*[^\s\d§]{0,8}\s+(?:and|to)\s+(-?[\d.]+)(?:\s*(?:%|mmHg|kg|cm|mg|years)(?![\p{L}]))?/iu

/** "Between 17.9 and 18.5 in the three groups": the least and the greatest of all. */
export function readLimits(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const match = limits.exec(masked)
  const [mention, ...others] = mentions
  if (!match || !mention || mention.spread === 'one' || others.length > 0) return []
  const [low, high] = [match[1], match[2]].map((words) => readNumber(words ?? ''))
  if (!low || !high) return []
  const { parties } = mention
  return [
    {
      consumed: [rangeOf(match)],
      stake: rangeOf(match),
      kind: 'number',
      focus: undefined,
      fits: ({ axis }) => axis === 'groups',
      judge: (series) => judgeLimits(series, parties, low, high),
    },
  ]
}

function readNumber(words: string): Quantity | undefined {
  const [one] = findQuantities(words)
  return one?.kind === 'number' ? one : undefined
}

function judgeLimits(
  series: Series,
  parties: readonly string[],
  low: Quantity,
  high: Quantity,
): Outcome | undefined {
  const cells = findCells(series, parties)
  if (!cells) return undefined
  const ordered = cells.toSorted((a, b) => a.value - b.value)
  const [least, greatest] = [ordered[0], ordered.at(-1)]
  if (!least || !greatest) return undefined
  const words = `The values ${writeAll(cells)} lie between ${write(least)} and ${write(greatest)}.`
  if (least.decimal === low.decimal && greatest.decimal === high.decimal) {
    return { holds: true, cells, words, rival: undefined }
  }
  // wider limits are loose, and no more
  const rival = [least, greatest].find(
    ({ value }) =>
      value < Number(low.decimal) - roundingOf(low) ||
      value > Number(high.decimal) + roundingOf(high),
  )
  if (!rival) return undefined
  const way = rival.value < Number(low.decimal) ? 'less than' : 'more than'
  const end = rival.value < Number(low.decimal) ? low : high
  const outside = `${write(rival)} (${findLabel(series, rival)}) is ${way} ${end.decimal}.`
  return { holds: false, cells, words: `${outside} ${words}`, rival }
}

function roundingOf({ decimal }: Quantity): number {
  return 0.5 * 10 ** -(/\.(\d+)/.exec(decimal)?.[1] ?? '').length
}
