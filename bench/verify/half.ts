import { createHash } from 'node:crypto'

/** By the SHA-256 of an id: what is made better is made so on the even half, and the odd half is told. */
export function halfOf(id: string): 'even' | 'odd' {
  const hash = createHash('sha256').update(id).digest()
  return (hash.at(-1) ?? 0) % 2 === 0 ? 'even' : 'odd'
}
