/**
 * In the order of `measureEvidence`, the offset last: trained on the tuning half of CLAP NQ by
 * `npm run bench -- train-weights`.
 */
export const evidenceWeights: readonly number[] = [
  0.77, 1.18, 1.13, 1.23, -0.61, -1.08, 0.76, -0.18, -1.04,
]
