import { measureChosen, measureEvidence } from '../../server/domain/judge-evidence.ts'
import { courseFeatures } from '../../server/domain/measure-course.ts'
import type { RankedSentence } from '../../server/domain/rank-sentences.ts'
import { readQuestion } from '../../server/domain/read-question.ts'
import { sentenceFeatures } from '../../server/domain/sentence-features.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { findSentences, type FoundSentences } from './find-sentences.ts'
import type { LabelledSet } from './labelled.ts'
import { readClapnq, readQed, readXquad } from './read-sets.ts'
import { readScifact } from './read-scifact.ts'
import { scoreAnswer } from './scores.ts'
import { measureSpans } from './span-features.ts'
import { trainJudgement, trainRanking, type Example } from './train.ts'
import { createWorkspace } from './workspace.ts'

/**
 * Prints the weights of server/domain/sentence-weights.ts and evidence-weights.ts and of span-weights.ts,
 * trained on the tuning halves: for questions QED, XQuAD and CLAP NQ, each in its text and among all texts,
 * for statements SciFact's train claims. The judgement is trained on sentences that the new weights put first, so that nothing of what is printed
 * depends on the constants as they are.
 */
export async function trainWeights(): Promise<void> {
  const qed = await findBoth(readQed('tuning'))
  const xquad = await findBoth(readXquad('tuning'))
  const clapnq = await findBoth(readClapnq('tuning'))
  const asked = [qed, xquad, clapnq].flatMap(listBoth)
  const labelled = keepLabelled(readScifact('tuning'))
  const claims = await findSentences(labelled, await createWorkspace(labelled.texts))
  const weights = {
    question: trainRanking(asked.map(toExamples), questionPenalty).map(round),
    statement: trainRanking(claims.map(toExamples).map(dropCourse), penalty).map(round),
  }
  printWeights('question', weights.question)
  printWeights('statement', weights.statement)
  console.log(
    'spans',
    JSON.stringify(trainRanking(xquad.ofText.map(toSpans), questionPenalty).map(round)),
  )
  const judged = (found: readonly FoundSentences[], measure: typeof measureEvidence) =>
    found.flatMap(({ question, sentences }) => {
      const isStatement = readQuestion(question.text).kind === 'statement'
      const ranked = rankAgain(sentences, isStatement ? weights.statement : weights.question)
      const gain = question.isAnswerable ? 1 : 0
      return ranked.length > 0 ? [{ numbers: measure(ranked), gain }] : []
    })
  const printJudgement = (name: string, examples: readonly Example[]) => {
    console.log(name, JSON.stringify(trainJudgement(examples, judgementPenalty).map(round)))
  }
  printJudgement('evidence, all', judged(listBoth(clapnq), measureEvidence))
  printJudgement('evidence, chosen', judged(clapnq.ofText, measureChosen))
}

const penalty = 0.003

/** The best of several by folds of the tuning halves: questions are many and need less, the judged few. */
const questionPenalty = 0.001
const judgementPenalty = 0.01

function rankAgain(
  sentences: readonly RankedSentence[],
  weights: readonly number[],
): RankedSentence[] {
  return sentences
    .map((sentence) => {
      const weighed = sentenceFeatures.map(
        (name, at) => (weights[at] ?? 0) * sentence.features[name],
      )
      return { ...sentence, score: weighed.reduce((sum, one) => sum + one, 0) }
    })
    .sort((a, b) => b.score - a.score)
}

type FoundBoth = Readonly<Record<'ofText' | 'ofAll', readonly FoundSentences[]>>

/** In the text that is given, and as search and chat find them: what is near in other texts is to stand behind. */
async function findBoth(set: LabelledSet): Promise<FoundBoth> {
  const workspace = await createWorkspace(set.texts)
  return {
    ofText: await findSentences(set, workspace),
    ofAll: await findSentences(set, workspace, true),
  }
}

function listBoth({ ofText, ofAll }: FoundBoth): readonly FoundSentences[] {
  return [...ofText, ...ofAll]
}

/** Abstracts that a label speaks of: the others change little but how rare a term is. */
function keepLabelled({ texts, questions }: LabelledSet): LabelledSet {
  const labelled = new Set(questions.flatMap(({ answers }) => answers.map(({ textId }) => textId)))
  return { texts: texts.filter(({ id }) => labelled.has(id)), questions }
}

function toExamples({ sentences, isRight }: FoundSentences): Example[] {
  return sentences.map((sentence) => ({
    numbers: sentenceFeatures.map((name) => sentence.features[name]),
    gain: isRight(sentence) ? 1 : 0,
  }))
}

/** A claim is said by one sentence: what stands before it brings nothing by folds, and counts nothing. */
function dropCourse(examples: readonly Example[]): Example[] {
  const isCourse = (at: number) => courseFeatures.some((name) => name === sentenceFeatures[at])
  return examples.map(({ numbers, gain }) => ({
    numbers: numbers.map((number, at) => (isCourse(at) ? 0 : number)),
    gain,
  }))
}

/** The spans of the sentence that holds the answer, by how much of it they share. */
function toSpans({ question, answer, source, sentences, isRight }: FoundSentences): Example[] {
  const [right] = sentences.filter(isRight).sort((a, b) => a.range.start - b.range.start)
  if (!right) return []
  const text = sliceRange(source.sourceText.text, right.range)
  return measureSpans(readQuestion(question.text), text).map(({ range, numbers }) => ({
    numbers,
    gain: scoreAnswer(sliceRange(text, range), answer.words),
  }))
}

function printWeights(name: string, weights: readonly number[]): void {
  const named = sentenceFeatures.map((feature, at) => [feature, weights[at] ?? 0])
  console.log(name, JSON.stringify(Object.fromEntries(named)))
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100
}
