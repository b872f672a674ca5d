import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type Kysely } from 'kysely'
import { openDense } from '../../server/adapters/open-dense.ts'
import type { EmbedderEndpoint } from '../../server/adapters/openai-embedder.ts'
import { systemClock } from '../../server/adapters/system.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { countVectors, insertVectors } from '../../server/db/passage-vectors.ts'
import type { Database } from '../../server/db/tables.ts'
import { nameVectors, writeForEmbedding } from '../../server/domain/embedding-text.ts'
import { packVectors } from '../../server/domain/pack-vectors.ts'
import type { Embedder } from '../../server/ports/embedder.ts'
import type { DenseRetrieval } from '../../server/services/dependencies.ts'
import type { LabelledSource, Workspace } from './workspace.ts'

/**
 * The vectors of all passages, made by the endpoint as the server has it make them. What was embedded
 * before is kept below the machine's folder for such things, by model and words.
 * @throws EmbedderFailed
 */
export async function embedWorkspace(
  endpoint: EmbedderEndpoint,
  { sources }: Workspace,
): Promise<DenseRetrieval> {
  const madeBy = nameVectors(endpoint.model)
  const name = createHash('sha256').update(madeBy)
  for (const source of sources) name.update(`\n${source.sourceTextId} ${listTexts(source).join()}`)
  const file = `sourcewright-bench-vectors-${name.digest('hex').slice(0, 16)}.sqlite`
  const db = await openDatabase(join(tmpdir(), file))
  // its texts are no sources of a store
  await sql`pragma foreign_keys = off`.execute(db)
  await sql`pragma synchronous = off`.execute(db)
  const options = { clock: systemClock, onChange: () => undefined, queryMilliseconds: 60_000 }
  const dense = openDense(db, endpoint, options)
  const known = await countVectors(db, madeBy)
  for (const source of sources) {
    if (!known.has(source.sourceTextId)) await embedSource(db, dense, source)
  }
  return { ...dense, embedder: askOnce(dense.embedder) }
}

/** The same questions are asked with each weight. */
function askOnce(embedder: Embedder): Embedder {
  const known = new Map<string, Promise<Float32Array>>()
  return {
    ...embedder,
    embedQuery(text) {
      const vector = known.get(text) ?? embedder.embedQuery(text)
      known.set(text, vector)
      return vector
    },
  }
}

function listEvidence({ passages }: LabelledSource) {
  return passages.filter(({ isEvidence }) => isEvidence)
}

function listTexts(source: LabelledSource): string[] {
  return listEvidence(source).map((passage) => writeForEmbedding(source.sourceText.text, passage))
}

async function embedSource(
  db: Kysely<Database>,
  { embedder }: DenseRetrieval,
  source: LabelledSource,
): Promise<void> {
  const texts = listTexts(source)
  const vectors: Float32Array[] = []
  for (let at = 0; at < texts.length; at += portion) {
    vectors.push(...(await embedder.embedPassages(texts.slice(at, at + portion))))
  }
  if (vectors.length === 0) return
  const ordinals = listEvidence(source).map(({ ordinal }) => ordinal)
  const stored = {
    sourceTextId: source.sourceTextId,
    madeBy: nameVectors(embedder.model),
    firstOrdinal: ordinals[0] ?? 0,
    passageCount: ordinals.length,
    dimensions: vectors[0]?.length ?? 0,
    packed: packVectors(ordinals, vectors),
  }
  await db.transaction().execute((trx) => insertVectors(trx, stored))
}

/** As many passages as the server sends at once. */
const portion = 64
