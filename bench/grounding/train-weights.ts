import { measureEvidence } from '../../server/domain/judge-evidence.ts'
import { sentenceFeatures } from '../../server/domain/sentence-features.ts'
import { findSentences, type FoundSentences } from './find-sentences.ts'
import type { LabelledSet } from './labelled.ts'
import { readClapnq, readQed, readXquad } from './read-sets.ts'
import { readScifact } from './read-scifact.ts'
import { trainJudgement, trainRanking, type Example } from './train.ts'
import { createWorkspace } from './workspace.ts'

/**
 * Prints the weights of server/domain/sentence-weights.ts and evidence-weights.ts, trained on the
 * tuning halves: for questions QED, XQuAD and CLAP NQ, for statements SciFact's train claims.
 */
export async function trainWeights(): Promise<void> {
  const clapnq = await find(readClapnq('tuning'))
  const asked = [
    ...(await find(readQed('tuning'))),
    ...(await find(readXquad('tuning'))),
    ...clapnq,
  ]
  printWeights('question', trainRanking(asked.map(toExamples), penalty))
  const claims = await find(keepLabelled(readScifact('tuning')))
  printWeights('statement', trainRanking(claims.map(toExamples), penalty))
  const judged = clapnq.map(({ question, sentences }) => ({
    numbers: measureEvidence(sentences),
    isRight: question.isAnswerable,
  }))
  console.log('evidence', JSON.stringify(trainJudgement(judged, penalty).map(round)))
}

const penalty = 0.003

async function find(set: LabelledSet): Promise<FoundSentences[]> {
  return findSentences(set, await createWorkspace(set.texts))
}

/** Abstracts that a label speaks of: the others change little but how rare a term is. */
function keepLabelled({ texts, questions }: LabelledSet): LabelledSet {
  const labelled = new Set(questions.flatMap(({ answers }) => answers.map(({ textId }) => textId)))
  return { texts: texts.filter(({ id }) => labelled.has(id)), questions }
}

function toExamples({ sentences, isRight }: FoundSentences): Example[] {
  return sentences.map((sentence) => ({
    numbers: sentenceFeatures.map((name) => sentence.features[name]),
    isRight: isRight(sentence),
  }))
}

function printWeights(name: string, weights: readonly number[]): void {
  const named = sentenceFeatures.map((feature, at) => [feature, round(weights[at] ?? 0)])
  console.log(name, JSON.stringify(Object.fromEntries(named)))
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100
}
