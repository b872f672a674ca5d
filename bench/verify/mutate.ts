import { monthNames } from '../../shared/text/months.ts'
import { createArmFinder, readArmHead } from '../../server/domain/verify/arms.ts'
import { findQuantities, type Quantity } from '../../shared/text/quantities.ts'
import type { TextRange } from '../../shared/text/range.ts'
import {
  changeGroup,
  changePopulation,
  changeRow,
  changeVisit,
  type Change,
} from './mutate-names.ts'
import type { ReportClaim } from './report-claims.ts'

export const operators = [
  'digit',
  'unit',
  'sign',
  'arm',
  'negation',
  'direction',
  'date',
  'n/N',
  'p-value',
  'planned → done',
  'row',
  'group',
  'visit',
  'population',
] as const
export type Operator = (typeof operators)[number]

/**
 * Every text that an operator can make of a claim, by one change. What would mean the same is no
 * mutation: a sign or unit of zero; a date's form; an arm that is named by another of its own names.
 */
export function listMutations(report: ReportClaim, operator: Operator): readonly string[] {
  const { text } = report.claim
  const changes = changesOf[operator](report)
  return [
    ...new Set(
      changes.map(({ range, to }) => text.slice(0, range.start) + to + text.slice(range.end)),
    ),
  ].filter((mutated) => mutated !== text)
}

const changesOf: Readonly<Record<Operator, (report: ReportClaim) => readonly Change[]>> = {
  digit: ({ claim }) =>
    matches(claim.text, /\d/g).flatMap(({ start, end, words }) =>
      [1, 5].map((by) => ({ range: { start, end }, to: String((Number(words) + by) % 10) })),
    ),
  unit: ({ claim }) => numbersOf(claim.text).flatMap((one) => changeUnit(claim.text, one)),
  sign: ({ claim }) => numbersOf(claim.text).flatMap((one) => changeSign(claim.text, one)),
  arm: changeArm,
  negation: ({ claim }) => [
    ...(claim.isCell
      ? []
      : matches(claim.text, /\b(?:was|were|is|are|will|did|has|have|had)\b(?! not\b| no\b)/g)
    ).map(({ end }) => ({ range: { start: end, end }, to: ' not' })),
    ...matches(claim.text, / not\b/g).map((range) => ({ range, to: '' })),
  ],
  direction: ({ claim }) =>
    matches(claim.text, directionWord).map(({ start, end, words }) => ({
      range: { start, end },
      to: matchCase(words, opposites.get(words.toLowerCase()) ?? words),
    })),
  date: ({ claim }) =>
    findQuantities(claim.text)
      .filter(({ kind }) => kind === 'date')
      .flatMap(({ range }) => changeDate(claim.text, range)),
  'n/N': ({ claim }) =>
    matches(
      claim.text,
      /(?<=\bof (?:the )?|\bN ?= ?)\d{2,}(?= |\))|\b\d{1,3}(?= ?\( ?\d+(?:\.\d)?%)/g,
    ).map(({ start, end, words }) => ({ range: { start, end }, to: String(Number(words) + 1) })),
  'p-value': ({ claim }) =>
    matches(claim.text, /(?<=\bp-?values? (?:of |was |were )?[<>]?)\d?\.\d+/gi).flatMap(
      ({ start, end, words }) => {
        const value = Number(words)
        const to = value >= 0.05 ? '0.012' : '0.612'
        return [{ range: { start, end }, to }]
      },
    ),
  'planned → done': ({ claim }) =>
    matches(claim.text, /\b(was|were) (?:only |not )?to be\b|\bwill be\b/g).map(
      ({ start, end, words }) => ({
        range: { start, end },
        to: words.startsWith('will') ? 'were' : words.replace(/ to be$/, ''),
      }),
    ),
  row: changeRow,
  group: changeGroup,
  visit: changeVisit,
  population: changePopulation,
}

type Found = TextRange & { readonly words: string }

function matches(text: string, pattern: RegExp): readonly Found[] {
  return Array.from(text.matchAll(pattern), ({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
    words,
  }))
}

function numbersOf(text: string): readonly Quantity[] {
  return findQuantities(text).filter((one) => one.kind === 'number')
}

const otherUnits: ReadonlyMap<string, string> = new Map(
  'mg:g g:mg kg:g week:day weeks:days day:week days:weeks months:years month:year years:months year:month hours:days hour:day minutes:hours minute:hour sec:min %:‰ cm:mm mmhg:mg'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)

/** Zero of one unit is zero of another. */
function changeUnit(text: string, { range, decimal }: Quantity): readonly Change[] {
  if (decimal === '0') return []
  const unit = /[\p{L}%]+$/u.exec(text.slice(range.start, range.end))
  const to = unit ? otherUnits.get(unit[0].toLowerCase()) : undefined
  if (!unit || to === undefined) return []
  return [{ range: { start: range.start + unit.index, end: range.end }, to }]
}

/** Of results: decimals that no sign, range or comparison precedes. */
function changeSign(text: string, { range, decimal, comparator }: Quantity): readonly Change[] {
  const spelled = text.slice(range.start, range.end)
  if (Number(decimal) === 0 || comparator !== '') return []
  if (decimal.startsWith('-')) return [{ range, to: spelled.replace(/^[-−–]\s?/, '') }]
  const isResult =
    /^\d+\.\d/.test(spelled) &&
    /(?:^|\b(?:was|to|of|and|with) |\()$/.test(text.slice(0, range.start)) &&
    !/p-?values? (?:\w+ )?$/i.test(text.slice(0, range.start))
  return isResult ? [{ range, to: `-${spelled}` }] : []
}

/** The arm becomes another one of the evidence's tables, or else another level of dose. */
function changeArm({ claim, evidence }: ReportClaim): readonly Change[] {
  const findArms = createArmFinder(evidence)
  const columns = evidence.flatMap(
    ({ cell }) => cell?.table.columns.map((path) => path.at(-1)) ?? [],
  )
  const heads = [...new Set(columns.map((head) => head?.replace(/\s*\(\s*N\s*=.*/i, '') ?? ''))]
  const named = heads.flatMap((head) => {
    const [arm, ...more] = readArmHead(head, findArms)
    return arm === undefined || more.length > 0 ? [] : [{ arm, head }]
  })
  const others = named.length > 1 ? named : general
  return findArms(claim.text).flatMap(({ arm, range }) => {
    const spelled = claim.text.slice(range.start, range.end)
    return others
      .filter((one) => one.arm !== arm)
      .map(({ head }) => ({ range, to: matchCase(spelled, head.toLowerCase()) }))
  })
}

const general = ['placebo', 'low dose', 'high dose'].map((head) => ({
  arm: head.replace(' dose', ''),
  head,
}))

const opposites: ReadonlyMap<string, string> = new Map(
  'increase:decrease increased:decreased increases:decreases higher:lower more:fewer greater:smaller larger:smaller above:below after:before improved:worsened improvement:worsening longer:shorter earlier:later maximum:minimum highest:lowest'
    .split(' ')
    .flatMap((pair) => {
      const [one = '', other = ''] = pair.split(':')
      return [[one, other] as const, [other, one] as const]
    }),
)

const directionWord = new RegExp(`\\b(?:${[...opposites.keys()].join('|')})\\b`, 'gi')

function changeDate(text: string, range: TextRange): readonly Change[] {
  const spelled = text.slice(range.start, range.end)
  return [
    spelled.replace(/\d{4}/, (year) => String(Number(year) + 1)),
    spelled.replace(/\p{Lu}\p{Ll}{2,}/u, (month) => nextMonth(month)),
    spelled.replace(/^\d{1,2}(?= )/, (day) => String((Number(day) % 28) + 1)),
  ].map((to) => ({ range, to }))
}

function nextMonth(month: string): string {
  const at = monthNames.findIndex((one) => one.startsWith(month.slice(0, 3)))
  const next = monthNames[(at + 1) % 12] ?? month
  return at < 0 ? month : next.slice(0, month.length < 4 ? 3 : undefined)
}

function matchCase(like: string, word: string): string {
  if (like === like.toUpperCase()) return word.toUpperCase()
  return /^\p{Lu}/u.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
