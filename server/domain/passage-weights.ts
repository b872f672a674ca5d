import type { PassageFeatures } from './passage-features.ts'

/**
 * Found by `npm run bench -- train-passages` on the tuning halves of SciFact (statements) and COVID-QA
 * (questions). None is below 0: more of the query in a passage never puts it lower.
 */
export const passageWeights: Readonly<Record<'statement' | 'question', PassageFeatures>> = {
  statement: { own: 1, around: 0.5, span: 0, pairs: 0 },
  question: { own: 1, around: 0.1, span: 1, pairs: 0.5 },
}
