/**
 * In the order of `spanFeatures`: trained on the tuning half of XQuAD by
 * `npm run bench -- train-weights`.
 */
export const spanWeights: readonly number[] = [
  -0.46, 0.2, -0.13, -0.04, -0.85, -0.29, -1.08, -1.41, -0.79, -0.06, 3.92, 0.75, -0.75, 1.68, 0.47,
  -0.21, 0.93, -0.03, 2.45, 2.16, -1.42, 1.13, 0.95, 1.36, 0.18, 1.01, 0.82, 1.54, 1.63, 0.12, 1.67,
  3.03, 1.34, 0.77, 1.88, 2.55,
]
