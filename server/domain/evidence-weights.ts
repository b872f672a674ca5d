/**
 * In the order of `measureEvidence`, the offset last: trained on the tuning half of CLAP NQ by
 * `npm run bench -- train-weights`.
 */
export const evidenceWeights: readonly number[] = [
  0.71, 1.09, 1.1, 1.2, -0.57, -1.21, 0.8, -0.39, -0.76,
]
