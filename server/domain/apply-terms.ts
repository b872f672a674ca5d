import { rewrite, type Rewriting } from './rewriting.ts'

/** One entry of a style guide: "patient=subject". */
export type TermChange = { readonly from: string; readonly to: string }

/** @returns undefined when the entry is not two words or phrases with "=" between. */
export function parseTerm(entry: string): TermChange | undefined {
  const parts = entry.split('=').map((part) => part.trim())
  const [from = '', to = ''] = parts
  return parts.length === 2 && from !== '' && to !== '' ? { from, to } : undefined
}

/**
 * Replaces whole words, their plurals too, and an article that no longer fits. A term in small
 * letters also stands for its capitalised forms; one with capitals is taken as it is written.
 */
export function applyTerms(sentence: Rewriting, terms: readonly TermChange[]): Rewriting {
  return terms.reduce(applyTerm, sentence)
}

function applyTerm(sentence: Rewriting, { from, to }: TermChange): Rewriting {
  const isCommon = from === from.toLowerCase()
  const words = from.split(/\s+/).map(escapeRegExp).join('\\s+')
  const plural = /\p{L}$/u.test(from) ? `(${pluralEnding(from)})?` : '()'
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}-])(?:(an?)(\\s+))?(${stem(words, from)})${plural}(?![\\p{L}\\p{N}])`,
    isCommon ? 'giu' : 'gu',
  )
  return rewrite(sentence, 'term', pattern, (_, article, blank, word, ending) => {
    const next = adaptCase(ending ? pluralOf(to) : to, `${word}`, isCommon)
    return article ? `${adaptArticle(article, next)}${blank}${next}` : next
  })
}

/** "study" is matched as "stud" with "y" or "ies". */
function stem(words: string, from: string): string {
  return endsInY(from) ? `${words.slice(0, -1)}(?:y|(?=ies))` : words
}

function pluralEnding(from: string): string {
  if (endsInY(from)) return 'ies'
  return /(?:s|x|z|ch|sh)$/i.test(from) ? 'es' : 's'
}

function pluralOf(word: string): string {
  return endsInY(word) ? `${word.slice(0, -1)}ies` : `${word}${pluralEnding(word)}`
}

function endsInY(word: string): boolean {
  return /[^aeiou]y$/i.test(word)
}

function adaptCase(to: string, word: string, isCommon: boolean): string {
  if (!isCommon) return to
  if (word.length > 1 && word === word.toUpperCase()) return to.toUpperCase()
  const first = word.charAt(0)
  return first === first.toUpperCase() ? to.charAt(0).toUpperCase() + to.slice(1) : to
}

/** By letter, not by sound: a style guide's words are few and can be checked. */
function adaptArticle(article: string, next: string): string {
  return `${article.charAt(0)}${/^[aeio]/i.test(next) ? 'n' : ''}`
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
