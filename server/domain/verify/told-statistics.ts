import type { TextRange } from '../../../shared/text/range.ts'
import type { TableNames } from './table-names.ts'

export type Statistic =
  'mean' | 'sd' | 'se' | 'cv' | 'median' | 'min' | 'max' | 'lower' | 'upper' | 'first' | 'third'

/** Where a sentence names a statistic; `isLoose` for a superlative, which may tell of other things. */
export type ToldStatistic = {
  readonly statistic: Statistic
  readonly range: TextRange
  readonly isLoose: boolean
}

/** What the numbers of a cell are, in their order, as one head says: mean and SD for "Mean (SD)". */
export function readHalves(head: string): readonly Statistic[] {
  return splitHalves(head).flatMap((name) => {
    return heads.flatMap(([words, statistics]) => (words.test(name) ? statistics : []))
  })
}

/** Beside "Q2" and "Q4" the heads "Q1" and "Q3" are quarters of a year, and no quartiles. */
export function readHalvesIn(
  { rows, columns }: Pick<TableNames, 'rows' | 'columns'>,
  head: string,
): readonly Statistic[] {
  const isQuarter =
    /^q[13]$/i.test(head.trim()) &&
    [...rows, ...columns].some((path) => path.some((name) => /^q[24]$/i.test(name.trim())))
  return isQuarter ? [] : readHalves(head)
}

export function splitHalves(head: string): readonly string[] {
  const pieces = head.replace(/\[\w+\]/g, ' ').split(separator)
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')
}

const separator = /[(),;/±]|\+\/-|\s[-–]\s|\bto\b|\band\b/i

/** A whole piece of a head is one: a "Maximum dose" is a thing that is measured. */
const heads: readonly (readonly [RegExp, readonly Statistic[]])[] = [
  [
    /^(?:(?:ls|least squares?|adjusted|arithmetic|geometric) )*means?(?: (?:change|difference|value|score)s?)?$|\b(?:in|of) (?:ls |least squares? )?means$/i,
    ['mean'],
  ],
  [/^(?:sd|std\.?(?: dev\.?)?|s\.d\.|standard deviation)$/i, ['sd']],
  [/^(?:se|sem|s\.e\.|standard error)$/i, ['se']],
  [/^(?:geometric )?(?:% ?)?(?:cv|coefficient of variation)(?: ?%)?$/i, ['cv']],
  [/^(?:median|med\.?)$/i, ['median']],
  [/^min(?:imum|\.)?$/i, ['min']],
  [/^max(?:imum|\.)?$/i, ['max']],
  [/^range$/i, ['min', 'max']],
  [/^(?:q1|25%|25th percentile)$/i, ['first']],
  [/^(?:q3|75%|75th percentile)$/i, ['third']],
  [/^(?:iqr|interquartile range)$/i, ['first', 'third']],
  [/^(?:\d+ ?% )?(?:ci|confidence (?:interval|limits))$/i, ['lower', 'upper']],
  [
    /^(?:\d+ ?% )?(?:ci|confidence (?:interval|limit)),? lower(?: limit)?$|^lower (?:\d+ ?% )?(?:ci|confidence limit)$/i,
    ['lower'],
  ],
  [
    /^(?:\d+ ?% )?(?:ci|confidence (?:interval|limit)),? upper(?: limit)?$|^upper (?:\d+ ?% )?(?:ci|confidence limit)$/i,
    ['upper'],
  ],
]

/** The statistics that a sentence names, in order. */
export function listToldStatistics(text: string): readonly ToldStatistic[] {
  return names
    .flatMap(([statistic, words, isLoose]) =>
      Array.from(text.matchAll(words), ({ 0: { length }, index }) => ({
        statistic,
        range: { start: index, end: index + length },
        isLoose,
      })),
    )
    .filter(({ range }) => !ofMean.test(text.slice(0, range.start)))
    .toSorted((a, b) => a.range.start - b.range.start)
}

/** The standard error of a mean is none. */
const ofMean = /\b(?:SDs?|SEs?|standard (?:deviation|error)s?) of the (?:\p{L}+ ){0,5}$/iu

const names: readonly (readonly [Statistic, RegExp, boolean])[] = [
  ['mean', /\b(?:means?|averages?|averaged)\b/gi, false],
  ['sd', /\bSDs?\b|\bstandard[- ]deviations?\b/gi, false],
  ['se', /\bSEM?\b|\bstandard[- ]errors?\b/g, false],
  ['cv', /\bCVs?\b|\bcoefficients? of variation\b/g, false],
  ['median', /\bmedians?\b/gi, false],
  ['min', /\bmin(?:imum|ima)?\b/gi, false],
  ['max', /\bmax(?:imum|ima)?\b/gi, false],
  ['lower', /\blower (?:\p{L}+ )?(?:limit|bound|end)\b/giu, false],
  ['upper', /\bupper (?:\p{L}+ )?(?:limit|bound|end)\b/giu, false],
  [
    'min',
    /\b(?:low|small|young|short|light|few|weak)est\b|\bat least\b|\bleast\b(?!\s+squares?)|\bfrom(?=\s+\W?\d)|\b(?:never|not|no \p{L}+) (?:\p{L}+ )?(?:below|under|less than|fewer than|fell below)\b/giu,
    true,
  ],
  [
    'max',
    /\b(?:high|larg|great|old|long|heavi|tall|strong)est\b|\bat most\b|\bmost\b|\b(?:up\s+)?to(?=\s+\W?\d)|\b(?:never|not|no \p{L}+) (?:\p{L}+ )?(?:exceed\p{L}*|above|over|longer|more|higher|larger|older)\b/giu,
    true,
  ],
  ['first', /\b(?:first|lower) quartile\b/gi, false],
  ['third', /\b(?:third|upper) quartile\b/gi, false],
]
