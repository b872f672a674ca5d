/**
 * In the order of `measureEvidence`, the offset last: trained on the tuning half of CLAP NQ by
 * `npm run bench -- train-weights`.
 */
export const evidenceWeights: readonly number[] = [
  0.68, 1.21, 1.04, 1.11, -0.56, -1.21, 0.75, -0.4, -0.74,
]
