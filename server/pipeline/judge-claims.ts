import { setImmediate as giveWay } from 'node:timers/promises'
import type { ClaimVerdict } from '../../shared/model/check.ts'
import type { CheckedClaim, CheckedClaims, StateCounts, StoredCheck } from '../db/checks.ts'
import type { StoredTarget } from '../db/citations.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import type { EvidenceSource, SearchedSource } from '../domain/evidence.ts'
import { listInconsistencies } from '../domain/check/list-inconsistencies.ts'
import { createRivalCellFinder } from '../domain/check/find-rival-cells.ts'
import { createComputedFinder } from '../domain/compare/find-computed.ts'
import { createTiedFinder } from '../domain/tie/find-tied.ts'
import { createTemplateWords } from '../domain/template-words.ts'
import type { NamedClaim } from '../services/claims-of-version.ts'
import type { Dependencies } from '../services/dependencies.ts'
import { createNewerEvidence } from '../services/newer-evidence.ts'
import { createToldSettler } from '../services/told-verdict.ts'
import { placeClaims, type PlacedClaim } from '../services/place-claims.ts'
import { loadRecordedEvidence } from '../services/recorded-evidence.ts'
import { createRetrieval } from '../services/retrieved-evidence.ts'
import { loadSources } from '../services/searched-sources.ts'
import {
  createWordingFinder,
  isOfTemplateWords,
  loadTemplateWordings,
  type FindWordings,
} from '../services/template-wordings.ts'
import { findNotesOfVersion, listTemplateParagraphs } from '../services/touched-words.ts'
import { createRivalFinder, type FindRivals } from './find-rivals.ts'
import { judgeClaim, type Bench } from './judge-claim.ts'

/** A document's text, stored or not yet, with what is recorded of it. */
type JudgedText = {
  readonly workspaceId: string
  readonly version: Pick<StoredVersion, 'runId'>
  readonly text: string
  readonly claims: readonly NamedClaim[]
  readonly targets: readonly StoredTarget[]
  /** As its run wrote them. */
  readonly written: readonly StoredTarget[]
  readonly searched: readonly SearchedSource[]
}

export type JudgedClaims = {
  readonly placed: readonly PlacedClaim[]
  /** Of every claim, by its id. */
  readonly found: CheckedClaims
  /** Those that were not known before. */
  readonly fresh: ReadonlyMap<string, ClaimVerdict>
  readonly searched: StoredCheck['searched']
}

/** What an earlier check of the same document found, with the same sources to search. */
export type KnownClaims = {
  readonly claims: CheckedClaims
  /** By the key of the verdict. */
  readonly verdicts: ReadonlyMap<string, CheckedClaim>
}

export const nothingKnown: KnownClaims = { claims: new Map(), verdicts: new Map() }

export async function judgeClaims(
  deps: Dependencies,
  judged: JudgedText,
  known: KnownClaims,
): Promise<JudgedClaims> {
  const { claims, targets, version, text } = judged
  const placed = placeClaims(claims, targets, await findNotesOfVersion(deps, version, text))
  const keys = placed.map((one) => takeKey(one, known.claims))
  const unknown = new Map<string, PlacedClaim>()
  placed.forEach((one, at) => {
    const key = keys[at] ?? ''
    if (!known.verdicts.has(key)) unknown.set(key, one)
  })
  const sources = await loadSources(deps, judged.searched)
  const bench = await openBench(deps, judged, sources, [...unknown.values()])
  const fresh = await judgeAll(bench, unknown, createRivalFinder(deps, sources))
  const findWordings = await createWordingFinder(deps, judged)
  const found = listFound(placed, keys, { known, fresh, findWordings })
  return { placed, found, fresh, searched: countSearched(sources) }
}

/** What a check stores of judged claims. */
export function toFoundClaims({ placed, found, fresh }: JudgedClaims) {
  const sentences = placed.filter(({ isNote }) => !isNote).map(({ claim }) => claim)
  const inconsistencies = listInconsistencies(sentences)
  return { claims: found, fresh, inconsistencies, counts: countBy(found) }
}

function listFound(
  placed: readonly PlacedClaim[],
  keys: readonly string[],
  {
    known,
    fresh,
    findWordings,
  }: {
    readonly known: KnownClaims
    readonly fresh: ReadonlyMap<string, ClaimVerdict>
    readonly findWordings: FindWordings
  },
): CheckedClaims {
  return new Map(
    placed.map((one, at) => {
      const key = keys[at] ?? ''
      const { id } = one.claim
      const before = known.claims.get(id)
      if (before?.key === key && !before.wordings) return [id, before]
      const verdict = fresh.get(key)
      const told = verdict ?? known.verdicts.get(key)
      if (!told) throw new Error('every claim was judged, now or before')
      const isOfTemplate = verdict ? isOfTemplateWords(verdict) : 'wordings' in told
      const { state } = told
      // the run may be another one, with another rule in the place of this
      return [id, isOfTemplate ? { key, state, wordings: findWordings(one) } : { key, state }]
    }),
  )
}

/** Of thousands of equal keys the string that is known is looked up much faster. */
function takeKey(placed: PlacedClaim, known: CheckedClaims): string {
  const key = writeKey(placed)
  const before = known.get(placed.claim.id)?.key
  return before === key ? before : key
}

/**
 * Everything but the sources that a verdict depends on; citations never change below their target's
 * key. Written out instead of hashed: a document has thousands. What may hold anything has its length
 * before it, so that no two claims are written alike.
 */
function writeKey({ claim, targets, isNote }: PlacedClaim): string {
  let key = isNote ? `${claim.wording} note` : claim.wording
  for (const { targetKey, basis, anchor } of targets) {
    key += ` ${targetKey.length} ${targetKey} ${basis} ${anchor}`
  }
  return key
}

async function openBench(
  deps: Dependencies,
  { workspaceId, version, text }: JudgedText,
  sources: readonly EvidenceSource[],
  placed: readonly PlacedClaim[],
): Promise<Bench> {
  const areTemplateWords = createTemplateWords(await listTemplateParagraphs(deps, version))
  const { runId } = version
  const targetKeys = placed.flatMap(({ targets }) => targets.map(({ targetKey }) => targetKey))
  const run = runId === null ? undefined : { id: runId, targetKeys }
  return {
    isTemplateText: ({ claim }) => areTemplateWords(text, [claim.range]),
    recorded: run ? await loadRecordedEvidence(deps, workspaceId, run, sources) : () => [],
    findWording: await loadTemplateWordings(deps, version),
    newer: createNewerEvidence(deps, workspaceId),
    retrieve: createRetrieval(deps, sources),
    compute: createComputedFinder(sources),
    sources,
    findRivalCells: createRivalCellFinder(sources),
    findTied: createTiedFinder(sources),
    settleTold: createToldSettler(deps, sources),
  }
}

/** Claims between which requests that have come meanwhile get their turn. */
const claimsAtOnce = 25

async function judgeAll(
  bench: Bench,
  fresh: ReadonlyMap<string, PlacedClaim>,
  findRivals: FindRivals,
): Promise<ReadonlyMap<string, ClaimVerdict>> {
  const verdicts = new Map<string, ClaimVerdict>()
  for (const [key, placed] of fresh) {
    if (verdicts.size % claimsAtOnce === 0) await giveWay()
    const verdict = await judgeClaim(bench, placed)
    const rivals = await findRivals(placed.claim, verdict)
    verdicts.set(key, rivals ? { ...verdict, rivals } : verdict)
  }
  return verdicts
}

function countBy(claims: CheckedClaims): StateCounts {
  const counts: StateCounts = {}
  for (const { state } of claims.values()) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

function countSearched(sources: readonly EvidenceSource[]): StoredCheck['searched'] {
  const passages = sources.flatMap((source) => source.passages)
  return {
    sources: sources.length,
    passages: passages.filter(({ isEvidence }) => isEvidence).length,
  }
}
