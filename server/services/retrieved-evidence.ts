import type { CellReference } from '../../shared/model/citation.ts'
import { maximumSelection } from '../../shared/contract/sources.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import { createAttributor } from '../domain/attribute.ts'
import { createNearestFinder } from '../domain/check/nearest-evidence.ts'
import { createSameCellFinder } from '../domain/check/same-cells.ts'
import type { DocumentClaim } from '../domain/check/list-claims.ts'
import type { EvidenceSource, RankedPassage, SearchedSource } from '../domain/evidence.ts'
import { toClaimEvidence } from '../domain/verify/claim-evidence.ts'
import type { Dependencies } from './dependencies.ts'
import { lookUpTerms, searchForClaim, searchPassages } from './search-passages.ts'
import type { HeldEvidence } from './recorded-evidence.ts'

export type RetrieveEvidence = (claim: DocumentClaim) => Promise<readonly HeldEvidence[]>

/** Passages that a claim is held against. */
export const candidatePassages = 20

/**
 * Finds what claims without a recorded source have to be held against: what says the same, and what
 * speaks of the same. The cells of a table share one search. Nothing is made before the first claim.
 * @param sources those that are opened: all, or as many of `searched` as a search for the claims hits.
 */
export function createRetrieval(
  deps: Pick<Dependencies, 'index'>,
  sources: readonly EvidenceSource[],
  searched: readonly SearchedSource[] = sources,
): RetrieveEvidence {
  let opened: RetrieveEvidence | undefined
  return (claim) => {
    opened ??= openRetrieval(deps, sources, searched)
    return opened(claim)
  }
}

function openRetrieval(
  deps: Pick<Dependencies, 'index'>,
  sources: readonly EvidenceSource[],
  searched: readonly SearchedSource[],
): RetrieveEvidence {
  const attribute = createAttributor(sources)
  const findNearest = createNearestFinder(sources)
  const findSameCells = createSameCellFinder(sources)
  const hold = createHolder(sources)
  const search = createSearch(deps, searched)
  return async (claim) => {
    const same = claim.cell ? findSameCells(claim.cell) : []
    if (same.length > 0) {
      return same.flatMap(({ source, range, reference }) =>
        hold(source.sourceTextId, range, reference),
      )
    }
    const query = writeQuery(claim)
    const hits = await search(claim, query)
    const { weights, holds } = await lookUpTerms(deps, query, searched)
    const near = claim.cell ? [] : findNearest(query, hits, weights)
    // cells in the order in which the sentence names them, before those that hold its numbers
    const cells = near.filter(({ cell }) => cell !== null)
    const found = [...cells, ...attribute(query, hits, weights, holds), ...near]
    const distinct = new Map(
      found.map((one) => [`${one.sourceTextId} ${one.range.start} ${one.range.end}`, one]),
    )
    return [...distinct.values()].flatMap(({ sourceTextId, range, cell }) =>
      hold(sourceTextId, range, cell),
    )
  }
}

/** A cell says something only with the names of its row and column. */
function writeQuery({ text, cell }: DocumentClaim): string {
  const words = cell ? [...cell.rowPath, ...cell.columnPath, text].join(' ') : text
  return words.slice(0, maximumSelection)
}

function createSearch(deps: Pick<Dependencies, 'index'>, sources: readonly SearchedSource[]) {
  const ofTables = new Map<string, Promise<readonly RankedPassage[]>>()
  return ({ cell }: DocumentClaim, query: string): Promise<readonly RankedPassage[]> => {
    if (!cell) return searchForClaim(deps, query, sources, candidatePassages)
    const key = `${cell.tableNumber} ${cell.tableTitle} ${cell.rowPath[0] ?? ''}`
    const known = ofTables.get(key) ?? searchPassages(deps, key, sources, candidatePassages)
    ofTables.set(key, known)
    return known
  }
}

function createHolder(sources: readonly EvidenceSource[]) {
  const byText = new Map(sources.map((source) => [source.sourceTextId, source]))
  return (sourceTextId: string, range: TextRange, cell: CellReference | null): HeldEvidence[] => {
    const source = byText.get(sourceTextId)
    if (!source) return []
    const quote = sliceRange(source.sourceText.text, range)
    const stored = { kind: 'text', sourceTextId, range, quote, cell } as const
    const citation = { evidence: stored, transformations: [], formula: '' }
    return [{ stored, held: toClaimEvidence(citation, source) }]
  }
}
