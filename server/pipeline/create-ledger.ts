import type { CellReference, Evidence } from '../../shared/model/citation.ts'
import { findPage } from '../../shared/model/find-page.ts'
import type { StoredCitation } from '../db/citations.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import type { LedgerRow, WrittenTarget } from '../../shared/model/document-input.ts'
import { keyOfTarget } from '../domain/target-key.ts'

/** The rows that the document carries along: one per citation, in document order. */
export function createLedger(
  targets: readonly WrittenTarget[],
  citations: readonly StoredCitation[],
  sources: readonly EvidenceSource[],
): LedgerRow[] {
  const byTarget = Map.groupBy(citations, ({ targetKey }) => targetKey)
  const byText = new Map(sources.map((source) => [source.sourceTextId, source]))
  return targets.flatMap((target) =>
    (byTarget.get(keyOfTarget(target)) ?? []).map(({ evidence, transformations, formula }) => ({
      bookmark: target.bookmark,
      formula,
      transformations,
      ...describeEvidence(evidence, byText),
    })),
  )
}

function describeEvidence(
  evidence: Evidence,
  byText: ReadonlyMap<string, EvidenceSource>,
): Pick<LedgerRow, 'sourceName' | 'sourceHash' | 'version' | 'page' | 'quote' | 'cell'> {
  if (evidence.kind === 'data') {
    const { dataHash, value, pointer } = evidence
    return {
      sourceName: 'data',
      sourceHash: dataHash,
      version: 1,
      page: '',
      quote: value,
      cell: pointer,
    }
  }
  const source = byText.get(evidence.sourceTextId)
  if (!source)
    throw new Error(`the source of a citation is not among the run's: ${evidence.sourceTextId}`)
  const page = findPage(source.sourceText.pages, evidence.range.start)
  return {
    sourceName: source.name,
    sourceHash: source.sourceHash,
    version: source.versionNumber,
    page: page ? page.label || String(page.number) : '',
    quote: evidence.quote,
    cell: evidence.cell ? writeCellPath(evidence.cell) : '',
  }
}

/** As a writer of rules would address the cell. */
function writeCellPath({ tableNumber, rowPath, columnPath, part }: CellReference): string {
  const paths = [tableNumber, rowPath.join(' > '), columnPath.join(' > ')]
  return (part === 'whole' ? paths : [...paths, part]).join(' | ')
}
