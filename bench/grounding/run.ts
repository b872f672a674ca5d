import { findAnswerSpan } from './find-answer-span.ts'
import { judgeEvidence } from '../../server/domain/judge-evidence.ts'
import { readQuestion } from '../../server/domain/read-question.ts'
import { searchPassages } from '../../server/services/search-passages.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { rankPlainly } from './baseline.ts'
import { findSentences, type FoundSentences } from './find-sentences.ts'
import { readHalf } from './halves.ts'
import { holdsAnswer } from './holds-answer.ts'
import type { LabelledQuestion } from './labelled.ts'
import { readClapnq, readCovidQa, readQed, readXquad } from './read-sets.ts'
import { readScifact } from './read-scifact.ts'
import { average, describeMean, scoreAnswer, scoreRanking } from './scores.ts'
import { createWorkspace, type LabelledSource } from './workspace.ts'

/** Documents for claims by nDCG@10, and in the right abstract the sentence of evidence. */
export async function benchScifact(): Promise<void> {
  const set = readScifact(readHalf())
  const workspace = await createWorkspace(set.texts)
  const ours: number[] = []
  const plain: number[] = []
  const rank = rankPlainly(workspace.sources)
  for (const { text, relevant } of set.questions) {
    const hits = await searchPassages(workspace, text, workspace.sources, 100)
    ours.push(scoreRanking([...new Set(hits.map(({ sourceTextId }) => sourceTextId))], relevant))
    plain.push(scoreRanking(rank(text), relevant))
  }
  printScores('SciFact nDCG@10', ours, plain, 'plain BM25 of whole abstracts')
  printSentences('SciFact, sentence of evidence', await findSentences(set, workspace))
}

export async function benchQed(): Promise<void> {
  const set = readQed(readHalf())
  const workspace = await createWorkspace(set.texts)
  printSentences('QED, sentence', await findSentences(set, workspace))
  printSentences('QED, sentence among all texts', await findSentences(set, workspace, true))
}

export async function benchXquad(): Promise<void> {
  const set = readXquad(readHalf())
  const workspace = await createWorkspace(set.texts)
  const found = await findSentences(set, workspace)
  printSentences('XQuAD, sentence', found)
  printSentences('XQuAD, sentence among all texts', await findSentences(set, workspace, true))
  printScores('XQuAD, F1 of the answer', found.map(scoreSpan), undefined)
}

/** Whether a question can be answered: the mean of both classes' accuracies. */
export async function benchClapnq(): Promise<void> {
  const set = readClapnq(readHalf())
  const workspace = await createWorkspace(set.texts)
  const found = await findSentences(set, workspace)
  printSentences(
    'CLAP NQ, a sentence of the answer',
    found.filter(({ question }) => question.isAnswerable),
  )
  printJudgement('CLAP NQ, answerable or not', found)
  const ofAll = await findSentences(set, workspace, true)
  printJudgement('CLAP NQ, answerable or not among all texts', ofAll)
}

function printJudgement(title: string, found: readonly FoundSentences[]): void {
  const isJudged = ({ question, sentences }: FoundSentences) =>
    (judgeEvidence(readQuestion(question.text), sentences).verdict === 'sufficient') ===
    question.isAnswerable
      ? 1
      : 0
  const [yes, no] = [true, false].map((isAnswerable) =>
    found.filter(({ question }) => question.isAnswerable === isAnswerable).map(isJudged),
  )
  const balanced = (average(yes ?? []) + average(no ?? [])) / 2
  console.log(`\n${title}: balanced accuracy ${balanced.toFixed(3)} (chance: 0.5)`)
  console.log(`  answerable   ${describeMean(yes ?? [])}\n  unanswerable ${describeMean(no ?? [])}`)
}

/** The passage that holds the answer among the first five of its paper. */
export async function benchCovidQa(): Promise<void> {
  const set = readCovidQa(readHalf())
  const workspace = await createWorkspace(set.texts)
  const ours: number[] = []
  const plain: number[] = []
  for (const question of set.questions) {
    const source = workspace.byId.get(question.relevant[0] ?? '')
    if (!source) continue
    const hits = await searchPassages(workspace, question.text, [source], 5)
    ours.push(
      findsAnswer(
        question,
        source,
        hits.map(({ ordinal }) => ordinal),
      ),
    )
    plain.push(findsAnswer(question, source, rankOwnPassages(source, question.text)))
  }
  printScores('COVID-QA, passage @5', ours, plain, 'plain BM25')
}

function rankOwnPassages(source: LabelledSource, query: string): number[] {
  const parts = source.passages.map((passage) => ({
    ...source,
    sourceTextId: String(passage.ordinal),
    sourceText: { ...source.sourceText, text: sliceRange(source.sourceText.text, passage.range) },
  }))
  return rankPlainly(parts)(query).slice(0, 5).map(Number)
}

function findsAnswer(
  question: LabelledQuestion,
  source: LabelledSource,
  ordinals: readonly number[],
): number {
  return ordinals.some((ordinal) => holdsAnswer(question, source, ordinal)) ? 1 : 0
}

function scoreSpan({ question, answer, source, sentences: [best] }: FoundSentences): number {
  const { text } = source.sourceText
  const span = best && findAnswerSpan(question.text, text, best.range)
  return span ? scoreAnswer(sliceRange(text, span), answer.words) : 0
}

function printSentences(title: string, found: readonly FoundSentences[]): void {
  const hit = (one: FoundSentences, best: FoundSentences['baseline']) =>
    best && one.isRight(best) ? 1 : 0
  const ours = found.map((one) => hit(one, one.sentences[0]))
  const plain = found.map((one) => hit(one, one.baseline))
  printScores(`${title}, hit@1`, ours, plain, 'idf overlap')
}

function printScores(title: string, ours: number[], plain?: number[], peer = ''): void {
  console.log(`\n${title}: mean (95 % interval, count), ${readHalf()} half`)
  console.log(`  ours  ${describeMean(ours)}`)
  if (!plain) return
  const gains = ours.map((score, at) => score - (plain[at] ?? 0))
  console.log(`  ${peer}  ${describeMean(plain)}\n  ours beyond it, paired  ${describeMean(gains)}`)
}
