import type { Anchored } from '../../shared/text/anchor-land.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { howUnits, type EditedText } from './edited-text.ts'

/** `wide`: right, but with some of the words that were written beside it by the same edits. */
export type Verdict = 'right' | 'wide' | 'wrong' | 'ambiguous' | 'lost'

/** What became of a range of the old text: pieces that only new words part, and how much of it is left. */
export type Image = { readonly pieces: readonly TextRange[]; readonly keptShare: number }

export function findImage({ origins, how }: EditedText, range: TextRange): Image {
  const pieces: TextRange[] = []
  let kept = 0
  let open: { start: number; end: number } | undefined
  for (let at = 0; at < how.length; at++) {
    if (how[at] === howUnits.added) continue
    const origin = origins[at] ?? -1
    if (origin < range.start || origin >= range.end) {
      open = undefined
      continue
    }
    if (how[at] === howUnits.kept) kept++
    if (open) open.end = at + 1
    else pieces.push((open = { start: at, end: at + 1 }))
  }
  return { pieces, keptShare: kept / (range.end - range.start) }
}

/**
 * Strict: a landing is right only on the greatest piece of the image. Where it begins or ends elsewhere,
 * what lies between must be new words, blanks or marks: never a letter or digit of other old text, nor one
 * of its own left out.
 */
export function judge(edited: EditedText, image: Image, found: Anchored): Verdict {
  if (!found.range) return found.state
  const piece = image.pieces.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0]
  if (!piece || found.range.start >= piece.end || found.range.end <= piece.start) return 'wrong'
  const differing = [order(found.range.start, piece.start), order(found.range.end, piece.end)]
  if (differing.some((part) => holdsOldWords(edited, part))) return 'wrong'
  const added = differing.reduce((sum, part) => sum + part.end - part.start, 0)
  return added > mostAdded ? 'wide' : 'right'
}

const mostAdded = 24

function order(a: number, b: number): TextRange {
  return { start: Math.min(a, b), end: Math.max(a, b) }
}

function holdsOldWords({ text, how }: EditedText, { start, end }: TextRange): boolean {
  for (let at = start; at < end; at++) {
    if (how[at] === howUnits.kept && /[\p{L}\p{N}]/u.test(text.charAt(at))) return true
  }
  return false
}
