import { isParticipleForm } from './inflect.ts'
import { isIrregularParticiple } from './irregular-verbs.ts'
import type { Token } from './tokens.ts'
import { nounNumber } from './noun-number.ts'
import { isBaseVerb } from './verb-lexicon.ts'
import { isConjunction, isDeterminer, isPreposition } from './word-classes.ts'
import { skipAside } from './verb-group.ts'

/**
 * The base forms that share the "will" of the verb at `from` ("will question the patient and note
 * any change"), up to `to`. Undefined when a word may or may not be one of them.
 */
export function findJoinedVerbs(
  line: readonly Token[],
  from: number,
  to: number,
): readonly number[] | undefined {
  const found: number[] = []
  let isUnsure = line[from]?.lower === 'help'
  for (let at = from + 1; at < to; at += 1) {
    const lower = line[at]?.lower ?? ''
    if (lower === ';' || opensInfinitive(line, at)) break
    if (isStray(line, at, found)) return undefined
    if (mayOpenInfinitive(line, at)) isUnsure = true
    const isSerial = lower === ',' && hasJointAhead(line, at, to)
    if (!isConjunction(lower) && !isSerial) continue
    const next = skipAside(line, at + 1)
    if (next >= to || isConjunction(line[next]?.lower ?? '')) continue
    const reading = readJoined(line, next, at - 1 === (found.at(-1) ?? from), isSerial)
    if (reading === 'unsure' || (reading === 'maybe' && next > at + 1)) return undefined
    if (reading === 'verb') found.push(next)
    if (reading === 'maybe') isUnsure = true
  }
  return isUnsure && found.length > 0 ? undefined : found
}

/** A base form that is sure to be a verb and hangs on nothing that is known. */
function isStray(line: readonly Token[], at: number, found: readonly number[]): boolean {
  const [token, before, next] = [line[at], line[at - 1]?.lower ?? '', line[at + 1]?.lower ?? '']
  if (!token || token.isQuoted || isBaseVerb(token.text) !== 'sure') return false
  if (isIrregularParticiple(token.text)) return false
  return !found.includes(at) && before !== 'to' && next !== 'of' && !isParticipleForm(next)
}

/** "to promote" where the word is not known as a verb. */
function mayOpenInfinitive(line: readonly Token[], at: number): boolean {
  const next = line[at + 1]
  if (line[at]?.lower !== 'to' || next?.kind !== 'word' || isDeterminer(next.lower)) return false
  return !/(?:s|tion|ment|ity|ness|ance|ence|ing|ed|al|er|or)$/.test(next.lower)
}

function opensInfinitive(line: readonly Token[], at: number): boolean {
  const next = line[skipAside(line, at + 1)]?.lower ?? ''
  return line[at]?.lower === 'to' && (isBaseVerb(next) !== 'no' || next === 'be' || next === 'have')
}

function hasJointAhead(line: readonly Token[], at: number, to: number): boolean {
  return line.slice(at, to).some(({ lower }) => isConjunction(lower))
}

function readJoined(
  line: readonly Token[],
  at: number,
  isDirect: boolean,
  isSerial: boolean,
): 'verb' | 'maybe' | 'noun' | 'unsure' {
  const [token, next] = [line[at], line[at + 1]]
  if (!token || token.isQuoted || /^\p{Lu}/u.test(token.text)) return 'noun'
  const { lower } = token
  if (lower === 'be' || lower === 'have') return isSerial ? 'unsure' : 'verb'
  const sureness = isBaseVerb(lower)
  if (sureness === 'no') return 'noun'
  if (next?.lower === 'of' || isParticipleForm(next?.lower ?? '')) return 'noun'
  if (sureness === 'sure') return 'verb'
  if (next && takesObject.test(next.lower)) return 'verb'
  if (isDirect && !isSerial) return 'verb'
  if (next?.kind === 'number') return labels.test(lower) ? 'noun' : 'unsure'
  if (!next || next.kind !== 'word' || isConjunction(next.lower) || isPreposition(next.lower)) {
    return next?.lower === 'to' ? 'unsure' : 'maybe'
  }
  const hasObject = nounNumber(next.text) === 'plural' && !compounds.test(lower)
  return hasObject && !isSerial ? 'unsure' : 'maybe'
}

const labels = /^(?:visit|week|part|phase|stage|dose|level|grade|group|arm|table|day|period)$/
const takesObject = /^(?:the|a|an|any|all|each|this|these|their|its|his|her|no|whether)$/

/** Words that more often stand before a noun than before an object: "study visits", "dose levels". */
const compounds =
  /^(?:study|subject|dose|test|site|range|rate|report|record|review|result|score|time|treatment|control|center|centre|effect|sample|measure|design|drug|contact|form|group|model|label|level|number|process|program|schedule|stress|support|supply|view|value|work|open|complete|correct|separate|lower|exercise|exit|contract|change|visit|date|discharge|screen|set|function|benefit)$/
