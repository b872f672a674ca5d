import { guessStance } from './stance.ts'
import { verify } from '../../server/domain/verify/verify.ts'
import type { Verdict } from '../../server/domain/verify/verdict.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { describeShare } from '../bootstrap.ts'
import { loadScifactClaims, type ScifactClaim, type Stance } from './scifact-claims.ts'

type Guess = (claim: ScifactClaim) => Stance

/**
 * Support or contradict on gold evidence, against the majority and a plain overlap. Rules were made on
 * the train claims; `SOURCEWRIGHT_HALF=even` prints those instead of the 300 dev claims.
 */
export async function benchScifact(): Promise<void> {
  const isTuning = process.env['SOURCEWRIGHT_HALF'] === 'even'
  const claims = loadScifactClaims(isTuning ? 'train' : 'validation')
  const threshold = tuneOverlap(loadScifactClaims('train'))
  console.log(`\nSciFact ${isTuning ? 'train' : 'dev'}: ${claims.length} claims with an abstract`)
  printQuality('guess of stance', claims, guess)
  printQuality('majority', claims, () => 'SUPPORT')
  printQuality('word overlap', claims, (one) => byOverlap(one, threshold))
  printConfusion(claims)
  printErrors(claims)
}

const guess: Guess = (one) => {
  if (judge(one).state === 'contradicted') return 'CONTRADICT'
  return guessStance(one.text, one.sentences) === 'against' ? 'CONTRADICT' : 'SUPPORT'
}

function judge({ text, title, sentences }: ScifactClaim): Verdict {
  const evidence = sentences.map((quote, at) => ({
    sourceTextId: `sentence ${at}`,
    role: 'report' as const,
    range: { start: 0, end: quote.length },
    quote,
    context: title,
    cell: null,
    transformations: [],
    formula: '',
  }))
  return verify({ text, context: '', isCell: false }, evidence, true)
}

function measureOverlap({ text, sentences }: ScifactClaim): number {
  const there = new Set(sentences.flatMap(listTerms))
  const terms = [...new Set(listTerms(text))]
  return terms.filter((term) => there.has(term)).length / Math.max(1, terms.length)
}

function byOverlap(claim: ScifactClaim, threshold: number): Stance {
  return measureOverlap(claim) >= threshold ? 'SUPPORT' : 'CONTRADICT'
}

/** The threshold of the best macro F1 on the train claims. */
function tuneOverlap(claims: readonly ScifactClaim[]): number {
  const thresholds = Array.from({ length: 20 }, (_, at) => at / 20)
  const scored = thresholds.map((threshold) => ({
    threshold,
    f1: measure(claims, (one) => byOverlap(one, threshold)).macroF1,
  }))
  return scored.toSorted((a, b) => b.f1 - a.f1)[0]?.threshold ?? 0
}

function measure(
  claims: readonly ScifactClaim[],
  of: Guess,
): { readonly accuracy: number; readonly macroF1: number } {
  const guesses = claims.map((claim) => ({ told: of(claim), is: claim.stance }))
  const right = guesses.filter(({ told, is }) => told === is).length
  const f1 = (stance: Stance): number => {
    const both = guesses.filter(({ told, is }) => told === stance && is === stance).length
    const either =
      guesses.filter(({ told }) => told === stance).length +
      guesses.filter(({ is }) => is === stance).length
    return either === 0 ? 0 : (2 * both) / either
  }
  return { accuracy: right / claims.length, macroF1: (f1('SUPPORT') + f1('CONTRADICT')) / 2 }
}

function printQuality(name: string, claims: readonly ScifactClaim[], of: Guess): void {
  const { macroF1 } = measure(claims, of)
  const right = describeShare(claims.map((claim) => of(claim) === claim.stance))
  console.log(`  ${name.padEnd(15)} right ${right}, macro F1 ${macroF1.toFixed(3)}`)
}

/**
 * What a reader would be shown: a verdict says support or contradiction only where words account for it,
 * and undecided otherwise.
 */
function printConfusion(claims: readonly ScifactClaim[]): void {
  const told = claims.map((claim) => ({ stance: claim.stance, word: tell(judge(claim).state) }))
  console.log('  verdicts of the product:  supports  contradicts  undecided')
  for (const stance of ['SUPPORT', 'CONTRADICT'] as const) {
    const counts = (['supports', 'contradicts', 'undecided'] as const).map(
      (word) => told.filter((one) => one.stance === stance && one.word === word).length,
    )
    console.log(
      `    gold ${stance.padEnd(12)} ${counts.map((one) => String(one).padStart(11)).join('')}`,
    )
  }
  const decided = told.filter(({ word }) => word !== 'undecided')
  const isRight = ({ stance, word }: (typeof told)[number]): boolean =>
    word === (stance === 'SUPPORT' ? 'supports' : 'contradicts')
  console.log(`    decided: ${describeShare(told.map(({ word }) => word !== 'undecided'))}`)
  console.log(`    right of those decided: ${describeShare(decided.map(isRight))}`)
}

function tell(state: Verdict['state']): 'supports' | 'contradicts' | 'undecided' {
  if (state === 'supported') return 'supports'
  return state === 'contradicted' ? 'contradicts' : 'undecided'
}

/** Those where a verdict itself is wrong first, then where most words agree. */
function printErrors(claims: readonly ScifactClaim[]): void {
  const wrong = claims.filter((claim) => guess(claim) !== claim.stance)
  const weigh = (claim: ScifactClaim): number =>
    measureOverlap(claim) + (isWrong(judge(claim).state, claim.stance) ? 1 : 0)
  console.log('  ten instructive errors:')
  for (const claim of wrong.toSorted((a, b) => weigh(b) - weigh(a)).slice(0, 10)) {
    const { state, explanation } = judge(claim)
    console.log(`    ${claim.stance}, verdict ${state} | ${claim.text}`)
    console.log(`      ${explanation} | ${claim.sentences.join(' … ').slice(0, 260)}`)
  }
}

function isWrong(state: Verdict['state'], stance: Stance): boolean {
  return stance === 'SUPPORT' ? state === 'contradicted' : state === 'supported'
}
