import type { Quantity } from '../../../shared/text/quantities.ts'
import { findUnit, unitPattern } from '../../../shared/text/units.ts'
import type { ArmFinder } from './arms.ts'
import { isStatistic } from './lexicon.ts'
import { readStatement } from './statement.ts'

export type UnitOf = Pick<Quantity, 'unit' | 'factor'>

export function isSameUnit(a: UnitOf, b: UnitOf): boolean {
  return a.unit === b.unit && a.factor === b.factor
}

export function listNames(text: string, findArms: ArmFinder): ReadonlySet<string> {
  const words = readStatement(text, findArms).filter(
    ({ kind, key }) => kind === 'word' && !isStatistic(key) && key !== 'total',
  )
  return new Set(words.map(({ key }) => key))
}

/** The dose that names an arm is no unit of its values. */
export function listUnits(heads: string, findArms: ArmFinder): readonly UnitOf[] {
  const plain = findArms(heads).reduceRight(
    (text, { range }) => `${text.slice(0, range.start)} ${text.slice(range.end)}`,
    heads,
  )
  const spelled = plain.replace(spanOf, (word) => word.toLowerCase())
  return Array.from(spelled.matchAll(inHeads)).flatMap(([word]) => {
    const unit = findUnit(word)
    return unit ? [{ unit: unit.base, factor: unit.factor }] : []
  })
}

/** "Years of education" are counted in years. */
const spanOf = /\b(?:Years|Months|Weeks|Days|Hours|Minutes)(?= (?:of|on|since)\b)/g

/** Neither "Alzheimer's" nor "95% CI" tells in what values are given. */
export const inHeads = new RegExp(
  `(?<![\\p{L}\\d'’]|\\d[ -]?)(?:${unitPattern})(?![\\p{L}\\d])`,
  'gu',
)
