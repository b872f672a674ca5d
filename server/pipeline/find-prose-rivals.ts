import type { ClaimRival, ClaimVerdict } from '../../shared/model/check.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import { containsRange, shiftRange, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { areValues } from '../domain/check/judge-rival.ts'
import type { NearEvidence } from '../domain/check/nearest-evidence.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { isClaim } from '../domain/verify/is-claim.ts'
import { isPlanRole } from '../domain/verify/planned.ts'
import type { NamedClaim } from '../services/claims-of-version.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { holdClaim } from '../services/hold-claim.ts'
import { createRetrieval, type RetrieveEvidence } from '../services/retrieved-evidence.ts'

/** A cell that a claim rests on: its own words, and where they stand. */
type CitedCell = { readonly source: EvidenceSource; readonly evidence: TextEvidence }

type FindProseRivals = (
  claim: NamedClaim,
  cited: CitedCell,
  own: number,
) => Promise<readonly ClaimRival[]>

/**
 * Looks for sentences of other sources that the cell shows wrong: those near to the claim, or to the names
 * of the cell, are held against all other sources as if somebody had typed them, and count only where
 * what contradicts them is this cell. What a plan foresees is no rival of a result, nor the other way.
 */
export function createProseRivals(
  deps: Pick<Dependencies, 'index'>,
  sources: readonly EvidenceSource[],
  prose: readonly EvidenceSource[],
  findNear: (text: string, among: readonly EvidenceSource[]) => Promise<readonly NearEvidence[]>,
): FindProseRivals {
  const judge = createProseJudge(deps, sources)
  let cellsLeft = mostCells
  return async (claim, { source, evidence }, own) => {
    const others = prose.filter(
      ({ documentId, role }) =>
        documentId !== source.documentId && isPlanRole(role) === isPlanRole(source.role),
    )
    if (others.length === 0 || !/\d/.test(evidence.quote)) return []
    if (claim.kind === 'cell' && cellsLeft-- <= 0) return []
    const rivals: ClaimRival[] = []
    for (const near of await findNear(writeQuery(claim, evidence), others)) {
      const said = others.find(({ sourceTextId }) => sourceTextId === near.sourceTextId)
      const verdict = said && (await judge(said, near.range))
      const differences = verdict && listDifferences(verdict, evidence, near.range)
      if (said && differences) {
        const { sourceTextId, sourceText } = said
        const quote = sliceRange(sourceText.text, near.range)
        const other = { kind: 'text', sourceTextId, range: near.range, quote, cell: null } as const
        rivals.push({ own, evidence: other, words: evidence.quote, differences })
      }
    }
    return rivals
  }
}

/** A check compares no more new cells than this with sentences: each takes a search. */
const mostCells = 2_000

/** A sentence says what its cell means; a cell, with its number, is known by its names. */
function writeQuery({ kind, text }: NamedClaim, { cell }: TextEvidence): string {
  return kind === 'sentence' || !cell ? text : [...cell.rowPath, ...cell.columnPath].join(' ')
}

/** Undefined where something else than the cell, or more than values, stands against the sentence. */
function listDifferences(
  { state, differences, evidence }: ClaimVerdict,
  cell: TextEvidence,
  sentence: TextRange,
): ClaimRival['differences'] | undefined {
  if (state !== 'contradicted' || !areValues(differences)) return undefined
  const told = differences.map(({ kind, claim, evidence: against }) => {
    const stored = against && evidence[against.index]
    const isCell =
      stored?.kind === 'text' &&
      stored.sourceTextId === cell.sourceTextId &&
      containsRange(cell.range, against?.range ?? stored.range)
    if (!isCell || !against) return undefined
    const words = shiftRange(against.range, -cell.range.start)
    return { kind, claim: words, evidence: { index: 0, range: shiftRange(claim, sentence.start) } }
  })
  return told.every((one) => one !== undefined) ? told : undefined
}

type ProseJudge = (source: EvidenceSource, range: TextRange) => Promise<ClaimVerdict | undefined>

/** What the other sources say of a sentence; undefined for one without a number. */
function createProseJudge(
  deps: Pick<Dependencies, 'index'>,
  sources: readonly EvidenceSource[],
): ProseJudge {
  const judged = new Map<string, Promise<ClaimVerdict | undefined>>()
  const retrievals = new Map<string, RetrieveEvidence>()
  return (source, range) => {
    const { documentId, sourceTextId, sourceText, role } = source
    const retrieve =
      retrievals.get(documentId) ??
      createRetrieval(
        deps,
        sources.filter(
          (one) => one.documentId !== documentId && isPlanRole(one.role) === isPlanRole(role),
        ),
      )
    retrievals.set(documentId, retrieve)
    const key = `${sourceTextId} ${range.start} ${range.end}`
    const known = judged.get(key) ?? holdSentence(retrieve, sliceRange(sourceText.text, range))
    judged.set(key, known)
    return known
  }
}

async function holdSentence(
  retrieve: RetrieveEvidence,
  text: string,
): Promise<ClaimVerdict | undefined> {
  if (!/\d/.test(text) || !isClaim(text, { isHeading: false })) return undefined
  const claim = { text, context: '', isCell: false }
  const range = { start: 0, end: text.length }
  const sentence = { kind: 'sentence', range, text, headingPath: [], cell: null } as const
  const evidence = await retrieve({ ...sentence, isStatement: true })
  return holdClaim(claim, evidence, 'retrieved')
}
