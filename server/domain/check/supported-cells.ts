import { createArmFinder, type ArmFinder } from '../verify/arms.ts'
import type { PairedValue } from '../verify/cell-values.ts'
import { findCounted, readCounted } from '../verify/counted.ts'
import { judgeBeside } from '../verify/judge-beside.ts'
import { judgeCells, type CellFinding } from '../verify/judge-cells.ts'
import { doubtPhrases } from '../verify/judge-phrases.ts'
import { listNotOfEach } from '../verify/judge-scope.ts'
import { judgeWholes } from '../verify/judge-wholes.ts'
import { judgeAllOf } from '../verify/told-of-all.ts'
import { doubt } from '../verify/doubt.ts'
import { readStatement } from '../verify/statement.ts'
import type { Claim, ClaimEvidence } from '../verify/verdict.ts'

/** A typed sentence with the cells that support it. */
export type Supported = {
  readonly claim: Claim
  readonly evidence: readonly ClaimEvidence[]
  readonly findArms: ArmFinder
  /** Its numbers with the values that give them; what was computed has none. */
  readonly paired: readonly PairedValue[]
}

/** Undefined where prose supports it. */
export function readSupported(
  claim: Claim,
  evidence: readonly ClaimEvidence[],
): Supported | undefined {
  if (evidence.length === 0 || evidence.some(({ cell }) => cell === null)) return undefined
  const told = { ...claim, isFound: true }
  const findArms = createArmFinder(evidence)
  const tokens = readStatement(claim.text, findArms)
  const { paired } = judgeCells(told, tokens, evidence, findArms)
  return { claim: told, evidence, findArms, paired }
}

/**
 * What a sentence says that none of the cells which support it is named, whichever way they were found: a time,
 * a measure, another whole of a share, each group of a value that is one group's.
 */
export function findDoubts({
  claim,
  evidence,
  findArms,
  paired,
}: Supported): readonly CellFinding[] {
  return [
    ...judgeAllOf(claim.text, paired, evidence),
    ...judgeBeside(claim.text, paired),
    ...doubtPhrases(claim.text, evidence),
    ...listEventsOfPeople({ claim, evidence, findArms, paired }),
    ...judgeWholes(claim.text, paired, evidence, findArms),
    ...(evidence.length > 1 ? [] : listNotOfEach(claim, paired, evidence, findArms)).map(
      ({ claim: { range }, value }) => doubt(range, value, 'arm'),
    ),
  ]
}

/** "Three more events of nausea" of cells that count the people who had it, where the table counts both. */
function listEventsOfPeople({ claim, evidence, findArms }: Supported): readonly CellFinding[] {
  const isOfPeople = evidence.every(({ cell }) => {
    const own = cell?.headers.map(readCountedBelow).findLast((counted) => counted !== undefined)
    const columns = cell?.table.columns.flat() ?? []
    return own === 'people' && columns.some((head) => readCountedBelow(head) === 'events')
  })
  if (!isOfPeople) return []
  return readStatement(claim.text, findArms)
    .filter(({ kind }) => kind === 'number')
    .filter(({ range }) =>
      /^\s+(?:more|fewer|further|additional)\b/i.test(claim.text.slice(range.end)),
    )
    .filter(({ range }) => findCounted(claim.text, range) === 'events')
    .map(({ range }) => ({ kind: 'words', claim: range, evidence: null, contradicts: false }))
}

/** Also of "Placebo (N=40) n (%)", where two heads were joined. */
function readCountedBelow(head: string) {
  return readCounted(head.replace(/^.*\(\s*N\s*=\s*\d+\s*\)\s*(?=\S)/i, ''))
}
