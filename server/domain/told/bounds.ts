import { sliceRange } from '../../../shared/text/range.ts'
import type { PlacedSentence } from './given-sentences.ts'
import { holdClause } from './hold-clause.ts'
import { readWords, type ToldWord } from './read-words.ts'

/**
 * What a sentence of a source says before the words that a claim takes from it, so that without it they say something
 * else: a condition ("unless"), a verb that means it was not done ("refused to sign"), a word that makes the thing
 * another one ("the deputy mayor").
 */
export function listBounds(text: string, given: PlacedSentence): readonly ToldWord[] {
  const words = readWords(text)
  const { pairs } = holdClause({ text, words, topic: [], isWhole: true }, given)
  // "failed to approve" is "did not approve"
  const isDenial = words.some(({ kind }) => kind === 'not')
  const taken = new Set(pairs.map(([, other]) => other))
  const isRule = given.words.find(({ isVerb }) => isVerb)?.tense !== 'past'
  const isAllowed = pairs.some(([, { kind, keys }]) => kind === 'modal' && keys[0] === 'may')
  return given.words.filter((one, at) => {
    if (taken.has(one) || one.isAside) return false
    const [key = ''] = one.keys
    if (one.kind === 'strict') return conditions.has(key) || (isRule && key === 'when')
    const next = given.words[at + 1]
    if (one.kind === 'not') return /^yet to$/i.test(sliceRange(given.text, one.range).slice(-6))
    if (isAllowed && isTerm(one)) return true
    if (heads.has(key)) return isHead(one, next, given.text, taken)
    if (others.has(key)) return next !== undefined && taken.has(next) && next.kind === 'word'
    return !isDenial && undone.has(key) && isLeading(one, given, taken)
  })
}

/** "With the consent of", "during the first year", "in writing" */
function isTerm({ preposition, keys: [key = ''] }: ToldWord): boolean {
  return terms.has(preposition) || (preposition === 'in' && key === 'write')
}

const terms: ReadonlySet<string> = new Set(['with', 'during', 'under'])

/** "The chairman of the council" */
function isHead(
  { range }: ToldWord,
  next: ToldWord | undefined,
  text: string,
  taken: ReadonlySet<ToldWord>,
): boolean {
  return next !== undefined && taken.has(next) && /^\s+of\s/.test(text.slice(range.end))
}

const heads: ReadonlySet<string> = new Set(
  'chair chairman chairwoman head member director secretari repres wife husband'.split(' '),
)

/** "Refused to sign", "is considering the purchase": what it leads in is the verb of the claim. */
function isLeading(
  { range }: ToldWord,
  { words, text }: PlacedSentence,
  taken: ReadonlySet<ToldWord>,
): boolean {
  const next = words.find((one) => one.range.start > range.start)
  const rest = text.slice(range.end)
  if (/^\s+(?:that|whether)\b/i.test(rest))
    return [...taken].some((it) => it.range.start > range.end)
  // "asked A to inform B"
  const verb = words.find((it) => it.range.start > range.end && it.isVerb)
  if (
    verb &&
    taken.has(verb) &&
    /^[^,;.]{0,40}\sto\s+$/i.test(text.slice(range.end, verb.range.start))
  )
    return true
  return (
    next !== undefined &&
    taken.has(next) &&
    /^\s+(?:(?:to|the|an?|its|their)\s+)?$/i.test(text.slice(range.end, next.range.start))
  )
}

const conditions: ReadonlySet<string> = new Set(['if', 'unless', 'except', 'estimated'])
const others: ReadonlySet<string> = new Set(
  'former previous deputi draft interim second anoth propos undisput disput'.split(' '),
)
const undone: ReadonlySet<string> = new Set(
  'authoris author recommend suggest alleg ask deni fear forese refus declin fail consid plan intend propos postpon cancel hope offer promis agre'.split(
    ' ',
  ),
)
