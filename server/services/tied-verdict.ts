import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { Evidence } from '../../shared/model/citation.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { decideTied, type TiedFinding } from '../domain/tie/decide-tied.ts'
import { findOneRecord } from '../domain/record/find-one-record.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import type { FindTied } from '../domain/tie/find-tied.ts'
import { findRecordDoubts } from '../domain/record/find-record-doubts.ts'
import { findDoubts } from '../domain/tie/told-doubts.ts'
import type { Claim } from '../domain/verify/verdict.ts'

/**
 * A sentence of which every number is a cell's that its words name, is supported; one with other words beside
 * these, partly. What is supported stays so unless cells give it in another way.
 */
export function settleTied(
  claim: Claim,
  verdict: ClaimVerdict,
  sources: readonly EvidenceSource[],
  findTied: FindTied,
): ClaimVerdict {
  if (verdict.state === 'supported') return settleDoubts(claim, verdict, sources)
  if (verdict.reason === 'several_values') return verdict
  const found =
    findOneRecord(sources, claim.text) ?? decideTied(findTied(claim.text, claim.context))
  if (!found) return verdict
  return weighs(found, verdict) ? toVerdict(claim, found) : verdict
}

/** What was found in cells alone is told as they give it, with all that restricts what they are of. */
function settleDoubts(
  claim: Claim,
  verdict: ClaimVerdict,
  sources: readonly EvidenceSource[],
): ClaimVerdict {
  const evidence = verdict.evidence.flatMap((one) => (one.kind === 'text' ? [one] : []))
  // what prose says needs no row
  const isOfCells = evidence.every(({ cell }) => cell !== null)
  const textIds = new Set(isOfCells ? evidence.map(({ sourceTextId }) => sourceTextId) : [])
  const otherwise = findOneRecord(sources, claim.text)
  // the words stand in its row, but below other heads
  if (otherwise?.state === 'contradicted' && textIds.has(otherwise.source.sourceTextId)) {
    return toVerdict(claim, otherwise)
  }
  const doubts = [
    ...findDoubts(sources, claim, evidence, verdict.reason === 'computed'),
    ...findRecordDoubts(sources, claim.text, textIds),
  ]
  if (doubts.length === 0) return verdict
  const words = doubts.map((range) => `“${sliceRange(claim.text, range)}”`).join(', ')
  return {
    ...verdict,
    state: 'partly_supported',
    reason: 'not_all_found',
    explanation: `The source’s cells give the values, but not as they are told: ${words}.`,
    differences: doubts.map((range) => ({ kind: 'words', claim: range, evidence: null })),
  }
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

function toVerdict(claim: Claim, found: TiedFinding): ClaimVerdict {
  const { state, source, cells, differences, counts, isComputed = false } = found
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
  const isOwn = state === 'supported' && (counts !== undefined || isComputed)
  return {
    state,
    reason: isOwn ? 'computed' : reasons[state],
    explanation: explain(found, words.join(', ')),
    basis: 'retrieved',
    differences: shown,
    evidence,
  }
}

const reasons = {
  supported: 'stated',
  partly_supported: 'not_all_found',
  contradicted: 'differs',
} as const

function explain(found: TiedFinding, words: string): string {
  const { state, differences, counts, record, cells, isComputed } = found
  const against = `${words} against “${differences[0]?.cell?.words ?? ''}”`
  if (counts !== undefined) return explainCount(counts, words)[state]
  if (record !== undefined) return explainRecord(record, against)[state]
  if (isComputed) {
    return `This follows from the source’s values: ${cells.map((cell) => cell.words).join(' and ')}.`
  }
  return {
    supported: 'The source’s cells give every number, and are named by the words around it.',
    partly_supported: `The source’s cells give the values; nothing was found for ${words}.`,
    contradicted: `The source says otherwise: ${against}.`,
  }[state]
}

function explainCount(counts: string, words: string) {
  return {
    supported: `This was counted in the source’s list: ${counts}.`,
    partly_supported: `The numbers were counted in the source’s list: ${counts}; nothing was found for ${words}.`,
    contradicted: `The source’s list says otherwise: ${counts}.`,
  }
}

function explainRecord(record: string, against: string) {
  return {
    supported: `The source’s list has this of “${record}”.`,
    partly_supported: `A list has this of “${record}”, and another one says otherwise: ${against}.`,
    contradicted: `The source’s list says otherwise of “${record}”: ${against}.`,
  }
}
