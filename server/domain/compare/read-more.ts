import { compareCells, type ComparedCell, type Measured } from './compared-cell.ts'
import {
  findCells,
  fitsWord,
  isOfCounts,
  write,
  writeAll,
  type Form,
  type Orient,
  type Outcome,
} from './form.ts'
import type { Mention } from './mention.ts'
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
import { readDifference, readPair, type Compared } from './side-values.ts'

export const upward = 'more|higher|longer|larger|greater|older|heavier'
const downward = 'fewer|less|lower|shorter|smaller|younger|lighter'
export const comparatives = new RegExp(
  `\\b(${upward}|${downward})\\b(\\s+(?:often|frequent(?:ly)?|common(?:ly)?)\\b)?`,
  'gi',
)
const thanWhom = new RegExp(`\\bthan\\s+${before}(${mentionList})`, 'gi')
const one = new RegExp(mentionList, 'gi')

/** "More often on either dose than on placebo": each of some parties against each of others. */
export function readMore(sentence: ComparedSentence): readonly Form[] {
  const sides = readSides(sentence)
  if (!sides) return []
  const { told, than, greater, smaller } = sides
  const pair = { parties: listParties(greater), others: listParties(smaller) }
  if (pair.parties.some((party) => pair.others.includes(party))) return []
  const values = readPair(sentence, rangeOf(than).end, pair)
  const difference = readDifference(sentence, told.index)
  const isOfTwo = pair.parties.length === 1 && pair.others.length === 1 && told[2] === undefined
  if (difference && !isOfTwo) return []
  const { masked } = sentence
  const [, word = ''] = told
  const isOfPeople = ofPeople.test(masked)
  const pairs = {
    ...pair,
    measured: difference ? 'count' : readMeasured(masked, told[2]),
    isPlural: [...greater, ...smaller].some(({ spread }) => spread === 'plural'),
    difference: difference && Number(difference.quantity.decimal),
  } as const
  const isUp = new RegExp(`^(?:${upward})$`, 'i').test(word)
  return [
    {
      consumed: [
        rangeOf(told),
        { start: than.index, end: than.index + 'than'.length },
        ...(difference ? [difference.range] : []),
        ...values.consumed,
      ],
      stake: difference?.range ?? rangeOf(told),
      kind: difference ? 'number' : 'direction',
      focus: undefined,
      given: values.given,
      bases: new Set(['share']),
      fits: (series) => fitsWord(word, series, masked) && (isOfPeople || !isOfGroups(series)),
      judge: (series, orient) =>
        judgePairs(series, { ...pairs, sign: isUp ? orient : reverse(orient) }),
    },
  ]
}

type Sides = {
  readonly told: RegExpExecArray
  readonly than: RegExpExecArray
  readonly greater: readonly Mention[]
  readonly smaller: readonly Mention[]
}

/** Who is compared with whom; undefined where a sentence compares more than once, or names anybody else. */
function readSides(sentence: ComparedSentence): Sides | undefined {
  const { masked, mentions } = sentence
  if (together.test(masked)) return undefined
  const [told, ...otherTold] = masked.matchAll(comparatives)
  const [than, ...otherThan] = masked.matchAll(thanWhom)
  if (!told || !than || otherTold.length > 0 || otherThan.length > 0) return undefined
  const lists = [...masked.slice(0, than.index).matchAll(one)]
  const [list] = lists
  if (!list || lists.length > 1 || than.index < told.index) return undefined
  const [greater, smaller] = [
    listMentions(sentence, list[0]),
    listMentions(sentence, than[1] ?? ''),
  ]
  return greater.length + smaller.length < mentions.length
    ? undefined
    : { told, than, greater, smaller }
}

/** "More patients", "more often", "the number was higher": of "more weight" no count tells. */
export const ofPeople =
  /\b(?:more|fewer|less)\s+(?:often|frequent(?:ly)?|common(?:ly)?|§|(?:\p{L}+\s+)?(?:patients|subjects|participants|people|men|women)\b)|\b(?:number|rate|frequency|incidence|proportion|percentage|share|count)\b/iu

/** Of how many had it a larger share may be a smaller number; so it is with what was more often. */
export function readMeasured(masked: string, often: string | undefined): Measured {
  return often === undefined && !ofShare.test(masked) ? 'any' : 'share'
}

const ofShare = /\b(?:share|proportion|percentage)\b/i

export function isOfGroups(series: Series): boolean {
  return !series.isRecord && isOfCounts(series)
}

function reverse(orient: Orient): Orient {
  return orient === 1 ? -1 : 1
}

type Pairs = Compared & {
  readonly measured: Measured
  /** "The two groups" may be meant together: against them only what holds for neither. */
  readonly isPlural: boolean
  readonly sign: Orient
  readonly difference: number | undefined
}

export function judgePairs(series: Series, pairs: Pairs): Outcome | undefined {
  const own = findCells(series, pairs.parties)
  const others = findCells(series, pairs.others)
  if (!own || !others) return undefined
  const compared = own.flatMap((a) =>
    others.map((b) => ({ a, b, way: compareCells(a, b, pairs.measured) })),
  )
  if (compared.some(({ way }) => way === undefined)) return undefined
  if (pairs.difference !== undefined && !isOfCounts(series)) return undefined
  const wrong = compared.filter(({ way }) => way !== pairs.sign)
  const isPartly = pairs.isPlural && wrong.length < compared.length
  if (wrong.length > 0 && isPartly) return undefined
  const [first] = wrong
  if (first) {
    const words = `${writeRelation(first.way ?? 0, first.a, first.b)}.`
    return { holds: false, cells: [...own, ...others], words, rival: first.b }
  }
  if (pairs.difference !== undefined) return judgeDifference(own, others, pairs.difference)
  const relation = pairs.sign === 1 ? 'greater' : 'less'
  const words = `${writeAll(own)} ${own.length > 1 ? 'are' : 'is'} ${relation} than ${writeAll(others)}.`
  return { holds: true, cells: [...own, ...others], words, rival: undefined }
}

function judgeDifference(
  [own]: readonly ComparedCell[],
  [other]: readonly ComparedCell[],
  told: number,
): Outcome | undefined {
  if (!own || !other) return undefined
  const [greater, smaller] = own.value > other.value ? [own, other] : [other, own]
  const difference = greater.value - smaller.value
  const holds = difference === told
  const words = `${greater.decimal} - ${smaller.decimal} = ${String(difference)}`
  return {
    holds,
    cells: [own, other],
    words: holds ? `${words}.` : `${words}, not ${String(told)}.`,
    // no cell holds the difference that the sentence has wrong
    rival: undefined,
  }
}

function writeRelation(way: number, a: ComparedCell, b: ComparedCell): string {
  if (way === 0) return `${write(a)} is as much as ${write(b)}`
  return `${write(a)} is ${way > 0 ? 'greater' : 'less'} than ${write(b)}`
}
