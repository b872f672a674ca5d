import type { Kysely } from 'kysely'
import { listCitations, listTargets } from '../../server/db/citations.ts'
import { getVersion, getVersionById } from '../../server/db/document-versions.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { listSections } from '../../server/db/run-sections.ts'
import { findRunOfDocument, type StoredRun } from '../../server/db/runs.ts'
import { getSourceText } from '../../server/db/source-texts.ts'
import type { Database } from '../../server/db/tables.ts'
import {
  readTemplateWordings,
  type RuleWording,
} from '../../server/domain/rules/template-wording.ts'
import { toClaimEvidence } from '../../server/domain/verify/claim-evidence.ts'
import { isPlanRole } from '../../server/domain/verify/planned.ts'
import { isClaim } from '../../server/domain/verify/is-claim.ts'
import type { Claim, ClaimEvidence } from '../../server/domain/verify/verdict.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { splitSentences } from '../../shared/text/sentences.ts'
import { listRivalRows, type RivalRow } from './rival-rows.ts'

/** A sentence or cell of a report with what it rests on. */
export type ReportClaim = {
  readonly sectionId: string
  readonly claim: Claim
  /** Of the rule that wrote it; undefined where that puts no words around values. */
  readonly wording: RuleWording | undefined
  readonly evidence: readonly ClaimEvidence[]
  /** Parallel to `evidence`: what stands in the same column of other rows; none for cells of a report. */
  readonly rivals: readonly (readonly RivalRow[])[]
}

/** A sentence of a plan that a report cites. */
export type PlanSentence = { readonly role: SourceRole; readonly text: string }

/** What can be checked in the reports that a store holds, with their recorded citations. */
export function loadReportClaims(store: string): Promise<readonly ReportClaim[]> {
  return readDocuments(store, readClaims)
}

/** Each sentence once, of the protocols and analysis plans that the reports of a store cite. */
export async function loadPlanSentences(store: string): Promise<readonly PlanSentence[]> {
  const all = await readDocuments(store, readPlans)
  return [...new Map(all.map((one) => [one.text, one])).values()]
}

async function readDocuments<Of>(
  store: string,
  read: (db: Kysely<Database>, id: string) => Promise<readonly Of[]>,
): Promise<readonly Of[]> {
  const db = await openDatabase(store)
  try {
    const documents = await db
      .selectFrom('documents')
      .select('id')
      .where('kind', '=', 'generated')
      .execute()
    const all = []
    for (const { id } of documents) all.push(...(await read(db, id)))
    return all
  } finally {
    await db.destroy()
  }
}

async function readPlans(db: Kysely<Database>, id: string): Promise<readonly PlanSentence[]> {
  const run = await findRunOfDocument(db, id)
  if (!run) throw new Error('the report has no run')
  const sources = [...(await loadSources(db, run, await listCitations(db, run.id))).values()]
  return sources
    .filter(({ role }) => isPlanRole(role))
    .flatMap(({ role, sourceText: { text, blocks } }) =>
      blocks
        .filter(({ kind }) => kind === 'paragraph')
        .flatMap(({ range }) => splitSentences(text, range))
        .map((range) => ({ role, text: sliceRange(text, range).replace(/\s+/g, ' ') })),
    )
}

async function readClaims(db: Kysely<Database>, id: string): Promise<readonly ReportClaim[]> {
  const run = await findRunOfDocument(db, id)
  if (!run) throw new Error('the report has no run')
  const version = await getVersion(db, id, 1)
  const targets = await listTargets(db, version.id)
  const citations = Map.groupBy(await listCitations(db, run.id), ({ targetKey }) => targetKey)
  const sources = await loadSources(db, run, [...citations.values()].flat())
  const sections = await listSections(db, run.id)
  const wordings = readTemplateWordings(sections.map(({ outline }) => outline))
  return targets
    .filter(({ basis, text }) => basis === 'cited' && isClaim(text, { isHeading: false }))
    .map(({ targetKey, kind, sectionId, ruleId, text }) => {
      const evidence = (citations.get(targetKey) ?? []).map((citation) => {
        const cited = citation.evidence
        return toClaimEvidence(
          citation,
          cited.kind === 'text' ? sources.get(cited.sourceTextId) : undefined,
        )
      })
      const isCell = kind === 'cell'
      const rivals = evidence.map((one) =>
        isCell ? [] : listRivalRows(sources.get(one.sourceTextId)?.sourceText, one),
      )
      const wording = wordings.get(ruleId)
      const claim = { text, context: sectionId, isCell, wording: wording?.words }
      return { sectionId, claim, wording, evidence, rivals }
    })
}

type Source = { readonly sourceText: SourceText; readonly role: SourceRole }

async function loadSources(
  db: Kysely<Database>,
  run: StoredRun,
  citations: Awaited<ReturnType<typeof listCitations>>,
): Promise<ReadonlyMap<string, Source>> {
  const ids = new Set(
    citations.flatMap(({ evidence }) => (evidence.kind === 'text' ? evidence.sourceTextId : [])),
  )
  const sources = new Map<string, Source>()
  for (const id of ids) {
    const { documentVersionId, sourceText } = await getSourceText(db, id)
    const { documentId } = await getVersionById(db, documentVersionId)
    const pinned = run.inputs.sources.find((source) => source.documentId === documentId)
    sources.set(id, { sourceText, role: pinned?.role ?? 'other' })
  }
  return sources
}
