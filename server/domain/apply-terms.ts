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
 * letters also stands for its capitalised forms; one with capitals is taken as it is written. All
 * terms go over the text at once, the longer before the shorter, so that none changes what another
 * has put.
 */
export function applyTerms(sentence: Rewriting, terms: readonly TermChange[]): Rewriting {
  if (terms.length === 0) return sentence
  const matchers = terms.toSorted((a, b) => b.from.length - a.from.length).map(createMatcher)
  const words = matchers.map(({ source }) => source).join('|')
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}-])(?:(an?)(\\s+))?(${words})(?![\\p{L}\\p{N}])`,
    'giu',
  )
  return rewrite(sentence, 'term', pattern, (match, article, blank, word) => {
    const matcher = matchers.find(({ whole }) => whole.test(`${word}`))
    if (!matcher) return match
    const next = matcher.replace(`${word}`)
    return article ? `${adaptArticle(article, next)}${blank}${next}` : next
  })
}

type Matcher = {
  readonly source: string
  /** Fits the term and nothing else. */
  readonly whole: RegExp
  readonly replace: (word: string) => string
}

function createMatcher({ from, to }: TermChange): Matcher {
  const isCommon = from === from.toLowerCase()
  const words = from.split(/\s+/).map(escapeRegExp).join('\\s+')
  const plural = /\p{L}$/u.test(from) ? `(?:${pluralEnding(from)})?` : ''
  const source = `${stem(words, from)}${plural}`
  const singular = new RegExp(`^${words}$`, isCommon ? 'iu' : 'u')
  return {
    source,
    whole: new RegExp(`^(?:${source})$`, isCommon ? 'iu' : 'u'),
    replace: (word) => adaptCase(singular.test(word) ? to : pluralOf(to), word, isCommon),
  }
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
