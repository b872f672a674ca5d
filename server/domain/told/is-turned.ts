import { alignTokens } from '../verify/align-tokens.ts'
import { createArmFinder } from '../verify/arms.ts'
import { judgeLimits } from '../verify/judge-limits.ts'
import { judgeNearSentence } from '../verify/judge-near-words.ts'
import { judgeSmallWords } from '../verify/judge-small-words.ts'
import { readStatement } from '../verify/statement.ts'

/**
 * Small words turn what the same words say: "up to", "by then", "of these", "not fully", "but two". None of them is
 * a word that told and given sentences are held against, so that they are looked for by themselves.
 */
export function isTurned(told: string, given: string, above: string): boolean {
  const [claim, evidence] = [readStatement(told, noArms), readStatement(given, noArms)]
  const matching = alignTokens(claim, evidence)
  const known = new Set(readStatement(above, noArms).map(({ key }) => key))
  // a clause is told without those that "and" joins to it, and without its reason
  const limits = judgeLimits(told, given, matching).filter(
    ({ rival }) => !rival || !joining.test(given.slice(rival.start, rival.end)),
  )
  return (
    limits.length > 0 ||
    judgeSmallWords(told, given, matching, known).length > 0 ||
    judgeNearSentence(told, given, matching).length > 0
  )
}

const joining = /^(?:and|because|since)$/i
const noArms = createArmFinder([])
