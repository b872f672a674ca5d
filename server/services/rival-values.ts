import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { Evidence } from '../../shared/model/citation.ts'
import type { FindRivalCells, RivalCell } from '../domain/check/find-rival-cells.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { toEvidence as holdCell } from '../domain/compare/read-table.ts'
import { findDoubts, readSupported } from '../domain/check/supported-cells.ts'
import { explain as explainVerdict } from '../domain/verify/explain.ts'
import type { Claim, ClaimEvidence } from '../domain/verify/verdict.ts'

/** Why a sentence is not supported that a source bears out: another one gives another value of what it names. */
export const severalValues = 'several_values'

/**
 * What cells support that were only found stays supported where these are named all that the sentence says,
 * and no other cell, which it names as well, has another value. Else it is open which one it means, and both
 * are shown.
 */
export function settleRivals(
  claim: Claim,
  verdict: ClaimVerdict,
  sources: readonly EvidenceSource[],
  findRivals: FindRivalCells,
): ClaimVerdict {
  if (verdict.state !== 'supported' || verdict.basis !== 'retrieved') return verdict
  const own = verdict.evidence.flatMap((one) => holdEvidence(one, sources) ?? [])
  if (own.length < verdict.evidence.length) return verdict
  const doubted = doubtVerdict(claim, verdict, own)
  if (doubted) return doubted
  const rivals = findRivals(claim, own)
  const [first] = rivals
  if (!first) return verdict
  const shown = rivals.slice(0, mostShown)
  const found = shown.map(({ cell }) => toEvidence(cell))
  return {
    ...verdict,
    state: 'partly_supported',
    reason: severalValues,
    explanation: explain(own, shown, sources),
    differences: shown.flatMap(({ replaced }, at) =>
      replaced
        .filter(({ cell }) => cell === shown[at]?.cell)
        .map(({ claim: range, range: place }) => ({
          kind: 'number',
          claim: range,
          evidence: { index: verdict.evidence.length + at, range: place },
        })),
    ),
    evidence: [...verdict.evidence, ...found],
  }
}

/** Undefined where the cells are named all that the sentence says of them. */
function doubtVerdict(
  claim: Claim,
  verdict: ClaimVerdict,
  own: readonly ClaimEvidence[],
): ClaimVerdict | undefined {
  const supported = readSupported(claim, own)
  const doubts = supported ? findDoubts(supported) : []
  if (doubts.length === 0) return undefined
  const differences = doubts.map(({ kind, claim: range, evidence }) => ({
    kind,
    claim: range,
    evidence,
  }))
  const reason = 'not_all_found'
  const explanation = explainVerdict(reason, claim, own, differences)
  return { ...verdict, state: 'partly_supported', reason, explanation, differences }
}

const mostShown = 3

function holdEvidence(
  evidence: Evidence,
  sources: readonly EvidenceSource[],
): ClaimEvidence | undefined {
  if (evidence.kind === 'data' || !evidence.cell) return undefined
  const source = sources.find(({ sourceTextId }) => sourceTextId === evidence.sourceTextId)
  return source && holdCell(source, { range: evidence.range, reference: evidence.cell })
}

function toEvidence({ sourceTextId, range, quote, cell }: ClaimEvidence): Evidence {
  return { kind: 'text', sourceTextId, range, quote, cell: cell?.reference ?? null }
}

function explain(
  own: readonly ClaimEvidence[],
  rivals: readonly RivalCell[],
  sources: readonly EvidenceSource[],
): string {
  const cells = [...own.slice(0, 1), ...rivals.map(({ cell }) => cell)]
  const names = cells.map((cell) => nameTable(cell, sources))
  const isOneTable = new Set(names).size < names.length
  const told = cells.map((cell, at) => {
    const heads = isOneTable ? `, ${(cell.cell?.headers ?? []).join(', ')}` : ''
    return `“${cell.quote.replace(/\s+/g, ' ').trim()}” (${names[at] ?? ''}${heads})`
  })
  return `The sources give several values for this: ${told.join(' and ')}. The sentence does not say which one it means.`
}

/** "Table 14-6.02", its title, or the file where it has neither. */
function nameTable(
  { cell, sourceTextId, context }: ClaimEvidence,
  sources: readonly EvidenceSource[],
): string {
  const number = cell?.reference.tableNumber ?? ''
  if (number !== '') return /^table\b/i.test(number) ? number : `Table ${number}`
  const title = context.split('\n')[0] ?? ''
  if (title !== '') return title
  return sources.find((one) => one.sourceTextId === sourceTextId)?.name ?? ''
}
