import { isSupposing } from './phrases.ts'
import type { ToldWord } from './read-words.ts'
import { limitsOfValues, type Pair } from './structure.ts'

/**
 * What the sentence has and the clause leaves out, though it limits what is said: denials, conditions, what is only
 * demanded, and what a noun of the clause is told with ("undisputed invoices").
 */
export function listLimits(
  pairs: readonly Pair[],
  { words, text }: { readonly words: readonly ToldWord[]; readonly text: string },
): readonly ToldWord[] {
  const taken = new Set(pairs.map(([, other]) => other))
  const first = Math.min(...[...taken].map(({ range }) => range.start))
  const last = Math.max(...[...taken].map(({ range }) => range.end))
  const region = createRegionFinder(text)
  const told = new Set([...taken].map((one) => region(one)))
  const isOfSubject = createSubjectFinder(words, text, taken)
  const strays = listStrays(pairs, words, text, taken)
  return words.filter((one, at) => {
    const next = words[at + 1]
    if (taken.has(one)) return false
    if (conditions.has(one.keys[0] ?? '') || strays.includes(one)) return true
    if (one.isAside || !told.has(region(one))) return false
    if (isSupposing(one) && isThought(one, text)) return true
    if (one.kind === 'not' || one.kind === 'modal') return true
    if (isOfOtherValue(one, next, taken)) return false
    if (one.kind === 'strict') return !harmless.has(one.keys[0] ?? '')
    if (one.range.start < first || last < one.range.start) return false
    if (one.kind === 'value') return isRival(one, taken, text)
    return isModifier(one, words, text, taken) || isOfSubject(one)
  })
}

/** "At least £5 million" beside the "at least £10 million" that is told. */
function isOfOtherValue(
  { keys: [key = ''] }: ToldWord,
  next: ToldWord | undefined,
  taken: ReadonlySet<ToldWord>,
): boolean {
  return (
    limitsOfValues.has(key) &&
    next?.kind === 'value' &&
    !taken.has(next) &&
    [...taken].some(({ keys }) => keys[0] === key)
  )
}

/**
 * Verbs of other deeds that words of the clause are told with: of "will start in May and report in June" nothing says
 * that it reports in May.
 */
function listStrays(
  pairs: readonly Pair[],
  words: readonly ToldWord[],
  text: string,
  taken: ReadonlySet<ToldWord>,
): readonly ToldWord[] {
  const own = pairs.find(([one, other]) => one.isVerb || other.isVerb)?.[1]
  if (!own) return []
  const isTakenBetween = (start: number, end: number): boolean =>
    [...taken].some(({ range }) => start <= range.start && range.start < end)
  return words.filter((one) => {
    if (!one.isVerb || taken.has(one)) return false
    const isEarlier = one.range.start < own.range.start
    const [before, after] = isEarlier ? [one, own] : [own, one]
    const and = text.slice(before.range.end, after.range.start).search(/\b(?:and|but|or)\b/i)
    if (and < 0) return false
    return isEarlier
      ? isTakenBetween(one.range.end, one.range.end + and)
      : isTakenBetween(one.range.end, text.length)
  })
}

/** "Undisputed" of "undisputed invoices"; what comes before a name only says of what kind that is. */
function isModifier(
  one: ToldWord,
  words: readonly ToldWord[],
  text: string,
  taken: ReadonlySet<ToldWord>,
): boolean {
  const at = words.indexOf(one)
  const next = words[at + 1]
  return (
    next?.kind === 'word' &&
    taken.has(next) &&
    !next.isVerb &&
    /^[\s-]+$/.test(text.slice(one.range.end, next.range.start)) &&
    !words[at + 2]?.isProper
  )
}

/** What stands before the verb; "raised the limit and introduced checks" says two things of one subject. */
function createSubjectFinder(
  words: readonly ToldWord[],
  text: string,
  taken: ReadonlySet<ToldWord>,
): (one: ToldWord) => boolean {
  const verb = words.find((one) => one.isVerb && taken.has(one))
  const earlier = words.find((one) => one.isVerb)
  const isOther =
    verb !== undefined &&
    earlier !== undefined &&
    earlier !== verb &&
    /\band\b/i.test(text.slice(earlier.range.end, verb.range.start)) &&
    !/\b(?:who|which|that|whose|where|when)\b/i.test(text.slice(0, earlier.range.start))
  const end = (isOther ? earlier : verb)?.range.start ?? 0
  return (one) => one.range.start < end && !isBetweenCommas(text, one)
}

/** "Of the five, four were …" is told of four; what "and" joins is told beside. */
function isRival({ sort, range }: ToldWord, taken: ReadonlySet<ToldWord>, text: string): boolean {
  return [...taken].some(
    (one) =>
      one.kind === 'value' &&
      one.sort === sort &&
      !/\b(?:and|or|from|to|than)\b/i.test(
        text.slice(Math.min(one.range.end, range.end), Math.max(one.range.start, range.start)),
      ),
  )
}

/** "Hopes that", "were proposed"; a proposal is a thing. */
function isThought({ isVerb, range }: ToldWord, text: string): boolean {
  return isVerb || /^\s+(?:that|to)\b/i.test(text.slice(range.end))
}

const conditions: ReadonlySet<string> = new Set(['if', 'unless', 'except', 'only'])

/** The parts of a sentence that say something each. */
export function createRegionFinder(text: string): (word: ToldWord) => number {
  const cuts = Array.from(text.matchAll(parting), ({ index }) => index)
  return ({ range }) => cuts.filter((cut) => cut <= range.start).length
}

const parting =
  /,\s+(?:and|but|nor|which|who|of which|of whom|in which|although|though|while|whereas)\b|[;:]\s/gi

const harmless: ReadonlySet<string> = new Set([
  'because',
  'since',
  'after',
  'than',
  'each',
  'all',
  'both',
  'also',
  'further',
  'still',
  'already',
  'again',
])

function isBetweenCommas(text: string, { range }: ToldWord): boolean {
  return text.slice(0, range.start).includes(',') && text.slice(range.end).includes(',')
}
