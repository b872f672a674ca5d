import { writeQueryForEmbedding } from '../../server/domain/embedding-text.ts'
import type { RankedSentence } from '../../server/domain/rank-sentences.ts'
import type { Embedder } from '../../server/ports/embedder.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { findSentences, type FoundSentences } from './find-sentences.ts'
import { readHalf } from './halves.ts'
import type { Half, LabelledSet } from './labelled.ts'
import { describeMean } from './scores.ts'
import type { Workspace } from './workspace.ts'

/** Times the cosine, added to the score that the words give; Infinity is the cosine alone. */
const weightsOf: Readonly<Record<Half, readonly number[]>> = {
  tuning: [0, 0.5, 1, 2, 4, 8, Infinity],
  report: [0, 4, Infinity],
}

/**
 * The sentence of the right text by words and by the vectors of its sentences. The server ranks
 * sentences by words alone: this tells whether that is still right with the model that is set.
 * @throws EmbedderFailed
 */
export async function printDenseSentences(
  title: string,
  set: LabelledSet,
  workspace: Workspace,
  embedder: Embedder,
): Promise<void> {
  const all = await findSentences(set, workspace)
  const found = all.filter(
    ({ question, sentences }) => question.isAnswerable && sentences.length > 0,
  )
  const cosines: (readonly number[])[] = []
  for (const one of found) cosines.push(await measureCosines(one, embedder))
  const hitsBy = (weight: number) =>
    found.map(({ sentences, isRight }, question) => {
      const best = findBest(sentences, cosines[question] ?? [], weight)
      return best && isRight(best) ? 1 : 0
    })
  console.log(`\n${title}, sentence hit@1: mean (95 % interval, count), ${readHalf()} half`)
  const words = hitsBy(0)
  for (const weight of weightsOf[readHalf()]) {
    const own = hitsBy(weight)
    const gains = own.map((hit, at) => hit - (words[at] ?? 0))
    const name = weight === Infinity ? 'cosine alone' : `cosine times ${weight}`
    const beyond = weight === 0 ? '' : `  beyond words alone ${describeMean(gains)}`
    console.log(`  ${name.padEnd(16)}  ${describeMean(own)}${beyond}`)
  }
}

function findBest(
  sentences: readonly RankedSentence[],
  cosines: readonly number[],
  weight: number,
): RankedSentence | undefined {
  const score = (at: number) => {
    const cosine = cosines[at] ?? 0
    return weight === Infinity ? cosine : (sentences[at]?.score ?? 0) + weight * cosine
  }
  const [best] = [...sentences.keys()].sort((a, b) => score(b) - score(a))
  return best === undefined ? undefined : sentences[best]
}

async function measureCosines(
  { question, source, sentences }: FoundSentences,
  embedder: Embedder,
): Promise<number[]> {
  const asked = await embedder.embedQuery(writeQueryForEmbedding(question.text))
  const texts = sentences.map(({ range }) => sliceRange(source.sourceText.text, range))
  const vectors = await embedder.embedPassages(texts)
  return vectors.map((vector) => measureCosine(asked, vector))
}

function measureCosine(one: Float32Array, other: Float32Array): number {
  const multiply = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, number, at) => sum + number * (b[at] ?? 0), 0)
  return multiply(one, other) / Math.sqrt(multiply(one, one) * multiply(other, other))
}
