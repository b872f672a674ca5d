import { sliceRange } from '../../../shared/text/range.ts'
import type { ToldWord } from './read-words.ts'
import type { Pair } from './structure.ts'

/** A clause or a sentence: its words lie in its text. */
type Told = { readonly words: readonly ToldWord[]; readonly text: string }

/** What is said under a condition, what is denied, and by or for whom each of several deeds is done, is the same. */
export function keepsScope(own: Told, given: Told, pairs: readonly Pair[]): boolean {
  return keepsConditions(own, given, pairs) && keepsDenials(own, given, pairs) && keepsDeeds(pairs)
}

/** What stands behind "if" stands behind "if" there, and what does not does not. */
function keepsConditions(own: Told, given: Told, pairs: readonly Pair[]): boolean {
  return pairs.every(([one, other]) => {
    if (one.kind === 'strict' || one.kind === 'modal' || one.kind === 'not') return true
    const [condition, its] = [findCondition(one, own), findCondition(other, given)]
    return condition === its || isSubjectOfGerund(condition, its, other, given)
  })
}

function findCondition(word: ToldWord, { words, text }: Told): string {
  const at = words.indexOf(word)
  const opener = words.slice(0, at).findLast(({ keys: [key = ''] }) => openers.has(key))
  const key = opener?.keys[0] ?? ''
  if (!opener) return ''
  const isFirst = !words.slice(0, words.indexOf(opener)).some(({ isVerb }) => isVerb)
  const end = isFirst ? /,\s/ : ofClauses.has(key) ? /;|,\s+(?:and|but)\b/ : /[;]|\b(?:and|but)\b/
  return end.test(text.slice(opener.range.end, word.range.start)) ? '' : key
}

/** "After the Supplier has learned of it" and "The Supplier … after learning of it" */
function isSubjectOfGerund(
  condition: string,
  its: string,
  other: ToldWord,
  { words, text }: Told,
): boolean {
  const opener = words.find(({ keys: [key = ''] }) => key === condition)
  const verb = words.find(({ isVerb }) => isVerb)
  return (
    its === '' &&
    opener !== undefined &&
    verb !== undefined &&
    other.range.start < verb.range.start &&
    /^\s+\p{Ll}+ing\b/u.test(text.slice(opener.range.end))
  )
}

const ofClauses: ReadonlySet<string> = new Set(['if', 'unless', 'except', 'when', 'whether'])
const openers: ReadonlySet<string> = new Set([
  ...ofClauses,
  'because',
  'before',
  'after',
  'until',
  'since',
  'than',
])

/** "Is not amortised but tested" denies one of the two. */
function keepsDenials(own: Told, given: Told, pairs: readonly Pair[]): boolean {
  return pairs.every(
    ([one, other]) =>
      (!one.isVerb && !other.isVerb) || isDenied(one, own) === isDenied(other, given),
  )
}

function isDenied(verb: ToldWord, { words, text }: Told): boolean {
  const denial = words
    .slice(0, words.indexOf(verb))
    .findLast(({ kind, range }) => kind === 'not' && !ofNouns.test(sliceRange(text, range)))
  return (
    denial !== undefined &&
    !/;|\b(?:but|and|which|who)\b/i.test(text.slice(denial.range.end, verb.range.start))
  )
}

const ofNouns = /^without$/i

/** "Added by A, and removed by B": what a preposition leads in belongs to the verb before it. */
function keepsDeeds(pairs: readonly Pair[]): boolean {
  const verbs = pairs.filter(([one, other]) => one.isVerb && other.isVerb)
  if (verbs.length < 2) return true
  const findVerb = (word: ToldWord, which: 0 | 1) =>
    verbs
      .filter((pair) => pair[which].range.start < word.range.start)
      .toSorted((a, b) => a[which].range.start - b[which].range.start)
      .at(-1)
  return pairs.every(([one, other]) => {
    if (one.preposition === '' || other.preposition === '' || one.isVerb) return true
    const [verb, its] = [findVerb(one, 0), findVerb(other, 1)]
    return verb === undefined || its === undefined || verb === its
  })
}
