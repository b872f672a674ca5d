import type { LabelledQuestion } from './labelled.ts'
import type { LabelledSource } from './workspace.ts'

/** Whether an answer begins in a passage of its text. */
export function holdsAnswer(
  { answers }: LabelledQuestion,
  { passages, bodyStart }: LabelledSource,
  ordinal: number,
): boolean {
  const range = passages[ordinal]?.range
  const starts = answers.flatMap(({ sentences }) => sentences.map(({ start }) => start + bodyStart))
  return range !== undefined && starts.some((start) => range.start <= start && start < range.end)
}
