import type { Passage } from '../../shared/model/passage.ts'
import { checkLease, forgetDeaths } from '../db/jobs.ts'
import { insertVectors, isReadingOfSource, listStoredPortions } from '../db/passage-vectors.ts'
import { getSourceText } from '../db/source-texts.ts'
import { nameVectors, writeForEmbedding } from '../domain/embedding-text.ts'
import { packVectors } from '../domain/pack-vectors.ts'
import { EmbedderFailed, type Embedder } from '../ports/embedder.ts'
import type { HeldJob } from '../ports/job-queue.ts'
import type { DenseRetrieval, Dependencies } from '../services/dependencies.ts'
import { NotYet } from './run-context.ts'

/**
 * Gives the evidence passages of one SourceText their vectors, a portion at a time: what is stored is
 * not done again. While the endpoint is down the job goes back, however long that takes.
 */
export async function embedSource(deps: Dependencies, job: HeldJob): Promise<void> {
  const { db, dense } = deps
  if (!dense || !(await isReadingOfSource(db, job.subjectId))) return
  const { sourceText, passages } = await getSourceText(db, job.subjectId)
  const lacking = await listLacking(deps, dense, job.subjectId, passages)
  let size = firstSize
  for (let at = 0; at < lacking.length;) {
    // nothing of what was deleted meanwhile is sent anywhere
    if (!(await isReadingOfSource(db, job.subjectId))) return
    const portion = lacking.slice(at, at + size)
    const began = Date.parse(deps.clock.now())
    const texts = portion.map((passage) => writeForEmbedding(sourceText.text, passage))
    await storePortion(deps, dense, job, portion, await embed(dense.embedder, texts))
    at += portion.length
    size = chooseSize(size, Date.parse(deps.clock.now()) - began)
  }
}

const firstSize = 4

const largestSize = 64

/** As many as an endpoint takes in about a second: on a small machine a query waits behind them. */
function chooseSize(size: number, milliseconds: number): number {
  if (milliseconds > 1_200) return Math.max(1, Math.floor(size / 2))
  return milliseconds < 500 ? Math.min(largestSize, size * 2) : size
}

async function listLacking(
  { db }: Dependencies,
  { embedder }: DenseRetrieval,
  sourceTextId: string,
  passages: readonly Passage[],
): Promise<Passage[]> {
  const evidence = passages.filter(({ isEvidence }) => isEvidence)
  const portions = await listStoredPortions(db, nameVectors(embedder.model), sourceTextId)
  const stored = new Set<Passage>()
  for (const { firstOrdinal, passageCount } of portions) {
    const first = evidence.findIndex(({ ordinal }) => ordinal === firstOrdinal)
    for (const passage of evidence.slice(first, first + passageCount)) stored.add(passage)
  }
  return evidence.filter((passage) => !stored.has(passage))
}

async function embed(
  embedder: Embedder,
  texts: readonly string[],
): Promise<readonly Float32Array[]> {
  return embedOrSplit(embedder, texts).catch((error: unknown) => {
    if (!(error instanceof EmbedderFailed) || error.isOfTexts) throw error
    throw new NotYet('the embedder', Math.max(1_000, embedder.getState().pauseMilliseconds))
  })
}

/** Texts that are refused are sent one by one, and one that is refused is shortened: some models take little. */
async function embedOrSplit(
  embedder: Embedder,
  texts: readonly string[],
): Promise<readonly Float32Array[]> {
  try {
    return await embedder.embedPassages(texts)
  } catch (error) {
    const [first = '', ...others] = texts
    if (!(error instanceof EmbedderFailed) || !error.isOfTexts) throw error
    if (others.length === 0) {
      if (first.length <= shortestUnits) throw error
      return embedOrSplit(embedder, [first.slice(0, first.length / 2)])
    }
    const middle = Math.ceil(texts.length / 2)
    const half = await embedOrSplit(embedder, texts.slice(0, middle))
    return [...half, ...(await embedOrSplit(embedder, texts.slice(middle)))]
  }
}

/** What is refused at this length is not refused for its length. */
const shortestUnits = 200

async function storePortion(
  { db }: Dependencies,
  { embedder, vectors: index }: DenseRetrieval,
  job: HeldJob,
  portion: readonly Passage[],
  vectors: readonly Float32Array[],
): Promise<void> {
  const ordinals = portion.map(({ ordinal }) => ordinal)
  await db.transaction().execute(async (trx) => {
    await checkLease(trx, job)
    await insertVectors(trx, {
      sourceTextId: job.subjectId,
      madeBy: nameVectors(embedder.model),
      firstOrdinal: ordinals[0] ?? 0,
      passageCount: ordinals.length,
      dimensions: vectors[0]?.length ?? 0,
      packed: packVectors(ordinals, vectors),
    })
    await forgetDeaths(trx, job)
  })
  index.forget(job.subjectId)
}
