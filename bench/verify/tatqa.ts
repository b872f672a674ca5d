import { verify } from '../../server/domain/verify/verify.ts'
import type { VerdictState } from '../../server/domain/verify/verdict.ts'
import { describeShare } from '../bootstrap.ts'
import { halfOf } from './half.ts'
import { loadTatqaClaims, type TatqaClaim } from './tatqa-claims.ts'

/**
 * Calculated answers of TAT-QA as claims on the cells that their derivations name: the true answer has
 * to be supported by arithmetic, and the same claim with another digit must not be.
 */
export async function benchTatqa(): Promise<void> {
  const half = process.env['SOURCEWRIGHT_HALF'] ?? 'odd'
  const { claims, all } = loadTatqaClaims()
  const own = claims.filter(({ id }) => halfOf(id) === half)
  const wrong = own.map((claim) => changeAnswer(claim))
  console.log(
    `\nTAT-QA, ${half} half: ${own.length} calculated answers (of both halves ${claims.length} of ${all} have their operands in table or text)`,
  )
  const held = own.filter((claim) => stateOf(claim) === 'supported')
  const fooled = wrong.filter((claim) => stateOf(claim) === 'supported')
  const right = held.length + wrong.length - fooled.length
  const countOf = (claims: readonly TatqaClaim[], state: VerdictState): string =>
    describeShare(claims.map((claim) => stateOf(claim) === state))
  for (const state of ['supported', 'contradicted'] as const) {
    console.log(`  true answers ${state}: ${countOf(own, state)}`)
    console.log(`  answers with another digit ${state}: ${countOf(wrong, state)}`)
  }
  console.log(
    `  accuracy over both: ${share(right, own.length + wrong.length)} %; calling all supported, or none: 50.0 %`,
  )
  const copied = own.filter(({ answer, evidence }) =>
    evidence.some(({ quote }) => quote.includes(answer)),
  )
  console.log(
    `  baseline, the answer stands in a cell: ${share(copied.length, own.length)} % of the true ones`,
  )
  printErrors(
    own.filter((claim) => stateOf(claim) !== 'supported'),
    fooled,
  )
}

function stateOf({ text, evidence }: TatqaClaim): VerdictState {
  return verify({ text, context: '', isCell: false }, evidence, true).state
}

/** The first digit, of those that are not zero if any is, one up: far outside of rounding. */
function changeAnswer(claim: TatqaClaim): TatqaClaim {
  const digit = /[1-9]/.test(claim.answer) ? /[1-9]/ : /0/
  const answer = claim.answer.replace(digit, (own) => String((Number(own) % 9) + 1))
  const at = claim.text.lastIndexOf(claim.answer)
  const text = claim.text.slice(0, at) + answer + claim.text.slice(at + claim.answer.length)
  return { ...claim, answer, text }
}

function share(some: number, all: number): string {
  return ((some / Math.max(1, all)) * 100).toFixed(1)
}

function printErrors(missed: readonly TatqaClaim[], fooled: readonly TatqaClaim[]): void {
  console.log('  ten instructive errors:')
  const step = Math.max(1, Math.floor(missed.length / 8))
  const chosen = [...fooled.slice(0, 2), ...missed.filter((_, at) => at % step === 0)].slice(0, 10)
  for (const { text, evidence, derivation } of chosen) {
    const { state, explanation } = verify({ text, context: '', isCell: false }, evidence, true)
    console.log(`    ${state} | ${text} | ${derivation} | ${explanation}`)
  }
}
