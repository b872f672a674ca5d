import { numberWordsPattern } from '../../../shared/text/number-words.ts'
import { isParticipleForm } from './inflect.ts'
import { isUnit, nounNumber, type GrammaticalNumber } from './noun-number.ts'
import type { Token } from './tokens.ts'
import {
  isAdverb,
  isConjunction,
  isDeterminer,
  isNumberWord,
  isPreposition,
} from './word-classes.ts'

/** What stands before a finite verb; `number` is undefined where the words do not show it. */
export type Subject = {
  readonly number: GrammaticalNumber | undefined
  /** The noun that decides, as written; '' without one. */
  readonly head: string
  readonly words: readonly Token[]
}

/** Reads a phrase without commas, such as "the number of patients enrolled at each site". */
export function readPhrase(words: readonly Token[]): Subject {
  const phrase = withoutAmount(words)
  const first = phrase[0]
  if (!first) return { number: words.length > 0 ? 'plural' : undefined, head: '', words }
  const counted = readCounted(phrase)
  if (counted) return { ...counted, words }
  const pronoun = pronounNumbers.get(first.lower)
  if (pronoun && isAlone(phrase)) return { number: pronoun, head: first.text, words }
  if (isGerund(phrase)) return { number: 'singular', head: first.text, words }
  const joint = findJoint(phrase)
  if (joint !== undefined) return { ...readJoint(phrase, joint), words }
  return { ...readHead(phrase), words }
}

/** "Studying the effects and their causes": one activity. */
function isGerund([first, second]: readonly Token[]): boolean {
  if (!first || !second || !/[a-z]{3}ing$/.test(first.lower)) return false
  return isDeterminer(second.lower) || isPreposition(second.lower)
}

/** The index of the noun that heads the phrase; -1 without one. */
function findHead(phrase: readonly Token[]): number {
  let head = -1
  for (const [at, token] of phrase.entries()) {
    if (head >= 0 && endsPhrase(phrase, at)) break
    const isFollowing = token.lower === 'following' && at === phrase.length - 1
    if (isNoun(token) || isFollowing) head = at
  }
  return head
}

function readHead(phrase: readonly Token[]): Omit<Subject, 'words'> {
  const head = phrase[findHead(phrase)]
  const first = phrase[0]?.lower ?? ''
  if (!head) return { number: undefined, head: '' }
  if (head.isQuoted) return { number: 'singular', head: head.text }
  if (/^(?:each|every|another|either|neither)$/.test(first)) {
    return { number: 'singular', head: head.text }
  }
  return { number: isUnit(head.text) ? 'singular' : nounNumber(head.text), head: head.text }
}

/** True where what follows the head begins: "of …", "who …", "enrolled in …", "receiving …". */
function endsPhrase(phrase: readonly Token[], at: number): boolean {
  const token = phrase[at]
  const next = phrase[at + 1]
  if (!token) return true
  const { lower } = token
  if (lower === '’' || lower === '/' || lower === '&') return false
  if (token.kind === 'mark' && !token.isQuoted) return true
  if (isPreposition(lower) || relativeWords.has(lower) || lower === 'to') return true
  if (isDeterminer(lower)) return true
  const closes =
    !next ||
    isPreposition(next.lower) ||
    isAdverb(next.lower) ||
    next.kind !== 'word' ||
    next.lower === 'to' ||
    isDeterminer(next.lower)
  if (isParticipleForm(lower) || trailingAdjectives.has(lower)) return closes
  return /ing$/.test(lower) && isTrailingGerund(phrase, at)
}

/** "patients receiving drug", "a model using ranks"; not "drug screening tests". */
function isTrailingGerund(phrase: readonly Token[], at: number): boolean {
  const before = phrase.slice(0, at).findLast(({ lower }) => !isAdverb(lower))
  const [token, next] = [phrase[at], phrase[at + 1]]
  if (!before || !token) return false
  if (trailingGerunds.has(token.lower) && isNoun(before)) return true
  const isCompound = /^an?$/.test(phrase[0]?.lower ?? '') || /data$/.test(before.lower)
  return !isCompound && !!next && nounNumber(before.text) === 'plural' && next.kind === 'word'
}

function isNoun(token: Token): boolean {
  const { lower, kind, isQuoted } = token
  if (isQuoted) return /\p{L}/u.test(lower)
  if (isUnit(token.text)) return true
  if (kind !== 'word' || isNumberWord(lower) || isDeterminer(lower)) return countNouns.has(lower)
  return !isAdverb(lower) && !isPreposition(lower) && !isConjunction(lower)
}

/** Takes away "approximately", "at least 2", "up to", "only": they change no number above one. */
function withoutAmount(words: readonly Token[]): readonly Token[] {
  const first = words[0]
  if (!first) return words
  const text = words.slice(0, 6).map(({ lower }) => lower)
  const joined = text.join(' ')
  const match = amountPhrase.exec(joined)
  if (match) return words.slice(match[0].trim().split(' ').length)
  const isIdle = isAdverb(first.lower) && !/^(?:both|n?either)$/.test(first.lower)
  return isIdle && words.length > 1 ? withoutAmount(words.slice(1)) : words
}

const amountPhrase = new RegExp(
  `^(?:at least|at most|at maximum|up to|more than|less than|fewer than|no more than|no fewer than|no less than|not more than|greater than|as many as|approximately|about|around|roughly|nearly|only|over|between \\S+ and)\\s(?=(?:[<>≥≤~±]\\s?)?(?:\\d|${numberWordsPattern}|half))`,
)

/** "a total of 300 patients", "none of the data", "30% of items", "each of the sites". */
function readCounted(phrase: readonly Token[]): Omit<Subject, 'words'> | undefined {
  const of = phrase.findIndex(({ lower }) => lower === 'of')
  if (of < 1 || of > 3) return readNumeral(phrase)
  const lead = phrase.slice(0, of)
  const text = lead.map(({ lower }) => lower).join(' ')
  const last = lead.at(-1)
  if (!last) return undefined
  const head = readPhrase(phrase.slice(of + 1))
  if (oneOf.test(text)) return { number: 'singular', head: head.head }
  if (/^(?:both|several|many|few)$/.test(last.lower)) return { number: 'plural', head: head.head }
  if (partsOf.test(text) || last.text.endsWith('%')) return { number: head.number, head: head.head }
  const isCount = last.kind === 'number' || isNumberWord(last.lower)
  return isCount
    ? { number: last.lower === '1' ? 'singular' : 'plural', head: head.head }
    : undefined
}

const oneOf = /^(?:(?:only|at least) )?(?:one|each|either|neither|every one|1)$/
const partsOf =
  /^(?:an? (?:\w+ )?(?:total|number|maximum|minimum|majority|minority|variety|range|lot|handful|proportion|percentage|small number|large number|further total|subset|random subset)|the (?:majority|remainder|rest|vast majority)|(?:the |approximately |about )?half|none|most|all|some|any|\S+ percent|one (?:third|half|quarter)|two thirds)$/

/** "300 patients", "two": more than one is plural unless it is an amount ("50 mL"). */
function readNumeral(phrase: readonly Token[]): Omit<Subject, 'words'> | undefined {
  const [first, ...rest] = phrase
  if (!first || !(first.kind === 'number' || isNumberWord(first.lower))) return undefined
  if (rest.length > 0) return undefined
  return { number: /^(?:1|one)$/.test(first.lower) ? 'singular' : 'plural', head: first.text }
}

function isAlone(phrase: readonly Token[]): boolean {
  const next = phrase[1]
  return !next || isPreposition(next.lower) || isAdverb(next.lower) || relativeWords.has(next.lower)
}

/** The "and" or "or" that makes two subjects of one; undefined where it joins something below. */
function findJoint(phrase: readonly Token[]): number | undefined {
  const joints = phrase.flatMap(({ lower, isQuoted }, at) =>
    isConjunction(lower) && !isQuoted ? [at] : [],
  )
  return joints.find((at) => isTopJoint(phrase, at))
}

function isTopJoint(phrase: readonly Token[], at: number): boolean {
  const [before, after] = [phrase.slice(0, at), phrase.slice(at + 1)]
  const [next, last] = [after[0], before.at(-1)]
  if (!next || !last || next.kind === 'number') return false
  if (isPreposition(next.lower) || relativeWords.has(next.lower)) return false
  if (after.some(({ lower }) => isConjunction(lower)) && isAdjective(next) && !isNoun(last)) {
    return false
  }
  const head = findHead(before)
  if (head < 0) return false
  const isBehindHead = before.slice(head + 1).some(({ kind }) => kind === 'word')
  if (isBehindHead && next.lower === before[head]?.lower) return true
  return isBehindHead ? opensAnew(before, after) : !joinsAdjectives(before, after)
}

/** "the dose of X and the time of Y": the second has an article and a tail of its own. */
function opensAnew(before: readonly Token[], after: readonly Token[]): boolean {
  const [first] = after
  if (!first) return false
  const tail = after.some(({ lower }) => lower === 'of')
  const inner = before.slice(before.findIndex(({ lower }) => isPreposition(lower)) + 1)
  const innerHasArticle = isDeterminer(inner[0]?.lower ?? '')
  if (/^(?:between|among)$/.test(before.find(({ lower }) => isPreposition(lower))?.lower ?? '')) {
    return false
  }
  if (isDeterminer(first.lower)) return tail || !innerHasArticle
  return tail && /^(?:number|date|time|use|incidence|proportion|percentage)$/.test(first.lower)
}

/** "primary and secondary analyses": two adjectives of one noun. */
function joinsAdjectives(before: readonly Token[], after: readonly Token[]): boolean {
  const [left, right] = [before.at(-1), after[0]]
  return !!left && !!right && after.length > 1 && isAdjective(left) && isAdjective(right)
}

function isAdjective({ lower }: Token): boolean {
  return (
    adjectives.has(lower) ||
    (/(?:[a-z]{3}(?:ic|al|ive|ary|ous|able|ible|ent)|-\w+ed|ised|ized)$/.test(lower) &&
      !nounsLikeAdjectives.has(lower))
  )
}

function readJoint(phrase: readonly Token[], at: number): Omit<Subject, 'words'> {
  const left = readPhrase(phrase.slice(0, at))
  const right = readPhrase(phrase.slice(at + 1))
  const head = left.head || right.head
  const first = phrase[0]?.lower ?? ''
  if (
    /^(?:each|every|no)$/.test(first) &&
    left.number === 'singular' &&
    right.number !== 'plural'
  ) {
    return { number: 'singular', head }
  }
  return phrase[at]?.lower === 'and' || phrase[at]?.lower === '&'
    ? { number: 'plural', head }
    : { number: left.number === 'plural' ? 'plural' : right.number, head: right.head || head }
}

const relativeWords = new Set(
  'who whom whose which that where when whereby wherein if unless because'.split(' '),
)

const pronounNumbers: ReadonlyMap<string, GrammaticalNumber> = new Map(
  Object.entries({
    it: 'singular',
    this: 'singular',
    that: 'singular',
    he: 'singular',
    she: 'singular',
    each: 'singular',
    one: 'singular',
    everyone: 'singular',
    anyone: 'singular',
    neither: 'singular',
    nobody: 'singular',
    either: 'singular',
    another: 'singular',
    they: 'plural',
    we: 'plural',
    these: 'plural',
    those: 'plural',
    both: 'plural',
    all: 'plural',
    many: 'plural',
    few: 'plural',
    several: 'plural',
    others: 'plural',
    you: 'plural',
    none: 'plural',
    some: 'plural',
    most: 'plural',
    any: 'plural',
  }),
)

const countNouns = new Set('those others each hundred thousand'.split(' '))

const trailingAdjectives = new Set(
  (
    'eligible ineligible available unavailable possible willing unwilling able unable present absent necessary ' +
    'suitable responsible consistent relevant specific alone greater less more equal similar positive ' +
    'negative older younger aged ongoing free naive refractory intolerant likely unlikely compatible ' +
    'applicable identical comparable outside lower higher prior'
  ).split(' '),
)

const trailingGerunds = new Set(
  (
    'receiving taking having meeting completing requiring undergoing using participating entering starting ' +
    'discontinuing containing involving comparing describing presenting showing resulting experiencing ' +
    'reporting exceeding corresponding pertaining relating referring lasting ending beginning occurring ' +
    'consisting comprising providing including excluding evaluating assessing investigating leading existing ' +
    'belonging failing wishing documenting listing summarizing explaining matching'
  ).split(' '),
)

const adjectives = new Set(
  (
    'male female high low mild moderate severe oral old new long short early late open blind pre post ' +
    'left right upper lower max min acute fasting supine standing systolic diastolic white red direct indirect ' +
    'efficacy safety first last abnormal normal active passive sick prior concomitant planned unplanned ' +
    'scheduled unscheduled screening randomized treated'
  ).split(' '),
)

const nounsLikeAdjectives = new Set(
  'patient consent event percent treatment agent component adult individual interval arrival withdrawal hospital total trial signal removal approval clinic topic metric statistic characteristic objective variable diary summary table label syringe vegetable cable referral protocol alcohol material journal manual criminal animal chemical moment amount element assessment ingredient adjustment measurement assignment accident client parent incident'.split(
    ' ',
  ),
)
