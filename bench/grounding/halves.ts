import { createHash } from 'node:crypto'
import type { Half, LabelledQuestion } from './labelled.ts'

/** Questions whose id has an even SHA-256 are for tuning; the others are for the report alone. */
export function keepHalf(
  questions: readonly LabelledQuestion[],
  half: Half,
): readonly LabelledQuestion[] {
  return questions.filter(({ id }) => isEven(id) === (half === 'tuning'))
}

export function isEven(id: string): boolean {
  const digest = createHash('sha256').update(id).digest()
  return (digest[digest.length - 1] ?? 0) % 2 === 0
}

/** The half that the command line asks for: the report only with `--report`. */
export function readHalf(): Half {
  return process.argv.includes('--report') ? 'report' : 'tuning'
}
