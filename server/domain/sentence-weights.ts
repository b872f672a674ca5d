import type { SentenceFeature } from './sentence-features.ts'

type Weights = Readonly<Record<SentenceFeature, number>>

const question: Weights = {
  coverage: 6,
  share: 1,
  above: 0.5,
  before: 0.5,
  after: 0.5,
  pairs: 1,
  similar: 2,
  answer: 1,
  answers: 0,
  focus: 0.5,
  numbers: 0.5,
  first: 0.3,
  depth: 0,
  length: 0,
  density: 0.5,
  pronoun: 0,
  rank: 0.5,
  rarest: 0.3,
}

const statement: Weights = { ...question, answer: 0, focus: 0, first: 0 }

export const sentenceWeights = { question, statement }
