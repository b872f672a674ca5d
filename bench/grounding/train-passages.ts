import { measureCandidates } from '../../server/domain/rank.ts'
import { passageFeatures } from '../../server/domain/passage-features.ts'
import { listTerms } from '../../shared/text/terms.ts'
import { holdsAnswer } from './holds-answer.ts'
import type { LabelledQuestion, LabelledSet } from './labelled.ts'
import { readCovidQa } from './read-sets.ts'
import { readScifact } from './read-scifact.ts'
import { average, scoreRanking } from './scores.ts'
import { createWorkspace, type LabelledSource, type Workspace } from './workspace.ts'

/** Prints the weights of server/domain/passage-weights.ts and how well two in three questions find the third. */
export async function trainPassages(): Promise<void> {
  train('statement', await gatherClaims(readScifact('tuning')))
  train('question', await gatherQuestions(readCovidQa('tuning')))
}

/** Candidates by BM25F with their features, and how good an order of them is. */
type Asked = {
  readonly rows: readonly (readonly number[])[]
  readonly judge: (order: readonly number[]) => number
}

const candidates = 100

async function gatherClaims({ texts, questions }: LabelledSet): Promise<Asked[]> {
  const workspace = await createWorkspace(texts)
  const gather = async ({ text, relevant }: LabelledQuestion): Promise<Asked> => {
    const found = await measure(workspace, text, workspace.sources)
    const ids = found.map(({ sourceTextId }) => sourceTextId)
    const judge = (order: readonly number[]) =>
      scoreRanking([...new Set(order.map((at) => ids[at] ?? ''))], relevant)
    return { rows: found.map(({ row }) => row), judge }
  }
  return inTurn(questions, gather)
}

/** The reciprocal rank of the answer's passage in its paper. */
async function gatherQuestions({ texts, questions }: LabelledSet): Promise<Asked[]> {
  const workspace = await createWorkspace(texts)
  const gather = async (question: LabelledQuestion): Promise<Asked> => {
    const source = workspace.byId.get(question.relevant[0] ?? '')
    const found = source ? await measure(workspace, question.text, [source]) : []
    const isRight = found.map(({ ordinal }) => source && holdsAnswer(question, source, ordinal))
    const judge = (order: readonly number[]) => {
      const at = order.findIndex((one) => isRight[one])
      return at < 0 ? 0 : 1 / (1 + at)
    }
    return { rows: found.map(({ row }) => row), judge }
  }
  return inTurn(questions, gather)
}

async function measure({ index }: Workspace, text: string, sources: readonly LabelledSource[]) {
  const ids = sources.map(({ sourceTextId }) => sourceTextId)
  const set = await index.findCandidates([...new Set(listTerms(text))], ids)
  return measureCandidates(set, sources, candidates).map(({ features, sourceTextId, ordinal }) => ({
    row: passageFeatures.map((name) => features[name]),
    sourceTextId,
    ordinal,
  }))
}

async function inTurn<T>(
  questions: readonly LabelledQuestion[],
  gather: (question: LabelledQuestion) => Promise<T>,
): Promise<T[]> {
  const gathered: T[] = []
  for (const question of questions) gathered.push(await gather(question))
  return gathered
}

function train(name: string, asked: readonly Asked[]): void {
  const weights = climb(asked)
  const named = passageFeatures.map((feature, at) => [feature, weights[at] ?? 0])
  console.log(name, JSON.stringify(Object.fromEntries(named)))
  const folds = [0, 1, 2].map((fold) => {
    const [own = [], others = []] = [true, false].map((isOwn) =>
      asked.filter((_, at) => (at % 3 === fold) === isOwn),
    )
    const learned = climb(others)
    return own.map((one) => scoreOrder(one, learned))
  })
  const plain = asked.map((one) => scoreOrder(one, start(0)))
  console.log(`  BM25F alone ${average(plain).toFixed(4)}, trained ${score(asked, weights)}`)
  console.log(`  trained on the other folds ${average(folds.flat()).toFixed(4)}`)
}

function score(asked: readonly Asked[], weights: readonly number[]): number {
  return Math.round(1e4 * average(asked.map((one) => scoreOrder(one, weights)))) / 1e4
}

function scoreOrder({ rows, judge }: Asked, weights: readonly number[]): number {
  const scores = rows.map((row) => row.reduce((sum, one, at) => sum + one * (weights[at] ?? 0), 0))
  return judge([...rows.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)))
}

function start(others: number): number[] {
  return passageFeatures.map((_, at) => (at === 0 ? 1 : others))
}

const steps = [0, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5]

/** A step has to pay so much, or chance would choose. */
const leastGain = 0.0002

/** One weight after the other, twice, to where the measure itself is best; BM25F's own stays 1. */
function climb(asked: readonly Asked[]): readonly number[] {
  let best = start(0)
  let reached = score(asked, best)
  for (const at of [...passageFeatures.keys(), ...passageFeatures.keys()].filter(Boolean)) {
    for (const step of steps) {
      const tried = best.with(at, step)
      const result = score(asked, tried)
      if (result <= reached + leastGain) continue
      best = tried
      reached = result
    }
  }
  return best
}
