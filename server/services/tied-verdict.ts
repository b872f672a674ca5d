import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { Evidence } from '../../shared/model/citation.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { decideTied, type TiedFinding } from '../domain/tie/decide-tied.ts'
import type { FindTied } from '../domain/tie/find-tied.ts'
import type { Claim } from '../domain/verify/verdict.ts'

/**
 * A sentence of which every number is a cell's that its words name, is supported; one with other words beside
 * these, partly. What is supported stays so.
 */
export function settleTied(claim: Claim, verdict: ClaimVerdict, findTied: FindTied): ClaimVerdict {
  if (verdict.state === 'supported' || verdict.reason === 'several_values') return verdict
  const found = decideTied(findTied(claim.text, claim.context))
  if (!found) return verdict
  return weighs(found, verdict) ? toVerdict(claim, found) : verdict
}

/** What contradicts stays but where all of the sentence is borne out; words that are partly found but where cells are better. */
function weighs({ state }: TiedFinding, verdict: ClaimVerdict): boolean {
  if (state === 'supported') return true
  if (verdict.state === 'contradicted') return false
  return (
    verdict.state === 'no_source_found' ||
    state === 'contradicted' ||
    verdict.reason === 'not_all_found'
  )
}

function toVerdict(
  claim: Claim,
  { state, source, cells, differences, counts }: TiedFinding,
): ClaimVerdict {
  const evidence = cells.map(({ range, reference }): Evidence => {
    const quote = sliceRange(source.sourceText.text, range)
    return { kind: 'text', sourceTextId: source.sourceTextId, range, quote, cell: reference }
  })
  const shown = differences.map(({ kind, claim: range, cell }) => {
    const index = cell ? cells.indexOf(cell) : -1
    const rival = index < 0 || !cell ? null : { index, range: cell.range }
    return { kind, claim: range, evidence: rival }
  })
  const words = shown.map(({ claim: range }) => `“${sliceRange(claim.text, range)}”`)
  const against = differences[0]?.cell?.words ?? ''
  const reason = {
    supported: 'stated',
    partly_supported: 'not_all_found',
    contradicted: 'differs',
  }[state]
  const explanation = {
    supported: 'The source’s cells give every number, and are named by the words around it.',
    partly_supported: `The source’s cells give the values; nothing was found for ${words.join(', ')}.`,
    contradicted: `The source says otherwise: ${words.join(', ')} against “${against}”.`,
  }[state]
  if (counts !== undefined) {
    const told = counted(counts, words)[state]
    const own = state === 'supported' ? 'computed' : reason
    return {
      state,
      reason: own,
      explanation: told,
      basis: 'retrieved',
      differences: shown,
      evidence,
    }
  }
  return { state, reason, explanation, basis: 'retrieved', differences: shown, evidence }
}

function counted(counts: string, words: readonly string[]) {
  return {
    supported: `This was counted in the source’s list: ${counts}.`,
    partly_supported: `The numbers were counted in the source’s list: ${counts}; nothing was found for ${words.join(', ')}.`,
    contradicted: `The source’s list says otherwise: ${counts}.`,
  }
}
