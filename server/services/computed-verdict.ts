import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { Evidence } from '../../shared/model/citation.ts'
import { sliceRange } from '../../shared/text/range.ts'
import type { Computed } from '../domain/compare/find-computed.ts'

/**
 * What follows from several cells together makes good what no single one says, and stands against what
 * nothing supports; what some words of a source say stays as it is.
 */
export function settleComputed(
  verdict: ClaimVerdict,
  computed: Computed | undefined,
): ClaimVerdict {
  const { state } = verdict
  if (!computed || state === 'supported') return verdict
  const { outcome, form } = computed
  if (!outcome.holds && state === 'contradicted') return verdict
  const evidence = listEvidence(computed)
  const found = { basis: 'retrieved', evidence } as const
  if (outcome.holds) {
    const explanation = `This follows from the source’s values: ${outcome.words}`
    return { state: 'supported', reason: 'computed', explanation, differences: [], ...found }
  }
  const index = outcome.cells.findIndex((cell) => cell === outcome.rival)
  const range = outcome.rival?.range
  const rival = range && index >= 0 ? { index, range } : null
  const differences = [{ kind: form.kind, claim: form.stake, evidence: rival }]
  const explanation = `The source says otherwise: ${outcome.words}`
  return { state: 'contradicted', reason: 'differs', explanation, differences, ...found }
}

/** All cells that were compared. */
function listEvidence({ source, outcome }: Computed): readonly Evidence[] {
  const { sourceTextId, sourceText } = source
  return outcome.cells.map(({ range, reference }) => {
    const quote = sliceRange(sourceText.text, range)
    return { kind: 'text', sourceTextId, range, quote, cell: reference }
  })
}
