import { readShare, type ComparedCell } from './compared-cell.ts'
import {
  everybody,
  findCells,
  isOfCounts,
  write,
  writeAll,
  type Form,
  type Outcome,
  readCount,
} from './form.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import { before, listParties, rangeOf, type ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'

type Told = {
  readonly pattern: RegExp
  readonly name: string
  readonly holds: (share: number) => boolean
}

const half = 0.5

/** What words say of a share; "half" is what a percentage rounds to. */
const shares: readonly Told[] = [
  {
    pattern: /\b(?:fewer|less) than (?:one )?half(?: of)?\b/i,
    name: 'less than half',
    holds: (share) => share < half,
  },
  {
    pattern:
      /\bmore than (?:one )?half(?: of)?\b|\b(?:a|the) majority(?: of)?\b|(?<!\bthe )\bmost(?=\s+(?:of|patients|subjects|participants|§))/i,
    name: 'more than half',
    holds: (share) => share > half,
  },
  {
    pattern: /(?<!than )(?<!than one )\bhalf of\b/i,
    name: 'half',
    holds: (share) => Math.abs(share - half) < 0.005,
  },
  {
    pattern: /\bone in four\b|\b(?:a|one) quarter of\b/i,
    name: 'a quarter',
    holds: (share) => Math.abs(share - 0.25) < 0.005,
  },
]

/** "Fewer than half of the patients", on each of those that are named, else of all. */
export function readShares(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const told = shares.flatMap((one) => {
    const match = one.pattern.exec(masked)
    return match ? [{ ...one, range: rangeOf(match) }] : []
  })
  const [first] = told
  if (!first || told.length > 1 || winner.test(masked)) return []
  if (isOfPart(masked) || !isOfGroup(sentence, first.range)) return []
  const named = listParties(mentions)
  const parties = named.length === 0 ? [everybody] : named
  const isIn = /^in\s+$/i.test(masked.slice(first.range.start - 3, first.range.start))
  return [
    {
      consumed: [first.range, ...listBases(masked)],
      stake: isIn ? { start: first.range.start - 3, end: first.range.end } : first.range,
      kind: 'number',
      isOfWhole: true,
      focus: parties.length === 1 ? parties[0] : undefined,
      fits: ({ axis }) => axis === 'groups',
      judge: (series) => judgeShares(series, parties, first),
    },
  ]
}

/** "The term that was reported by most" has the most, and no majority. */
const winner = /\bthe\b.*\b(?:that|which) (?:was|were) \p{L}+ by (?:the )?most\b/iu

/** "Most of those who terminated early": of whom a column's percentages are not. */
export function isOfPart(masked: string): boolean {
  const whole = masked.replace(
    /\bwho (?:were |had been |was )?(?:took|received|given|randomi[sz]ed|treated)\b/gi,
    ' ',
  )
  return /\b(?:who|whose|those|these|which)\b/i.test(whole)
}

const people = '(?:patients|subjects|participants|volunteers)'
const ofPeople = new RegExp(`^\\s*(?:(?:of\\s+)?(?:the|all)\\s+)?(?:§\\d+·*\\s*)?${people}\\b`, 'i')
const withMore = new RegExp(
  `^[^§]*?\\b${people}\\s+(?:with|without|having|reporting|aged|from)\\b(?!\\s+(?:the\\s+)?§)`,
  'i',
)
const inGroup = new RegExp(
  `^\\s*(?:(?:of\\s+)?(?:the|all)\\s+)?(?:§|${people}\\s+(?:who\\s+\\p{L}+\\s+|randomized\\s+)?${before}§)`,
  'iu',
)

/**
 * True where it is a share of the people of a group: of "most events" and "most patients with an event"
 * a column's percentages are not, and "most patients were on §0··" is no share of that group.
 */
function isOfGroup({ masked, mentions }: ComparedSentence, share: TextRange): boolean {
  const rest = masked.slice(share.end)
  const isPredicate = /^in the majority$/i.test(masked.slice(share.start - 3, share.end))
  if (isPredicate) return true
  if (withMore.test(rest) || !(ofPeople.test(rest) || inGroup.test(rest))) return false
  return mentions.every(
    ({ range, spread }) => range.end <= share.start || spread !== 'one' || inGroup.test(rest),
  )
}

/** "At least one" event is what a row of any event counts. */
function listBases(masked: string) {
  return Array.from(masked.matchAll(/\b(?:at least one|one or more)\b/gi), rangeOf)
}

function judgeShares(series: Series, parties: readonly string[], told: Told): Outcome | undefined {
  const cells = findCells(series, parties)
  if (!cells || !isOfCounts(series)) return undefined
  const read = cells.map((cell) => ({ cell, share: readShare(cell) }))
  if (read.some(({ share }) => share === undefined)) return undefined
  const wrong = read.find(({ share }) => !told.holds(share ?? 0))?.cell
  const words = wrong
    ? `${writeOf(wrong)} is not ${told.name}.`
    : `${cells.length > 1 ? writeAll(cells) : writeOf(cells[0])} ${cells.length > 1 ? 'are' : 'is'} ${told.name}.`
  return { holds: wrong === undefined, cells, words, rival: wrong }
}

function writeOf(cell: ComparedCell | undefined): string {
  if (!cell) return ''
  return cell.size === undefined ? write(cell) : `${cell.decimal} of ${String(cell.size)}`
}

const everyone =
  /\ball(?: but (?<left>one|two|three|four|five|\d+))?(?: of)?(?: the)? (?<size>\d[\d,]*|\p{L}+)(?= )/iu

/** "All but one of the 182": everyone that the group has, or so many fewer. */
export function readAll(sentence: ComparedSentence): readonly Form[] {
  const { masked, mentions } = sentence
  const told = everyone.exec(masked)
  const { left, size = '' } = told?.groups ?? {}
  const whole = readCount(size)
  const less = left === undefined ? 0 : readCount(left)
  const parties = listParties(mentions)
  if (!told || whole === undefined || less === undefined || parties.length > 1) return []
  const [party = everybody] = parties
  return [
    {
      consumed: [rangeOf(told)],
      stake: rangeOf(told),
      kind: 'number',
      isOfWhole: true,
      focus: undefined,
      bases: new Set(['random', 'enrol', 'includ', 'who']),
      fits: ({ axis }) => axis === 'groups',
      judge: (series) => judgeAllOf(series, party, whole, less),
    },
  ]
}

/** Nothing where the number told is not the group's own: it may be of another whole. */
function judgeAllOf(
  series: Series,
  party: string,
  whole: number,
  less: number,
): Outcome | undefined {
  const [cell] = findCells(series, [party]) ?? []
  if (!cell || cell.size !== whole || !isOfCounts(series)) return undefined
  const holds = cell.value === whole - less
  const words = `${writeOf(cell)} is ${holds ? '' : 'not '}${less === 0 ? 'all' : `all but ${String(less)}`}.`
  return { holds, cells: [cell], words, rival: holds ? undefined : cell }
}
