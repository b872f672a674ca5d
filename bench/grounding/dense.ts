import { defaultAlpha } from '../../shared/contract/search.ts'
import type { EmbedderEndpoint } from '../../server/adapters/openai-embedder.ts'
import { readConfig } from '../../server/config.ts'
import type { RankedPassage } from '../../server/domain/evidence.ts'
import { fuse } from '../../server/domain/fuse.ts'
import type { DenseRetrieval } from '../../server/services/dependencies.ts'
import { searchFused } from '../../server/services/search-fused.ts'
import { printDenseSentences } from './dense-sentences.ts'
import { embedWorkspace } from './embed-workspace.ts'
import { readHalf } from './halves.ts'
import { holdsAnswer } from './holds-answer.ts'
import type { Half, LabelledQuestion, LabelledSet } from './labelled.ts'
import { readClapnq, readCovidQa, readQed, readXquad } from './read-sets.ts'
import { readScifact } from './read-scifact.ts'
import { describeMean, scoreRanking } from './scores.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

/** `isWithin`: a question is asked of its own text, and the passage that answers is to be found there. */
type DenseSet = {
  readonly title: string
  readonly read: (half: Half) => LabelledSet
  readonly isWithin: boolean
}

const sets: Readonly<Record<string, DenseSet>> = {
  scifact: { title: 'SciFact, abstract', read: readScifact, isWithin: false },
  qed: { title: 'QED, paragraph among all', read: readQed, isWithin: false },
  xquad: { title: 'XQuAD, paragraph among all', read: readXquad, isWithin: false },
  clapnq: { title: 'CLAP NQ, passage among all', read: readClapnq, isWithin: false },
  'covid-qa': { title: 'COVID-QA, passage of the paper', read: readCovidQa, isWithin: true },
}

/**
 * Passages and sentences by words, by the vectors of the embedder that the environment names, and by
 * both: of all sets, or with `--sets=scifact,qed` of some. Only the tuning half is tried with other weights
 * than the one that the server uses.
 */
export async function benchDense(): Promise<void> {
  const { embedder: endpoint } = readConfig(process.env)
  if (!endpoint) {
    console.log('\nNothing was measured: SOURCEWRIGHT_EMBEDDER_URL and _MODEL name no embedder.')
    return
  }
  const names = readOption('sets')?.split(',') ?? Object.keys(sets)
  for (const name of names) {
    const set = sets[name]
    if (!set) throw new Error(`--sets: expected ${Object.keys(sets).join(', ')}; got ${name}`)
    await benchSet(endpoint, set)
  }
}

async function benchSet(endpoint: EmbedderEndpoint, set: DenseSet): Promise<void> {
  const labelled = takeSome(set.read(readHalf()))
  const workspace = await createWorkspace(labelled.texts)
  const dense = await embedWorkspace(endpoint, workspace)
  await printPassages(set, labelled, { ...workspace, dense }, endpoint.model)
  if (!set.isWithin) await printDenseSentences(set.title, labelled, workspace, dense.embedder)
}

type DenseWorkspace = Workspace & { readonly dense: DenseRetrieval }

/** The first is what all others are held against. */
const weightsOf: Readonly<Record<Half, readonly number[]>> = {
  tuning: [0, 0.05, 0.1, 0.2, defaultAlpha, 0.4, 0.5, 1],
  report: [0, defaultAlpha, 1],
}

async function printPassages(
  { title, isWithin }: DenseSet,
  { questions, texts }: LabelledSet,
  workspace: DenseWorkspace,
  model: string,
): Promise<void> {
  const measure = isWithin ? '@5' : 'nDCG@10'
  console.log(`\n${title}, ${measure}: mean (95 % interval, count), ${readHalf()} half`)
  console.log(`  vectors of ${model}, ${texts.length} texts`)
  const scores = new Map<number, number[]>()
  for (const question of questions.filter(({ isAnswerable }) => isAnswerable || !isWithin)) {
    const byWeight = await searchByWeights(workspace, question, isWithin)
    for (const [weight, hits] of byWeight) {
      const score = isWithin ? findsAnswer(workspace, question, hits) : rankTexts(question, hits)
      scores.set(weight, [...(scores.get(weight) ?? []), score])
    }
  }
  const words = scores.get(0) ?? []
  for (const [weight, own] of scores) {
    const gains = own.map((score, at) => score - (words[at] ?? 0))
    const beyond = weight === 0 ? '' : `  beyond words alone ${describeMean(gains)}`
    console.log(`  weight of the vectors ${weight.toFixed(2)}  ${describeMean(own)}${beyond}`)
  }
}

/** Other weights than the server's own are given to the same fusion. */
async function searchByWeights(
  workspace: DenseWorkspace,
  { text, relevant }: LabelledQuestion,
  isWithin: boolean,
): Promise<ReadonlyMap<number, readonly RankedPassage[]>> {
  const own = workspace.byId.get(relevant[0] ?? '')
  const sources = isWithin && own ? [own] : workspace.sources
  const searchAs = async (weight: number) => {
    const { hits, failure } = await searchFused(workspace, text, sources, depth, weight)
    if (failure !== null) throw new Error(failure)
    return hits
  }
  const [words, vectors] = [await searchAs(0), await searchAs(1)]
  const hits = new Map<number, readonly RankedPassage[]>()
  for (const weight of weightsOf[readHalf()]) {
    if (weight === defaultAlpha) hits.set(weight, await searchAs(weight))
    else hits.set(weight, weight === 1 ? vectors : fuse(words, vectors, weight, depth))
  }
  return hits
}

const depth = 100

function rankTexts({ relevant }: LabelledQuestion, hits: readonly RankedPassage[]): number {
  return scoreRanking([...new Set(hits.map(({ sourceTextId }) => sourceTextId))], relevant)
}

function findsAnswer(
  { byId }: Workspace,
  question: LabelledQuestion,
  hits: readonly RankedPassage[],
): number {
  const source = byId.get(question.relevant[0] ?? '')
  const first = hits.slice(0, 5)
  return source && first.some(({ ordinal }) => holdsAnswer(question, source, ordinal)) ? 1 : 0
}

/**
 * All, or with `--texts=600` so many: a slow machine has no hours to embed thousands. A quarter as many
 * questions are asked; the texts are theirs and the first of the others.
 */
function takeSome({ texts, questions }: LabelledSet): LabelledSet {
  const option = readOption('texts')
  if (option === undefined) return { texts, questions }
  const most = Number(option)
  const asked = questions.slice(0, Math.ceil(most / 4))
  const relevant = new Set(asked.flatMap((question) => question.relevant))
  const others = texts.filter(({ id }) => !relevant.has(id)).slice(0, most - relevant.size)
  const kept = new Set([...relevant, ...others.map(({ id }) => id)])
  return { texts: texts.filter(({ id }) => kept.has(id)), questions: asked }
}

function readOption(name: string): string | undefined {
  return process.argv.find((one) => one.startsWith(`--${name}=`))?.split('=')[1]
}
