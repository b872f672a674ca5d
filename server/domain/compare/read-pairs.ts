import type { Token } from '../verify/statement.ts'
import type { ComparedCell } from './compared-cell.ts'
import { write, type Form, type Outcome } from './form.ts'
import { ownKey } from './read-parts.ts'
import { oneMention, rangeOf, type ComparedSentence } from './sentence.ts'
import type { PairedColumn, Series } from './series.ts'

const only = [
  new RegExp(
    `(?<=${oneMention}\\s+(?:is|was)\\s+)the\\s+only(?=\\s+\\p{L}+\\s+(?:in|at|for|of|on)\\s+which\\b|\\s+\\p{L}+\\s+(?:where|with|that|to)\\b)`,
    'iu',
  ),
  new RegExp(`\\bonly(?=\\s+(?:(?:in|at|for|on|with)\\s+)?${oneMention})`, 'iu'),
]

/** "The only category in which more invoices were tested than planned": two columns of one row. */
export function readPairs(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions, tokens } = sentence
  const [told, ...otherTold] = masked.matchAll(/\b(?:more|fewer)\b/gi)
  const [than, ...otherThan] = masked.matchAll(/\bthan\b/gi)
  const [mention, ...others] = mentions
  if (!told || !than || !mention || mention.spread !== 'one' || told.index > than.index) return []
  if ([...otherTold, ...otherThan, ...others].length > 0 || excluding.test(masked)) return []
  const alone = only.map((pattern) => pattern.exec(masked)).find((one) => one !== null)
  if (!alone && /\b(?:only|alone|none|no|not)\b/i.test(masked)) return []
  const [party = ''] = mention.parties
  const isIn = ({ range }: Token, from: number, to: number) =>
    range.start >= from && range.end <= to
  const keysIn = (from: number, to: number): ReadonlySet<string> =>
    new Set(tokens.filter((token) => isIn(token, from, to)).map(ownKey))
  const sides = { greater: keysIn(0, than.index), smaller: keysIn(than.index, masked.length) }
  const isUp = /^more$/i.test(told[0])
  return [
    {
      consumed: [rangeOf(told), rangeOf(than), ...(alone ? [rangeOf(alone)] : [])],
      stake: alone ? rangeOf(alone) : rangeOf(told),
      kind: 'direction',
      focus: undefined,
      isExact: true,
      isOfPairs: true,
      fits: (series) => orderPair(series, sides) !== undefined,
      judge: (series) => {
        const pair = orderPair(series, sides)
        return pair && judgePair(series, pair, { party, isUp, isOnly: alone !== undefined })
      },
    },
  ]
}

const excluding = /\b(?:any|other|others|each|every|all|both|either|together|average|half)\b/i

type Sides = { readonly greater: ReadonlySet<string>; readonly smaller: ReadonlySet<string> }
type Pair = readonly [PairedColumn, PairedColumn]

/** The column that is told before "than" first; undefined where a side names both, or none. */
function orderPair({ pair }: Series, { greater, smaller }: Sides): Pair | undefined {
  if (!pair) return undefined
  const [first, second] = pair
  const isTold = ([own, other]: Pair): boolean =>
    own.keys.every((key) => greater.has(key)) &&
    other.keys.every((key) => smaller.has(key)) &&
    !own.keys.some((key) => smaller.has(key)) &&
    !other.keys.some((key) => greater.has(key))
  const turned: Pair = [second, first]
  return [pair, turned].find(isTold)
}

type ToldPair = { readonly party: string; readonly isUp: boolean; readonly isOnly: boolean }

function judgePair(
  { entries }: Series,
  [own, other]: Pair,
  { party, isUp, isOnly }: ToldPair,
): Outcome | undefined {
  const rows = entries.map(({ party: row, label }) => {
    return { row, label, a: own.cells.get(row), b: other.cells.get(row) }
  })
  const asked = isOnly ? rows : rows.filter(({ row }) => row === party)
  const read = asked.flatMap(({ row, label, a, b }) => (a && b ? [{ row, label, a, b }] : []))
  const mine = read.find(({ row }) => row === party)
  if (read.length < asked.length || !mine) return undefined
  const isSo = ({ a, b }: { readonly a: ComparedCell; readonly b: ComparedCell }): boolean =>
    isUp ? a.value > b.value : a.value < b.value
  const wrong = read.find((one) => isSo(one) !== (one === mine))
  const cells = [mine, ...read.filter((one) => one !== mine)].flatMap(({ a, b }) => [a, b])
  if (wrong) {
    const words = `${compare(wrong.a, wrong.b)} (${wrong.label}).`
    return { holds: false, cells, words, rival: wrong.a }
  }
  const rest = isOnly ? `, and in none of the ${String(read.length - 1)} others is it so` : ''
  return { holds: true, cells, words: `${compare(mine.a, mine.b)}${rest}.`, rival: undefined }
}

function compare(a: ComparedCell, b: ComparedCell): string {
  const way = a.value === b.value ? 'as much as' : a.value > b.value ? 'more than' : 'less than'
  return `${write(a)} is ${way} ${write(b)}`
}
