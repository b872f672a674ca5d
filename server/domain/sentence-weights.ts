import type { SentenceFeature } from './sentence-features.ts'

type Weights = Readonly<Record<SentenceFeature, number>>

/** Trained on the tuning halves of QED, XQuAD and CLAP NQ by `npm run bench -- train-weights`. */
const question: Weights = {
  coverage: 2.71,
  share: 4.63,
  above: 4.36,
  before: 1.94,
  after: 0.81,
  pairs: -0.07,
  similar: 1.6,
  related: 3.9,
  person: 1.8,
  time: 2.1,
  place: 1.77,
  amount: 2.57,
  cause: 1.41,
  counted: 0.6,
  focus: 0.82,
  numbers: -0.39,
  first: 0.08,
  depth: -0.31,
  length: 0.78,
  density: 2.44,
  pronoun: 0.33,
  rank: 0.68,
  rarest: 0.08,
}

/** Trained on SciFact's train claims by the same; what only questions have counts nothing. */
const statement: Weights = {
  coverage: 3.24,
  share: 3.36,
  above: 0.65,
  before: -0.4,
  after: -0.98,
  pairs: 0.26,
  similar: 1.43,
  related: 0.63,
  person: 0,
  time: 0,
  place: 0,
  amount: 0,
  cause: 0,
  counted: 0,
  focus: -0.01,
  numbers: 0.46,
  first: 0.51,
  depth: 3.06,
  length: 2.48,
  density: 1.03,
  pronoun: -1.31,
  rank: 0.22,
  rarest: 0.42,
}

export const sentenceWeights = { question, statement }
