import { isFiniteWord } from './clause-openers.ts'
import { isPerson, nounNumber, type GrammaticalNumber } from './noun-number.ts'
import { readPhrase, type Subject } from './noun-phrase.ts'
import type { Token } from './tokens.ts'
import { isAdverb, isConjunction, isDeterminer, isPreposition } from './word-classes.ts'

/**
 * Reads what stands between the beginning of a clause and its verb: leaves out what introduces it
 * ("At Visit 3, …"), goes through lists ("A, B, and C") and finds the noun that the verb agrees with.
 */
export function readSubject(words: readonly Token[]): Subject {
  const parts = withoutIntroduction(splitAtCommas(withoutConnective(words)))
  const [first = []] = parts
  const opening = first[0]?.lower ?? ''
  const isTail = isIntroduction(first) && (!/ing$/.test(opening) || isPreposition(opening))
  if (parts.length === 1) return isTail ? readTail(first) : readPhrase(first)
  return readList(parts, words)
}

/**
 * The noun that "who", "which" or "that" behind the words stands for: the nearest that agrees with
 * the verb, where the verb shows its number.
 */
export function readAntecedent(
  words: readonly Token[],
  pronoun: string,
  number?: GrammaticalNumber,
): Subject {
  const before = withoutLast(words)
  const nouns = before.filter(isNameable)
  const quantifier = words.at(-1)?.lower === 'of' ? words.at(-2)?.lower : undefined
  const agreeing =
    !quantifier && number && nouns.findLast(({ text }) => nounNumber(text) === number)
  const nearest = agreeing || nouns.at(-1)
  const isWho = pronoun.startsWith('who')
  const head = (isWho && nouns.findLast(({ text }) => isPerson(text))) || nearest
  if (!head) return { number: undefined, head: '', words }
  if (quantifier && /^(?:each|one|either|neither)$/.test(quantifier)) {
    return { number: 'singular', head: head.text, words }
  }
  const isOne = /^(?:that|this)$/.test(head.lower)
  return { number: isOne ? 'singular' : nounNumber(head.text), head: head.text, words }
}

/** True when words before a "who" or an "if" already hold a subject that waits for its verb. */
export function holdsSubject(words: readonly Token[]): boolean {
  const parts = withoutIntroduction(splitAtCommas(withoutConnective(words)))
  const [first = []] = parts
  return first.some(({ kind }) => kind !== 'mark') && !isIntroduction(first)
}

function withoutLast(words: readonly Token[]): readonly Token[] {
  const last = words.at(-1)
  if (!last) return words
  const isIdle = last.lower === ',' || isPreposition(last.lower) || isConjunction(last.lower)
  return isIdle ? withoutLast(words.slice(0, -1)) : words
}

/** A word that a relative pronoun can stand for; participles and numbers are passed over. */
function isNameable(token: Token): boolean {
  const { lower, kind, isQuoted } = token
  if (lower === 'those' || lower === 'all') return true
  if (kind !== 'word' || isQuoted) return isQuoted && kind === 'word'
  if (isFiniteWord(lower) || isAdverb(lower) || isPreposition(lower)) return false
  if (isConjunction(lower) || isDeterminer(lower)) return false
  return (
    !/(?:[^e]ed|to|is|are|was|were|has|have|be)$/.test(lower) ||
    /(?:basis|thesis|analysis)$/.test(lower)
  )
}

/** Without "and", "However,", "Note that" at the beginning. */
function withoutConnective(words: readonly Token[]): readonly Token[] {
  const [first, second] = words
  if (!first) return words
  const isIdle = isConjunction(first.lower) || /^(?:then|so|however|therefore)$/.test(first.lower)
  if (isIdle || first.lower === ',') return withoutConnective(words.slice(1))
  if (first.lower === 'note' && second?.lower === 'that') return words.slice(2)
  return words
}

function splitAtCommas(words: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]]
  for (const token of words) {
    if (token.text === ',' && !token.isQuoted) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

function withoutIntroduction(parts: readonly (readonly Token[])[]): readonly (readonly Token[])[] {
  const [first, ...rest] = parts
  if (!first || rest.length === 0 || !isIntroduction(first)) return parts
  const next = rest.findIndex((part) => !continuesIntroduction(part))
  return next < 0 || rest.slice(next).every((part) => part.length === 0)
    ? parts
    : withoutIntroduction(rest.slice(next))
}

/** "At Visit 3", "For example", "Additionally", "To test tolerance", "Based on this", "Following …". */
function isIntroduction(part: readonly Token[]): boolean {
  const [first, second] = part
  if (!first) return true
  const { lower } = first
  if (isAmount(part)) return false
  if (isPreposition(lower) || introducing.has(lower) || lower === 'to') return true
  if (isAdverb(lower) && !/^(?:both|n?either)$/.test(lower))
    return part.length === 1 || isIntroduction(part.slice(1))
  if (part.length === 1) return false
  const isGerund = /[a-z]{3}ing$/.test(lower) && isDeterminer(second?.lower ?? '')
  return isGerund || /^(?:based|given|compared|beginning|starting)$/.test(lower)
}

const introducing = new Set(
  'if when whenever unless until once because since although though while whereas as example upon whether whichever e.g i.e'.split(
    ' ',
  ),
)

/** "At least 2 visits", "Up to 30 sites" begin like a place but are an amount. */
function isAmount(part: readonly Token[]): boolean {
  const text = part
    .slice(0, 4)
    .map(({ lower }) => lower)
    .join(' ')
  return /^(?:at (?:least|most)|up to|over|about|around|(?:no )?(?:more|fewer|less) than|between \S+ and) (?:\d|one|two|three|four|five|six|ten)/.test(
    text,
  )
}

/** "At Visits 3, 8, and 10, …", "Upon enrollment, and on the morning of …, …". */
function continuesIntroduction(part: readonly Token[]): boolean {
  const words = part.filter(({ lower }) => !isConjunction(lower))
  if (words.length < part.length && isPreposition(words[0]?.lower ?? '')) return true
  return part.length > 0 && words.every(({ kind }) => kind === 'number')
}

/** The subject at the end of words that have an introduction without a comma. */
function readTail(words: readonly Token[]): Subject {
  const last = words.at(-1)
  if (last && /^(?:it|they|we|he|she)$/.test(last.lower)) return readPhrase([last])
  const article = words.findLastIndex(
    ({ lower }, at) =>
      at > 1 &&
      isDeterminer(lower) &&
      !isLinked(words[at - 1]) &&
      !isDeterminer(words[at - 1]?.lower ?? ''),
  )
  if (article > 0) return readPhrase(words.slice(article))
  const number = words.findLastIndex(({ kind }) => kind === 'number')
  const isLabel = labels.test(words[number - 1]?.lower ?? '')
  if (number > 0 && isLabel && number < words.length - 1) return readPhrase(words.slice(number + 1))
  if (words.length < 3) return { number: undefined, head: '', words }
  return readPhrase(words.slice(-1))
}

const labels = /^(?:visits?|weeks?|days?|months?|years?|parts?|phases?|cycles?|periods?|hours?)$/

function isLinked(token: Token | undefined): boolean {
  return (
    !!token && (isPreposition(token.lower) || isConjunction(token.lower) || token.lower === 'to')
  )
}

function readList(parts: readonly (readonly Token[])[], words: readonly Token[]): Subject {
  const items = parts.filter((part) => part.length > 0)
  const [first = [], second = []] = items
  const last = items.at(-1) ?? []
  const isClosed = (parts.at(-1) ?? []).length === 0
  const hasExamples = first.some(({ lower }) => /^(?:including|excluding|such)$/.test(lower))
  if (items.length === 1 || hasExamples || (isClosed && opensAside(second)))
    return { ...readPhrase(first), words }
  const joint = isConjunction(last[0]?.lower ?? '')
    ? last[0]?.lower
    : last.find(({ lower }) => isConjunction(lower))?.lower
  if (joint === undefined) return { ...readPhrase(isClosed ? first : last), words }
  if (/or$/.test(joint)) return readAlternatives(items, words)
  const head = readPhrase(first)
  if (isListBelow(items)) return { ...head, words }
  return { number: 'plural', head: head.head, words }
}

/** "A, B, or C": the last decides, unless one of them is plural. */
function readAlternatives(items: readonly (readonly Token[])[], words: readonly Token[]): Subject {
  const read = items.map((item) => readPhrase(withoutConnective(item)))
  const last = read.at(-1)
  const hasPlural = read.some(({ number }) => number === 'plural')
  return { number: hasPlural ? 'plural' : last?.number, head: last?.head ?? '', words }
}

/** "…, including A and B, …", "…, chaired by X, …", "…, a statistician, …". */
function opensAside(part: readonly Token[]): boolean {
  const [first] = part
  if (!first) return false
  const opens = isPreposition(first.lower) || introducing.has(first.lower) || isAdverb(first.lower)
  return opens || /^(?:such|who|which|i\.e|e\.g|an?)$/.test(first.lower) || /ed$/.test(first.lower)
}

/** "The effect of age, sex, and race": the list stands behind "of". */
function isListBelow(items: readonly (readonly Token[])[]): boolean {
  const [first = [], ...rest] = items
  const of = first.findIndex(({ lower }) => isPreposition(lower))
  if (of < 1) return false
  const head = first[of - 1]?.lower ?? ''
  const others = rest.map((item) => item.filter(({ lower }) => !isConjunction(lower)))
  const areBare = others.every(
    (item) => !isDeterminer(item[0]?.lower ?? '') && !repeats(item, head),
  )
  return areBare && takesList.test(head)
}

function repeats(item: readonly Token[], head: string): boolean {
  return item.some(({ lower }, at) => lower === head || (lower === 'of' && at === 1))
}

const takesList =
  /^(?:effects?|influence|impact|role|presence|absence|incidence|frequency|number|numbers|percentage|proportion|history|severity|summary|summaries|list|listings?|assessments?|evaluation|review|analys[ie]s|measurements?|combination|relationship|comparisons?|distribution|changes?|differences?|use|occurrence|type|set|report|copy|copies|description|evidence|values?|levels?|concentrations?)$/
