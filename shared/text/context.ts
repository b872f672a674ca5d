/**
 * How the lengths of a selector's prefix and suffix speak. A selector is stored and sent as three
 * strings (W3C), so what `describe` knew of the text has to ride on them:
 * - 32 units or more: this side stood once in the text, so it alone tells the place;
 * - exactly 32: the quote itself stood once, too;
 * - 30 or 31: cut short, because even 256 units did not tell the place;
 * - fewer: the text began or ended there, or someone else made the selector.
 */
export const contextLength = 32

/** Lengths to try in turn where the quote stands once, and where it has twins. */
export const contextLengths = [32, 64, 128, 256] as const
export const twinContextLengths = [48, 64, 128, 256] as const

/** Length of a side that does not tell the place; one less where it would part a surrogate pair. */
export const cutLength = 31

export function tellsPlace(side: string): boolean {
  return side.length >= contextLength && side.trim().length >= contextLength / 2
}

export function isCutShort(side: string): boolean {
  return side.length === cutLength || side.length === cutLength - 1
}

export function tellsUniqueQuote(prefix: string, suffix: string): boolean {
  return prefix.length === contextLength || suffix.length === contextLength
}
