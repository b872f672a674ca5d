import type { Transformation } from '../../../shared/model/citation.ts'

/** What a check does with the transformations of a sentence to get back at the source's words. */
export function undo(text: string, transformations: readonly Transformation[]): string {
  return transformations.reduce((rest, { from, to }) => rest.replace(to, () => from), text)
}
