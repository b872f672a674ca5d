/**
 * In the order of `measureEvidence`, the offset last: trained on the tuning half of CLAP NQ by
 * `npm run bench -- train-weights`.
 */
export const evidenceWeights: readonly number[] = [
  1.57, 2.88, 0.74, 0.61, 1.38, -0.43, 0.04, 0.77, 0.22, -2.66, 0.18, -0.38, 0.23,
]
