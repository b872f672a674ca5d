import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import type { Matching } from './align-tokens.ts'
import type { Finding } from './judge-gap.ts'

/**
 * Whose thing a sentence tells of may be no subject of it: "the gas plant fell" is not borne out by "output of the gas
 * plant fell", nor "the meters were replaced" by "two thirds of the meters were replaced".
 */
export function judgeLeftHeads(
  claim: string,
  evidence: string,
  { pairs }: Matching,
): readonly Finding[] {
  const [first] = [...pairs].sort(([one], [other]) => one.range.start - other.range.start)
  if (!first || !opening.test(claim.slice(0, first[0].range.start))) return []
  const found = headOf.exec(evidence.slice(0, first[1].range.start))
  const head = found?.groups?.head ?? ''
  if (!found || exempt.test(head)) return []
  const start = found.index
  const isTold = pairs.some(
    ([, { range }]) => range.start >= start && range.start < start + head.length,
  )
  if (isTold) return []
  const rival = { start, end: start + head.length }
  return [{ kind: 'words', claim: first[0].range, rival, contradicts: false, isHeld: true }]
}

const determiner = '(?:the|an?|all|its|their|his|her|our|these|those|this|that)'
const opening = new RegExp(`^\\s*(?:${determiner}\\s+)*$`, 'iu')
/** Who does something for somebody else. */
const speaking =
  '(?:spokes\\p{L}+|representatives?|lawyers?|solicitors?|agents?|counsel|advis[eo]rs?|candidates?)'
const headOf = new RegExp(
  `(?<![\\p{L}\\d-])(?<head>[\\p{L}\\d-]+(?=\\s+of\\s)|${speaking}(?=\\s+for\\s))\\s+(?:of|for)\\s+(?:(?:${determiner}|${numberWordsPattern}|\\d+)\\s+)*$`,
  'iu',
)

/** Of these the whole is told by what stands behind them: "a total of 40 patients". */
const exempt =
  /^(?:total|number|sum|group|series|set|pair|couple|dozens?|hundreds?|thousands?|millions?|team|cohort|sample|population|city|town|state|kind|type|form|name|cases?|incidence|frequency|rate|percentage|means?|medians?|all|both|because|instead|out|consist\w*|compos\w*|dated?)$/iu
