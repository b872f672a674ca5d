import type { ArmFinder } from './arms.ts'
import type { PairedValue } from './cell-values.ts'
import { doubtPairs } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { isQualifier } from './lexicon.ts'
import { nameKey } from './names-of-cells.ts'
import { readStatement, type Token } from './statement.ts'
import type { ClaimEvidence } from './verdict.ts'

/**
 * A table of serious adverse events has no counts of adverse events: what its title makes a smaller class of is told
 * as that class, in the sentence itself.
 */
export function judgeLeftQualifiers(
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const told = new Set(tokens.map(nameKey))
  return doubtPairs(paired, ({ value: { index } }) => {
    const [title = ''] = evidence[index]?.context.split('\n') ?? []
    const named = readStatement(title, findArms)
    return named.some((token, at) => {
      const things = named.slice(at + 1, at + 1 + phrase)
      return (
        isQualifier(token.key) &&
        !told.has(nameKey(token)) &&
        things.length === phrase &&
        things.every((thing) => told.has(nameKey(thing)))
      )
    })
  })
}

/** "Adverse events" */
const phrase = 2
