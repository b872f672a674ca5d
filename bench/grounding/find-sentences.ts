import { readQuestion } from '../../server/domain/read-question.ts'
import { rankSentences, type RankedSentence } from '../../server/domain/rank-sentences.ts'
import { searchPassages, weighTerms } from '../../server/services/search-passages.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import type { Answer, LabelledQuestion, LabelledSet } from './labelled.ts'
import type { LabelledSource, Workspace } from './workspace.ts'

/** The sentences of the text that a label speaks of, best first. */
export type FoundSentences = {
  readonly question: LabelledQuestion
  readonly answer: Answer
  readonly source: LabelledSource
  readonly sentences: readonly RankedSentence[]
  readonly isRight: (sentence: { readonly range: TextRange }) => boolean
  /** The sentence that shares most with the question, by inverse document frequency. */
  readonly baseline: RankedSentence | undefined
}

const passagesOfText = 30

/** For each answer of a set: its text is given, its sentences are to be found. */
export async function findSentences(
  set: LabelledSet,
  workspace: Workspace,
): Promise<FoundSentences[]> {
  const found: FoundSentences[] = []
  for (const question of set.questions) {
    const asked = readQuestion(question.text)
    const weights = await weighTerms(workspace, asked.terms, workspace.sources)
    for (const answer of question.answers) {
      const source = workspace.byId.get(answer.textId)
      if (!source) continue
      const hits = await searchPassages(workspace, question.text, [source], passagesOfText)
      const sentences = rankSentences(asked, hits, [source], weights)
      const overlap = (one: RankedSentence) => shareWeight(question.text, source, one, weights)
      const [baseline] = sentences
        .toSorted((a, b) => a.range.start - b.range.start)
        .sort((a, b) => overlap(b) - overlap(a))
      const isRight = createJudge(answer, source)
      found.push({ question, answer, source, sentences, isRight, baseline })
    }
  }
  return found
}

/** Sentences may be cut elsewhere than in the set: most of one of them must be right. */
function createJudge({ sentences }: Answer, source: LabelledSource) {
  return ({ range }: { readonly range: TextRange }) =>
    sentences.some((right) => {
      const start = right.start + source.bodyStart
      const end = right.end + source.bodyStart
      const shared = Math.min(end, range.end) - Math.max(start, range.start)
      return shared > 0 && 2 * shared >= Math.min(end - start, range.end - range.start)
    })
}

function shareWeight(
  question: string,
  { sourceText }: LabelledSource,
  { range }: RankedSentence,
  weights: ReadonlyMap<string, number>,
): number {
  const own = new Set(listTerms(sliceRange(sourceText.text, range)))
  const shared = [...new Set(listTerms(question))].filter((term) => own.has(term))
  return shared.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0)
}
