/**
 * In the order of `measureEvidence`, the offset last: trained on the tuning half of CLAP NQ by
 * `npm run bench -- train-weights`.
 */
export const evidenceWeights: readonly number[] = [
  3.02, 2.34, 0.8, -0.35, 1.52, -0.59, 0.34, 0.46, -0.12, -2.4, 0.3, -0.17, -0.34,
]
