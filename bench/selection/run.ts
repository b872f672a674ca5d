import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { searchPassages } from '../../server/services/search-passages.ts'
import { listWorkspaceSources, loadSource } from '../../server/services/searched-sources.ts'
import { addedLocalDocument } from '../../shared/contract/documents.ts'
import { sourcesResponse, type SourcesResponse } from '../../shared/contract/sources.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { buildDocx, paragraph } from '../../test/support/build-docx.ts'
import { createTestApp, waitFor, type TestApp } from '../../test/support/create-test-app.ts'
import { readScifact } from '../grounding/read-scifact.ts'
import { average, scoreRanking } from '../grounding/scores.ts'
import { openMiniSearch, openOrama, type PeerPassage, type Search } from './peers.ts'
import { chooseSentences, makeSources, type MadeCorpus } from './sources.ts'

const selections = 200
const claims = 200

/**
 * Sources for a selection: one-sentence selections of a local document, asked of the app over a real
 * store, after one round that warms up. The peers only search the same passages; they trace nothing.
 */
export async function benchSelection(sizes: readonly number[] = [1000, 10_000]): Promise<void> {
  for (const pages of sizes) {
    const corpus = makeSources(pages)
    const app = await createTestApp()
    try {
      await upload(app, corpus)
      await measure(app, corpus)
    } finally {
      await app.close()
    }
  }
}

async function upload(app: TestApp, { sources }: MadeCorpus): Promise<void> {
  for (const source of sources) {
    const response = await app.upload('/api/v1/documents', source)
    if (!response.ok) throw new Error(`${source.name}: ${await response.text()}`)
  }
  const countReady = async () => (await loadCounts(app)) === sources.length || undefined
  await waitFor(countReady, 3_600_000, 1000)
}

async function loadCounts({ deps }: TestApp): Promise<number> {
  return (await deps.index.listSourceTextIds()).length
}

async function measure(app: TestApp, corpus: MadeCorpus): Promise<void> {
  const chosen = chooseSentences(corpus.originals, 2 * selections)
  const [sentences, others] = [chosen.slice(0, selections), chosen.slice(selections)]
  // a document's first check searches
  const index = await describeIndex(app, sentences)
  const body = chosen.map((sentence) => paragraph(sentence)).join('')
  const file = { name: 'mine.docx', bytes: buildDocx({ body }) }
  const local = addedLocalDocument.parse(
    await (await app.upload('/api/v1/documents/local', file)).json(),
  )
  const ask = async (selected_text: string) => {
    const request = { document_id: local.document_id, selected_text }
    return sourcesResponse.parse(
      await (await app.post('/get-sources-for-selected-text', request)).json(),
    )
  }
  await time(sentences, ask)
  const found: number[] = []
  const ours = await time(sentences, async (sentence) => {
    found.push((await ask(sentence)).sources.length > 0 ? 1 : 0)
  })
  const unknown = await time(others, ask)
  const unsaid = await timeUnsaid(others, ask)
  const { searched } = await ask(sentences[0] ?? '')
  console.log(
    `\n${corpus.pages} pages in ${searched.sources} sources, ${searched.passages} passages: ` +
      `${selections} one-sentence selections, warm`,
  )
  print('sources for a selection', ours)
  print('  of sentences asked first', unknown)
  print('  of words nobody says', unsaid.times)
  console.log(`    ${unsaid.nearest} of ${unsaid.times.wall.length} with the nearest passages`)
  console.log(`    with a source ${(100 * average(found)).toFixed(1)} %, ${index}`)
  const files = ['store.sqlite', 'store.sqlite-wal'].map((name) => stat(join(app.dataFolder, name)))
  const bytes = (await Promise.all(files)).reduce((sum, { size }) => sum + size, 0)
  console.log(`    store ${(bytes / 1e6).toFixed(0)} MB`)
  await comparePeers(app, corpus, sentences)
}

type Ask = (sentence: string) => Promise<SourcesResponse>

/** The start of one sentence and the end of another: no passage says both, and the nearest ones are looked for. */
async function timeUnsaid(sentences: readonly string[], ask: Ask) {
  const spliced = sentences.map((sentence, at) => {
    const [words, others] = [sentence.split(' '), (sentences.at(at - 1) ?? '').split(' ')]
    const start = words.slice(0, Math.ceil(words.length / 3))
    return [...start, ...others.slice(-Math.ceil(others.length / 3))].join(' ')
  })
  const answers = new Map<string, SourcesResponse>()
  for (const one of spliced) answers.set(one, await ask(one))
  const unsaid = spliced.filter((one) => answers.get(one)?.sources.length === 0)
  const nearest = unsaid.filter((one) => (answers.get(one)?.nearest.length ?? 0) > 0)
  return { times: await time(unsaid, ask), nearest: nearest.length }
}

async function describeIndex(app: TestApp, sentences: readonly string[]): Promise<string> {
  const { index } = app.deps
  const known = await listWorkspaceSources(app.deps, app.workspaceId)
  const ids = known.map(({ sourceTextId }) => sourceTextId)
  const memory = await measureGrowth(() => index.countPassages(ids))
  const joined = await measureGrowth(async () => {
    for (const one of sentences) await index.findCandidates(listTerms(one), ids)
  })
  return (
    `index in memory ${memory.toFixed(1)} MB, ` +
    `with what the selections' words add ${(memory + joined).toFixed(1)} MB`
  )
}

async function comparePeers(
  app: TestApp,
  corpus: MadeCorpus,
  sentences: readonly string[],
): Promise<void> {
  const known = await listWorkspaceSources(app.deps, app.workspaceId)
  const sources = await Promise.all(known.map((source) => loadSource(app.deps, source)))
  const passages = sources.flatMap(({ sourceTextId, sourceText, passages }) =>
    passages
      .filter(({ isEvidence }) => isEvidence)
      .map((passage): PeerPassage => ({
        id: `${sourceTextId} ${passage.ordinal}`,
        body: sliceRange(sourceText.text, passage.range),
        heading: passage.headingPath.join('\n'),
      })),
  )
  const headings = new Map(passages.map(({ id, heading }) => [id, heading]))
  let own: Peer | undefined
  const engines: [string, () => Promise<Search>][] = [
    ['ours, the search alone', async () => searchOurs(app, sources)],
    ['MiniSearch', () => openMiniSearch(passages)],
    ['Orama', () => openOrama(passages)],
  ]
  for (const [name, open] of engines) {
    let engine: Search | undefined
    const memory = await measureGrowth(async () => (engine = await open()))
    const search = engine
    if (!search) continue
    await time(sentences.slice(0, 20), (sentence) => search(sentence, 30))
    const times = await time(sentences, (sentence) => search(sentence, 30))
    print(name, times)
    const { score, asked } = await scoreClaims(corpus, headings, search)
    console.log(
      `    memory ${memory.toFixed(1)} MB, SciFact nDCG@10 ${score.toFixed(3)} (${asked} train claims)`,
    )
    if (own) printRatio(own, { times, score })
    own ??= { times, score }
  }
}

type Peer = { readonly times: Times; readonly score: number }

function printRatio(own: Peer, peer: Peer): void {
  const times = ([0.5, 0.95] as const).map((share) => {
    const ratio = quantile(peer.times.processor, share) / quantile(own.times.processor, share)
    return `p${100 * share} ${ratio.toFixed(1)}`
  })
  console.log(
    `    of ours: processor time ${times.join(', ')} times, nDCG@10 ${(peer.score / own.score).toFixed(2)}`,
  )
}

function searchOurs({ deps }: TestApp, sources: Parameters<typeof searchPassages>[2]): Search {
  return async (query, limit) => {
    const hits = await searchPassages(deps, query, sources, limit)
    return hits.map(({ sourceTextId, ordinal }) => `${sourceTextId} ${ordinal}`)
  }
}

/** Train claims whose abstracts are there; an abstract is as good as its best passage. */
async function scoreClaims(
  { originals }: MadeCorpus,
  headings: ReadonlyMap<string, string>,
  search: Search,
): Promise<{ readonly score: number; readonly asked: number }> {
  const ids = new Map(originals.map(({ id, title }) => [title.replace(/\s+/g, ' ').trim(), id]))
  const there = new Set(ids.values())
  const asked = readScifact('tuning')
    .questions.filter(({ relevant }) => relevant.every((id) => there.has(id)))
    .slice(0, claims)
  const scores: number[] = []
  for (const { text, relevant } of asked) {
    const hits = await search(text, 100)
    const ranked = hits.map((id) => ids.get(headings.get(id) ?? '') ?? id)
    scores.push(scoreRanking([...new Set(ranked)], relevant))
  }
  return { score: average(scores), asked: scores.length }
}

type Times = { readonly wall: readonly number[]; readonly processor: readonly number[] }

async function time(
  sentences: readonly string[],
  work: (sentence: string) => Promise<unknown>,
): Promise<Times> {
  const wall: number[] = []
  const processor: number[] = []
  for (const sentence of sentences) {
    const started = performance.now()
    const before = process.cpuUsage()
    await work(sentence)
    wall.push(performance.now() - started)
    const used = process.cpuUsage(before)
    processor.push((used.user + used.system) / 1000)
  }
  return { wall, processor }
}

function print(name: string, { wall, processor }: Times): void {
  const at = (times: readonly number[], share: number) => quantile(times, share).toFixed(1)
  console.log(
    `  ${name.padEnd(24)} p50 ${at(wall, 0.5)} ms, p95 ${at(wall, 0.95)} ms ` +
      `(processor time p50 ${at(processor, 0.5)} ms, p95 ${at(processor, 0.95)} ms)`,
  )
}

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(share * (times.length - 1))] ?? 0
}

/** Megabytes that are kept afterwards. */
async function measureGrowth(work: () => Promise<unknown>): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const measureMemory = () => {
    collect()
    return process.memoryUsage()
  }
  const before = measureMemory()
  await work()
  const after = measureMemory()
  // buffers of what went before may still be let go
  const buffers = Math.max(0, after.arrayBuffers - before.arrayBuffers)
  return (after.heapUsed - before.heapUsed + buffers) / 1e6
}
