/**
 * In the order of `measureEvidence`, the offset last: trained on the tuning half of CLAP NQ by
 * `npm run bench -- train-weights`.
 */
export const evidenceWeights: readonly number[] = [
  0.69, 1.22, 1.03, 1.11, -0.57, -1.2, 0.76, -0.4, -0.76,
]
