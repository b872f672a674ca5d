import { listTerms } from '../../../shared/text/terms.ts'

/**
 * What the notes below a table say that its short heads stand for ("Com: Number of subjects completing Week
 * 24"): people ask for it in those words. Parallel to the heads, which are the columns' paths.
 */
export function listToldTerms(
  heads: readonly (readonly string[])[],
  notes: string,
): readonly ReadonlySet<string>[] {
  return heads.map((path) => new Set(path.flatMap((head) => listTerms(findMeaning(head, notes)))))
}

/** Heads that are short for something, and what is said of them up to the next one. */
function findMeaning(head: string, notes: string): string {
  const name = head.trim()
  if (!short.test(name)) return ''
  const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  const told = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}\\s*[:=]\\s*([^:=;.]{3,90})`, 'u').exec(
    notes,
  )
  // "…, Eff: …" begins the next one
  return (told?.[1] ?? '').replace(/,\s*\S+$/, '')
}

const short = /^\p{L}[\p{L}+-]{0,7}$/u
