import type { TextRange } from '../../../shared/text/range.ts'
import { everybody, findCell, write, type Form, type Outcome } from './form.ts'
import { isOfPart } from './read-shares.ts'
import { listParties, type ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'

const number = '-?\\d+(?:\\.\\d+)?'
const unit = '(?:\\s*(?<UNIT>(?!to\\b|and\\b)[\\p{L}%][^\\s,;.]*))?'

const ranges = [
  new RegExp(
    `\\b(?:aged|(?:aged\\s+)?(?:between|from)|(?:was|were)(?=\\s+-?\\d[^,;]*\\bold\\b))\\s+(?<least>${number})${unit.replace('UNIT', 'first')}\\s*(?:to|and|-|–)\\s*(?<most>${number})${unit.replace('UNIT', 'second')}`,
    'iu',
  ),
  new RegExp(
    `\\byoungest\\b[^\\d,;]*?(?<least>${number})${unit.replace('UNIT', 'first')}(?:\\s+old)?[\\s,]+and\\b[^\\d,;]*?\\boldest\\b[^\\d,;]*?(?<most>${number})${unit.replace('UNIT', 'second')}`,
    'iu',
  ),
]

/** Means range less than what they are of, and what had to be so is no result. */
const ofMeans = /\b(?:means?|medians?|averages?|LS|to be)\b/i

/** "Ranged from 51 to 89", "the youngest was 51 and the oldest 89": the least and the greatest of a group, or of all. */
export function readRange(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions, tokens } = sentence
  const told = ranges.map((pattern) => pattern.exec(masked)).find((match) => match !== null)
  const { least, most, first, second } = told?.groups ?? {}
  const [party = everybody, ...others] = listParties(mentions)
  const areOne = others.length === 0 && mentions.every(({ spread }) => spread === 'one')
  if (!told || least === undefined || most === undefined || !areOne) return []
  if (isOfPart(masked) || ofMeans.test(masked)) return []
  const range = { start: told.index, end: told.index + told[0].length }
  const own = tokens.filter((one) => isIn(one.range, range) && one.kind === 'number')
  return [
    {
      consumed: own.map((one) => one.range),
      stake: range,
      kind: 'number',
      focus: undefined,
      tells: 'least',
      units: [first, second].flatMap((one) => one ?? []),
      fits: ({ greatest, isChange }) => greatest !== undefined && !isChange,
      judge: (series) => judgeRange(series, party, Number(least), Number(most)),
    },
  ]
}

function isIn(one: TextRange, other: TextRange): boolean {
  return other.start <= one.start && one.end <= other.end
}

/** Another range stays open: it may be of others. */
function judgeRange(
  series: Series,
  party: string,
  least: number,
  most: number,
): Outcome | undefined {
  const { greatest } = series
  const [low, high] = [findCell(series, party), greatest && findCell(greatest, party)]
  if (!low || !high || low.value !== least || high.value !== most) return undefined
  const words = `${series.title.replace(/, min.*$/i, '')}: ${write(low)} to ${write(high)}.`
  return { holds: true, cells: [low, high], words, rival: undefined }
}
