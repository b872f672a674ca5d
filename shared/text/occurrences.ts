/** Where `needle` begins in `text`, overlapping places too; at most `limit`, nothing for ''. */
export function findOccurrences(text: string, needle: string, limit: number): number[] {
  const found: number[] = []
  if (needle === '') return found
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    found.push(at)
    if (found.length >= limit) break
  }
  return found
}

export function occursOnce(text: string, needle: string): boolean {
  return findOccurrences(text, needle, 2).length === 1
}
