import { createArmFinder } from '../../server/domain/verify/arms.ts'
import { alignTokens } from '../../server/domain/verify/align-tokens.ts'
import { readStatement, type Token } from '../../server/domain/verify/statement.ts'

/** Whether words that speak of a claim's matter say it or deny it. */
type Stance = 'for' | 'against'

/**
 * The stance of passages that are known to speak of a claim, in words of their own: against, where they
 * turn its direction round or deny what it does not. It decides nothing in a verdict: with words that
 * differ it is a guess, and a verdict is none.
 */
export function guessStance(claim: string, passages: readonly string[]): Stance {
  const findArms = createArmFinder([])
  const told = readStatement(claim, findArms)
  const scores = passages.map((passage) => scorePassage(told, readStatement(passage, findArms)))
  const shared = Math.max(...scores.map(({ overlap }) => overlap))
  // the passages that share most of its words speak of it most
  const near = scores.filter(({ overlap }) => overlap >= shared * nearShare)
  return near.reduce((sum, { clash }) => sum + clash, 0) > 0 ? 'against' : 'for'
}

const nearShare = 0.6

function scorePassage(
  claim: readonly Token[],
  passage: readonly Token[],
): { readonly overlap: number; readonly clash: number } {
  const { pairs } = alignTokens(claim, passage)
  const keys = new Set(passage.map(({ key }) => key))
  const overlap = claim.filter(({ kind, key }) => isContent(kind) && keys.has(key)).length
  const negation = countNegations(passage) % 2 === countNegations(claim) % 2 ? 0 : 1
  const direction = compareDirections(claim, passage)
  const flips = direction === 'opposite' ? 1 - negation : direction === 'same' ? negation : negation
  return { overlap: overlap + pairs.length / 10, clash: flips === 1 ? 1 : -0.5 }
}

function isContent(kind: Token['kind']): boolean {
  return kind === 'word' || kind === 'name' || kind === 'arm'
}

function countNegations(tokens: readonly Token[]): number {
  return Math.min(1, tokens.filter(({ kind }) => kind === 'negation').length)
}

function compareDirections(
  claim: readonly Token[],
  passage: readonly Token[],
): 'same' | 'opposite' | 'none' {
  const told = claim.filter((one) => one.kind === 'direction')
  const there = passage.filter((one) => one.kind === 'direction')
  const sum = told.reduce((total, { role }) => {
    const same = there.filter((one) => one.role.scale === role.scale && one.role.way === role.way)
    const other = there.filter((one) => one.role.scale === role.scale && one.role.way !== role.way)
    return total + Math.sign(same.length - other.length)
  }, 0)
  return sum > 0 ? 'same' : sum < 0 ? 'opposite' : 'none'
}
