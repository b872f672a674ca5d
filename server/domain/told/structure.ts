import type { ToldWord } from './read-words.ts'

/** A word of a clause, and the word of the source that says it. */
export type Pair = readonly [own: ToldWord, given: ToldWord]

/**
 * Whether words that are all there say it of the same: who does what, from what to what, which value is of what, and
 * what is denied lie in their order and small words, not in the words themselves.
 */
export function keepsStructure(
  own: readonly ToldWord[],
  { words: given, text }: { readonly words: readonly ToldWord[]; readonly text: string },
  pairs: readonly Pair[],
): boolean {
  if (
    (!changesText(text) && !keepsTense(pairs)) ||
    !keepsValues(own, given, pairs) ||
    !keepsVoice(pairs)
  )
    return false
  if (!keepsReach(own, given, pairs) || !keepsHeads(given, pairs)) return false
  if (!keepsRoles(pairs)) return false
  if (isRising(pairs)) return true
  return keepsPrepositions(pairs) && keepsOrder(pairs) && keepsNames(pairs)
}

/** What an amendment says "is replaced" was replaced by it. */
export function changesText(text: string): boolean {
  return amending.test(text)
}

const amending =
  /\b(?:clause|section|article|annex|schedule|appendix|table|item|service)s?\b[^.]*\b(?:is|are) (?:hereby )?(?:replaced|deleted|changed|amended|raised|lowered|reduced|increased|extended|shortened|added|removed)\b/i

function isRising(pairs: readonly Pair[]): boolean {
  const told = pairs.filter(([{ kind }]) => kind !== 'modal')
  return told.every(([, { range }], at) => (told[at - 1]?.[1].range.start ?? -1) < range.start)
}

/** What is so, or is to be so, was not done by that. */
function keepsTense(pairs: readonly Pair[]): boolean {
  return pairs.every(
    ([one, other]) => one.tense === '' || other.tense === '' || one.tense === other.tense,
  )
}

/** The pair of verbs that both are told by. */
function findVerbs(pairs: readonly Pair[]): Pair | undefined {
  return pairs.find(([one, other]) => one.isVerb && other.isVerb)
}

/**
 * What stands on one side of the verb stands on the same side in the source, and on the other one where only one of
 * both is in the passive voice. What a preposition leads in may stand on either. Without two verbs ("was closed", "the
 * closure") no more than one name may be there to take another's part.
 */
function keepsVoice(pairs: readonly Pair[]): boolean {
  const verbs = findVerbs(pairs)
  if (!verbs) {
    const isNominal = pairs.some(([one, other]) => one.isVerb !== other.isVerb)
    if (isNominal && !keepsAgents(pairs)) return false
    return isRising(pairs) || (isNominal && pairs.filter(([one]) => one.isProper).length < 2)
  }
  const [verb, other] = verbs
  const isTurned = verb.isPassive !== other.isPassive
  if (!isTurned && isRising(pairs)) return true
  const limits = pairs.filter(([{ kind }]) => kind === 'strict').map(([one]) => one.range.start)
  return pairs.every(([one, its]) => {
    if (one === verb || (one.kind !== 'word' && one.kind !== 'name')) return true
    const isBefore = one.range.start < verb.range.start
    const wasBefore = its.range.start < other.range.start
    if (one.preposition === 'as' || its.preposition === 'as') return true
    const isLed = isAdverbial(one) || isAdverbial(its)
    if (!isTurned) {
      const areLed = isAdverbial(one) && isAdverbial(its)
      return areLed || (!isLed && isBefore === wasBefore)
    }
    if (isBefore) return isLed || !wasBefore
    if (!wasBefore || (one.preposition !== '' && one.preposition === its.preposition)) return true
    // who does it: "by the Council", "with Amendment 1", "after the Supplier has …"
    return (
      doing.has(one.preposition) ||
      limits.some((limit) => verb.range.start < limit && limit < one.range.start)
    )
  })
}

/** "The appointment of A by B": B appointed A. */
function keepsAgents(pairs: readonly Pair[]): boolean {
  const verb = pairs.find(([one]) => one.isVerb)?.[0]
  if (!verb) return true
  const nouns = pairs.filter(
    ([{ kind, isVerb }]) => !isVerb && (kind === 'word' || kind === 'name'),
  )
  const isBefore = ([{ range }]: Pair) => range.start < verb.range.start
  const hasObject = nouns.some((pair) => !isBefore(pair) && pair[0].preposition === '')
  return nouns.every((pair) => {
    const [{ preposition: own }, { preposition: its }] = pair
    if (own !== '' && own !== 'of') return (own === 'by') === (its === 'by')
    if (!isBefore(pair)) return its !== 'by'
    return verb.isPassive ? its !== 'by' : !hasObject || its !== 'of'
  })
}

/** What "of" leads in belongs to the noun before it. */
function isAdverbial({ preposition }: ToldWord): boolean {
  return preposition !== '' && preposition !== 'of'
}

const doing: ReadonlySet<string> = new Set(['by', 'with', 'under', 'through'])

/** Of what no preposition leads in, on one side of the verb, the order says what is what of what. */
function keepsOrder(pairs: readonly Pair[]): boolean {
  const verbs = findVerbs(pairs)
  if (!verbs) return true
  const core = pairs.filter(
    ([one, other]) =>
      (one.kind === 'word' || one.kind === 'name') && !isAdverbial(one) && !isAdverbial(other),
  )
  const isBefore = (pair: Pair, which: 0 | 1) => pair[which].range.start < verbs[which].range.start
  const sides = [true, false].flatMap((own) =>
    [true, false].map((its) =>
      core.filter((pair) => isBefore(pair, 0) === own && isBefore(pair, 1) === its),
    ),
  )
  return sides.every((side) => isRising(side) || isOnePhrase(side))
}

/** "The consent of the Council" and "the Council's consent": what turns is told with "of" on one side alone. */
function isOnePhrase(side: readonly Pair[]): boolean {
  return side.every(([one, other], at) => {
    const [before, its] = side[at - 1] ?? []
    if (!before || !its || its.range.start < other.range.start) return true
    const turned = side.slice(0, at).filter(([, given]) => given.range.start > other.range.start)
    return turned.every(([own, given]) => {
      const isLed = one.preposition !== own.preposition
      const wasLed = other.preposition !== given.preposition
      const isNear = given.range.start - other.range.end < longestPhrase
      return isNear && isLed !== wasLed
    })
  })
}

const longestPhrase = 30

/** In whatever order: "from Leeds" is not "to Leeds", "against" not "for", "by 1 May" not "on 1 May". */
function keepsRoles(pairs: readonly Pair[]): boolean {
  return pairs.every(([one, other]) => {
    const [own, its] = [one.preposition, other.preposition]
    if (own === its || one.kind === 'strict' || one.kind === 'modal' || one.kind === 'not')
      return true
    if (one.kind === 'value') return toRole(own) === toRole(its)
    return !opposed.some((all) => all.has(own) && all.has(its))
  })
}

/** What a value is to its verb: "fell by 3%", "fell to 3%". */
function toRole(preposition: string): string {
  return bare.has(preposition) ? '' : preposition
}

const bare: ReadonlySet<string> = new Set(['in', 'on', 'at', 'of', 'with', 'as'])
const opposed: readonly ReadonlySet<string>[] = [
  new Set(['to', 'from', 'by', 'against']),
  new Set(['for', 'against']),
]

/** "To the Council" is neither "by the Council" nor what the Council does. */
function keepsPrepositions(pairs: readonly Pair[]): boolean {
  return pairs.every(([one, other]) => {
    const [own, its] = [one.preposition, other.preposition]
    if (own === its || one.kind === 'strict' || one.kind === 'modal' || one.kind === 'not')
      return true
    const isOpposed = turning.has(own) && turning.has(its)
    return !isOpposed && (one.kind === 'value' || one.isProper ? !isLone(own, its) : true)
  })
}

const turning: ReadonlySet<string> = new Set(['to', 'from', 'by', 'against'])

/** Of a name: who gets it is not who gives it. */
function isLone(own: string, its: string): boolean {
  return (
    (own === 'to' || own === 'from' || own === 'against') !==
    (its === 'to' || its === 'from' || its === 'against')
  )
}

/** A value beside others of its sort must stand beside the same word. */
function keepsValues(
  own: readonly ToldWord[],
  given: readonly ToldWord[],
  pairs: readonly Pair[],
): boolean {
  const values = pairs.filter(([{ kind }]) => kind === 'value')
  const isInOrder = values.length > 1 && isRising(values)
  return values.every(([one, other]) => {
    if (isOfOther(own, given, pairs, [one, other])) return false
    const rivals = given.filter(
      ({ kind, sort, isAside }) => kind === 'value' && sort === other.sort && !isAside,
    )
    if (rivals.length < 2) return true
    const beside = (words: readonly ToldWord[], at: ToldWord) => {
      const plain = words.filter(({ keys }) => !limitsOfValues.has(keys[0] ?? ''))
      return [-1, 1].flatMap((step) => plain[plain.indexOf(at) + step] ?? [])
    }
    const others = rivals
      .filter((rival) => rival !== other)
      .flatMap((rival) => beside(given, rival))
    const [around, its] = [beside(own, one), beside(given, other)]
    return pairs.some(
      ([word, same]) =>
        around.includes(word) &&
        its.includes(same) &&
        (isInOrder || (!isValueOf(same) && !others.includes(same))),
    )
  })
}

/** "Version 2 of 14 January" has another version's date than "version 3 of 14 January". */
function isOfOther(
  own: readonly ToldWord[],
  given: readonly ToldWord[],
  pairs: readonly Pair[],
  [one, other]: Pair,
): boolean {
  if (one.preposition !== 'of' || other.preposition !== 'of') return false
  const [head, its] = [own[own.indexOf(one) - 1], given[given.indexOf(other) - 1]]
  const isPaired = pairs.some(([word]) => word === head) && pairs.some(([, word]) => word === its)
  return isPaired && !pairs.some(([word, same]) => word === head && same === its)
}

/** "From 10% to 15%" */
function isValueOf({ kind }: ToldWord): boolean {
  return kind === 'value'
}

/** What is said of the limit on a thing is not said of the thing. */
function keepsHeads(given: readonly ToldWord[], pairs: readonly Pair[]): boolean {
  const verb = pairs.find(([one]) => one.isVerb)?.[0]
  const paired = new Set(pairs.map(([, other]) => other))
  return pairs.every(([one, other]) => {
    const isOfSubject = verb !== undefined && one.range.start < verb.range.start
    if (!isOfSubject || one.kind !== 'word' || one.preposition !== '') return true
    if (other.preposition === '') return true
    const phrase = given.slice(0, given.indexOf(other)).toReversed()
    const head = phrase.find(({ preposition }) => preposition !== other.preposition)
    return head?.kind !== 'word' || head.isVerb || paired.has(head)
  })
}

/** What is denied or limited is the same. */
function keepsReach(
  own: readonly ToldWord[],
  given: readonly ToldWord[],
  pairs: readonly Pair[],
): boolean {
  const limits = pairs.filter(([{ kind }]) => kind === 'not' || kind === 'strict')
  return limits.every(([one, other]) => {
    if (limitsOfValues.has(one.keys[0] ?? '')) return isOfSameValue(own, given, pairs, [one, other])
    const reached = own.slice(own.indexOf(one) + 1, own.indexOf(one) + 1 + reach)
    const its = given.slice(given.indexOf(other) + 1, given.indexOf(other) + 1 + reach)
    return pairs.some(([word, same]) => reached.includes(word) && its.includes(same))
  })
}

const reach = 3

/** They belong to a value beside them. */
export const limitsOfValues: ReadonlySet<string> = new Set(['≤', '≥', 'above', 'below'])

/** "45 days in which to" and "within 45 days". */
function isOfSameValue(
  own: readonly ToldWord[],
  given: readonly ToldWord[],
  pairs: readonly Pair[],
  [one, other]: Pair,
): boolean {
  const nearest = (words: readonly ToldWord[], limit: ToldWord): ToldWord | undefined =>
    [1, -1, 2, -2]
      .map((step) => words[words.indexOf(limit) + step])
      .find((word) => word?.kind === 'value')
  const [value, its] = [nearest(own, one), nearest(given, other)]
  return value !== undefined && pairs.some(([word, same]) => word === value && same === its)
}

/** Of two names that no preposition tells apart the order does. */
function keepsNames(pairs: readonly Pair[]): boolean {
  const verbs = findVerbs(pairs)
  const isTurned = verbs !== undefined && verbs[0].isPassive !== verbs[1].isPassive
  const names = pairs.filter(
    ([one, other]) =>
      one.isProper && other.isProper && one.preposition === '' && other.preposition === '',
  )
  return isTurned || isRising(names)
}
