/**
 * In the order of `measureEvidence`, the offset last: trained on the tuning half of CLAP NQ, in the
 * right text and among all texts, by `npm run bench -- train-weights`.
 */
export const evidenceWeights: readonly number[] = [
  0.32, 0.82, 0.32, 0.19, -0.85, -0.93, 0.85, 0.98, 0.9, 0.85, -0.48, -0.79, 0.61, 0.1, -1.21,
]
