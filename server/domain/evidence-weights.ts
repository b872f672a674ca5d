/**
 * In the order of `measureEvidence` and of `measureChosen`, the offset last: trained on the tuning half of
 * CLAP NQ by `npm run bench -- train-weights`, `all` in the right text and among all texts, `chosen` in the
 * right text.
 */
export const evidenceWeights = {
  all: [
    0.85, 0.98, 0.9, 0.85, -0.48, -0.79, 0.32, 0.82, 0.32, 0.19, -0.85, -0.93, 0.61, 0.1, -1.21,
  ],
  chosen: [0.98, 1.36, 1.16, 0.91, -0.63, -1.02, 0.66, 0, -1.18],
} as const satisfies Readonly<Record<string, readonly number[]>>
