import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type Kysely } from 'kysely'
import { defaultAlpha } from '../../shared/contract/search.ts'
import { openDense } from '../../server/adapters/open-dense.ts'
import type { EmbedderEndpoint } from '../../server/adapters/openai-embedder.ts'
import { systemClock } from '../../server/adapters/system.ts'
import { readConfig } from '../../server/config.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { countVectors, insertVectors } from '../../server/db/passage-vectors.ts'
import type { Database } from '../../server/db/tables.ts'
import { nameVectors, writeForEmbedding } from '../../server/domain/embedding-text.ts'
import { packVectors } from '../../server/domain/pack-vectors.ts'
import type { Embedder } from '../../server/ports/embedder.ts'
import type { DenseRetrieval } from '../../server/services/dependencies.ts'
import { searchFused } from '../../server/services/search-fused.ts'
import { rankPlainly } from './baseline.ts'
import { readHalf } from './halves.ts'
import type { LabelledSet } from './labelled.ts'
import { readScifact } from './read-scifact.ts'
import { describeMean, scoreRanking } from './scores.ts'
import { createWorkspace, type LabelledSource, type Workspace } from './workspace.ts'

/**
 * SciFact by words, by the vectors of the embedder that the environment names, and by both. Only the
 * tuning half is tried with other weights than the one that the server uses.
 */
export async function benchDense(): Promise<void> {
  const { embedder: endpoint } = readConfig(process.env)
  if (!endpoint) {
    console.log('\nNothing was measured: SOURCEWRIGHT_EMBEDDER_URL and _MODEL name no embedder.')
    return
  }
  const set = takeSome(readScifact(readHalf()))
  const workspace = await createWorkspace(set.texts)
  const dense = await embedWorkspace(endpoint, workspace)
  const rank = rankPlainly(workspace.sources)
  const relevant = set.questions.map((question) => question.relevant)
  const plain = set.questions.map(({ text }, at) => scoreRanking(rank(text), relevant[at] ?? []))
  console.log(
    `\nSciFact nDCG@10, model ${endpoint.model}: mean (95 % interval, count), ${readHalf()} half`,
  )
  console.log(`  among ${set.texts.length} abstracts`)
  console.log(`  plain BM25 of whole abstracts  ${describeMean(plain)}`)
  const weights = readHalf() === 'tuning' ? [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1] : [0, 1]
  for (const weight of [...new Set([...weights, defaultAlpha])]) {
    const scores: number[] = []
    for (const question of set.questions) {
      const { hits, failure } = await searchFused(
        { ...workspace, dense },
        question.text,
        workspace.sources,
        100,
        weight,
      )
      if (failure !== null) throw new Error(failure)
      const ranked = [...new Set(hits.map(({ sourceTextId }) => sourceTextId))]
      scores.push(scoreRanking(ranked, question.relevant))
    }
    console.log(`  weight of the vectors ${weight.toFixed(1)}      ${describeMean(scores)}`)
  }
}

/**
 * All, or with `--abstracts=600` so many: a slow machine has no hours to embed thousands. A quarter as many
 * claims are asked; the abstracts are theirs and the first of the others.
 */
function takeSome({ texts, questions }: LabelledSet): LabelledSet {
  const option = process.argv.find((one) => one.startsWith('--abstracts='))
  if (!option) return { texts, questions }
  const most = Number(option.split('=')[1])
  const asked = questions.slice(0, Math.ceil(most / 4))
  const relevant = new Set(asked.flatMap((question) => question.relevant))
  const others = texts.filter(({ id }) => !relevant.has(id)).slice(0, most - relevant.size)
  const kept = new Set([...relevant, ...others.map(({ id }) => id)])
  return { texts: texts.filter(({ id }) => kept.has(id)), questions: asked }
}

/** What was embedded before is kept below the machine's folder for such things. */
async function embedWorkspace(
  endpoint: EmbedderEndpoint,
  { sources }: Workspace,
): Promise<DenseRetrieval> {
  const madeBy = nameVectors(endpoint.model)
  const name = createHash('sha256').update(madeBy).digest('hex').slice(0, 16)
  const db = await openDatabase(join(tmpdir(), `sourcewright-bench-vectors-${name}.sqlite`))
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

/** The same claims are asked with each weight. */
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

async function embedSource(
  db: Kysely<Database>,
  { embedder }: DenseRetrieval,
  { sourceTextId, sourceText, passages }: LabelledSource,
): Promise<void> {
  const evidence = passages.filter(({ isEvidence }) => isEvidence)
  if (evidence.length === 0) return
  const texts = evidence.map((passage) => writeForEmbedding(sourceText.text, passage))
  const vectors = await embedder.embedPassages(texts)
  const ordinals = evidence.map(({ ordinal }) => ordinal)
  const portion = {
    sourceTextId,
    madeBy: nameVectors(embedder.model),
    firstOrdinal: ordinals[0] ?? 0,
    passageCount: ordinals.length,
    dimensions: vectors[0]?.length ?? 0,
    packed: packVectors(ordinals, vectors),
  }
  await db.transaction().execute((trx) => insertVectors(trx, portion))
}
