import { stem } from './stem.ts'

/**
 * To each term the others of every group in which it stands.
 * @param groups words between blanks, groups between semicolons; a word may stand in several.
 */
export function groupTerms(groups: string): ReadonlyMap<string, readonly string[]> {
  const others = new Map<string, Set<string>>()
  for (const group of groups.split(';')) {
    const terms = group.trim().split(/\s+/).map(stem)
    for (const term of terms) {
      const known = others.get(term) ?? new Set()
      others.set(term, known)
      for (const other of terms) if (other !== term) known.add(other)
    }
  }
  return new Map([...others].map(([term, known]) => [term, [...known]]))
}
