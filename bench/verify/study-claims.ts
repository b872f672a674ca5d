import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { listCitations, listTargets } from '../../server/db/citations.ts'
import { getVersion, getVersionById } from '../../server/db/document-versions.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { findRunOfDocument, type StoredRun } from '../../server/db/runs.ts'
import { getSourceText } from '../../server/db/source-texts.ts'
import type { Database } from '../../server/db/tables.ts'
import { toClaimEvidence } from '../../server/domain/verify/claim-evidence.ts'
import { isClaim } from '../../server/domain/verify/is-claim.ts'
import type { Claim, ClaimEvidence } from '../../server/domain/verify/verdict.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'

/** A sentence or cell of the report with what it rests on. */
export type StudyClaim = {
  readonly sectionId: string
  readonly claim: Claim
  readonly evidence: readonly ClaimEvidence[]
}

const store = join(import.meta.dirname, '../../.sourcewright/bench/data/sourcewright.sqlite')

/**
 * What can be checked in the report that the bench `study` left, with its recorded citations.
 * @throws Error where that bench has not run
 */
export async function loadStudyClaims(): Promise<readonly StudyClaim[]> {
  if (!existsSync(store)) throw new Error('npm run bench -- study makes the report: run it first')
  const db = await openDatabase(store)
  return readClaims(db).finally(() => db.destroy())
}

async function readClaims(db: Kysely<Database>): Promise<readonly StudyClaim[]> {
  const { id } = await db
    .selectFrom('documents')
    .select('id')
    .where('kind', '=', 'generated')
    .executeTakeFirstOrThrow()
  const run = await findRunOfDocument(db, id)
  if (!run) throw new Error('the report has no run')
  const version = await getVersion(db, id, 1)
  const targets = await listTargets(db, version.id)
  const citations = Map.groupBy(await listCitations(db, run.id), ({ targetKey }) => targetKey)
  const sources = await loadSources(db, run, [...citations.values()].flat())
  return targets
    .filter(({ basis, text }) => basis === 'cited' && isClaim(text, { isHeading: false }))
    .map(({ targetKey, kind, sectionId, text }) => ({
      sectionId,
      claim: { text, context: sectionId, isCell: kind === 'cell' },
      evidence: (citations.get(targetKey) ?? []).map((citation) =>
        toClaimEvidence(
          citation,
          citation.evidence.kind === 'text'
            ? sources.get(citation.evidence.sourceTextId)
            : undefined,
        ),
      ),
    }))
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
