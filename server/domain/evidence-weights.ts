/**
 * In the order of `measureEvidence`, the offset last: trained on the tuning half of CLAP NQ by
 * `npm run bench -- train-weights`.
 */
export const evidenceWeights: readonly number[] = [
  0.77, 1.18, 1.11, 1.23, -0.6, -1.14, 0.76, -0.23, -0.97,
]
