import type { SentenceFeature } from './sentence-features.ts'

type Weights = Readonly<Record<SentenceFeature, number>>

/** Trained on the tuning halves of QED, XQuAD and CLAP NQ by `npm run bench -- train-weights`. */
const question: Weights = {
  coverage: 2.66,
  share: 4.01,
  above: 3.75,
  before: 1.65,
  after: 0.55,
  pairs: 0.14,
  similar: 1.02,
  related: 2.48,
  person: 1.46,
  time: 1.84,
  place: 1.5,
  amount: 1.91,
  cause: 1.03,
  counted: 0.58,
  focus: 0.83,
  numbers: -0.25,
  first: 0.06,
  depth: -0.33,
  length: 0.66,
  density: 1.61,
  pronoun: 0.33,
  rank: 0.7,
  rarest: 0.07,
}

/** Trained on SciFact's train claims by the same; what only questions have counts nothing. */
const statement: Weights = {
  coverage: 3.24,
  share: 3.36,
  above: 0.66,
  before: -0.4,
  after: -0.98,
  pairs: 0.27,
  similar: 1.43,
  related: 0.63,
  person: 0,
  time: 0,
  place: 0,
  amount: 0,
  cause: 0,
  counted: 0,
  focus: 0,
  numbers: 0.46,
  first: 0.51,
  depth: 3.05,
  length: 2.48,
  density: 1.03,
  pronoun: -1.31,
  rank: 0.22,
  rarest: 0.42,
}

export const sentenceWeights = { question, statement }
