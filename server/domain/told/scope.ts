import { sliceRange } from '../../../shared/text/range.ts'
import type { ToldWord } from './read-words.ts'
import type { Pair } from './structure.ts'

/** A clause or a sentence: its words lie in its text. */
type Told = { readonly words: readonly ToldWord[]; readonly text: string }

/** What is said under a condition, what is denied, and by or for whom each of several deeds is done, is the same. */
export function keepsScope(own: Told, given: Told, pairs: readonly Pair[]): boolean {
  return (
    keepsConditions(own, given, pairs) &&
    keepsDenials(own, given, pairs) &&
    keepsDeeds(pairs) &&
    keepsNeighbours(own, given, pairs)
  )
}

/** "German engineer A and British engineer B" says of A that he is German: words side by side belong together. */
function keepsNeighbours(own: Told, given: Told, pairs: readonly Pair[]): boolean {
  return pairs.every(([one, other]) => {
    const next = findBeside(own, one, 1)
    const its = next && pairs.find(([word]) => word === next)?.[1]
    if (!its) return true
    const [behind, before] = [findBeside(given, other, 1), findBeside(given, its, -1)]
    const isOfOther = (word: ToldWord | undefined): boolean =>
      word !== undefined && pairs.some(([, paired]) => paired === word)
    return behind === its || !isOfOther(behind) || !isOfOther(before)
  })
}

function isNominal({ kind, isVerb }: ToldWord): boolean {
  return !isVerb && (kind === 'word' || kind === 'name')
}

/** The word that only a space parts from another one. */
function findBeside({ words, text }: Told, word: ToldWord, step: 1 | -1): ToldWord | undefined {
  const other = words[words.indexOf(word) + step]
  if (!other || !isNominal(word) || !isNominal(other)) return undefined
  const [first, second] = step > 0 ? [word, other] : [other, word]
  return /^\s+$/.test(text.slice(first.range.end, second.range.start)) ? other : undefined
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
