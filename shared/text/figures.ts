import { occursOnce } from './occurrences.ts'

/** The same text with one and the same figure for every number, whatever it was. */
export function maskFigures(text: string): string {
  return text.replace(/\d+(?:[.,]\d+)*/g, '0')
}

/** True for words that stand once in the text, whatever their figures; false for figures alone. */
export function occursOnceButFigures(masked: string, quote: string): boolean {
  return /\d/.test(quote) && /\p{L}{3}/u.test(quote) && occursOnce(masked, maskFigures(quote))
}
