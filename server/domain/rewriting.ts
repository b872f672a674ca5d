import type { Transformation } from '../../shared/model/citation.ts'

/** Words on their way from a source into a document, with each change so far, in order. */
export type Rewriting = {
  readonly text: string
  readonly transformations: readonly Transformation[]
}

export function startRewriting(text: string): Rewriting {
  return { text, transformations: [] }
}

/** Replaces every match and records it; a replacement equal to its match is no change. */
export function rewrite(
  { text, transformations }: Rewriting,
  kind: Transformation['kind'],
  pattern: RegExp,
  replace: (match: string, ...groups: string[]) => string,
): Rewriting {
  const added: Transformation[] = []
  const next = text.replace(pattern, (match: string, ...groups: string[]) => {
    const to = replace(match, ...groups)
    if (to !== match) added.push({ kind, from: match, to })
    return to
  })
  return { text: next, transformations: [...transformations, ...added] }
}
