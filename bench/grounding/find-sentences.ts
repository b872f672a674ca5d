import { readQuestion } from '../../server/domain/read-question.ts'
import { rankSentences, type RankedSentence } from '../../server/domain/rank-sentences.ts'
import { searchPassages, weighTerms } from '../../server/services/search-passages.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { sliceRange } from '../../shared/text/range.ts'
import type { Answer, LabelledQuestion, LabelledSet } from './labelled.ts'
import type { LabelledSource, Workspace } from './workspace.ts'

/** The sentences of the text that a label speaks of, best first. */
export type FoundSentences = {
  readonly question: LabelledQuestion
  readonly answer: Answer
  readonly source: LabelledSource
  readonly sentences: readonly RankedSentence[]
  readonly isRight: (sentence: Pick<RankedSentence, 'sourceTextId' | 'range'>) => boolean
  /** The sentence that shares most with the question, by inverse document frequency. */
  readonly baseline: RankedSentence | undefined
}

const passagesOfText = 30
const passagesOfAll = 10

/**
 * For each answer of a set the sentences of its text, which is given; or, as chat has to find it, of the best
 * passages of all texts.
 */
export async function findSentences(
  set: LabelledSet,
  workspace: Workspace,
  amongAll = false,
): Promise<FoundSentences[]> {
  const found: FoundSentences[] = []
  for (const question of set.questions) {
    const asked = readQuestion(question.text)
    const weights = await weighTerms(workspace, asked.terms, workspace.sources)
    for (const answer of question.answers) {
      const source = workspace.byId.get(answer.textId)
      if (!source) continue
      const searched = amongAll ? workspace.sources : [source]
      const limit = amongAll ? passagesOfAll : passagesOfText
      const hits = await searchPassages(workspace, question.text, searched, limit)
      const sentences = rankSentences(asked, hits, searched, weights)
      const overlap = (one: RankedSentence) =>
        shareWeight(question.text, workspace.byId.get(one.sourceTextId), one, weights)
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
  return ({ sourceTextId, range }: Pick<RankedSentence, 'sourceTextId' | 'range'>) =>
    sourceTextId === source.sourceTextId &&
    sentences.some((right) => {
      const start = right.start + source.bodyStart
      const end = right.end + source.bodyStart
      const shared = Math.min(end, range.end) - Math.max(start, range.start)
      return shared > 0 && 2 * shared >= Math.min(end - start, range.end - range.start)
    })
}

function shareWeight(
  question: string,
  source: LabelledSource | undefined,
  { range }: RankedSentence,
  weights: ReadonlyMap<string, number>,
): number {
  const own = new Set(listTerms(source ? sliceRange(source.sourceText.text, range) : ''))
  const shared = [...new Set(listTerms(question))].filter((term) => own.has(term))
  return shared.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0)
}
