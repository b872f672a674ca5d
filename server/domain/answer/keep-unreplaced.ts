import { isNumberTerm, isStopWord, listTerms } from '../../../shared/text/terms.ts'
import { names } from './concept-weights.ts'
import type { AskedQuestion, Concept } from './asked-question.ts'
import { isOtherDay, isOtherTime } from './other-time.ts'
import { isAskingTerm } from './question-words.ts'
import type { RecordWords, SisterNames } from './sister-names.ts'

/** The question before, with all that was said since its subject was new. */
type Before = { readonly question: AskedQuestion; readonly said: string }

/** Earlier concepts but those in whose place the new ones stand: another arm, row, week. */
export function keepUnreplaced(
  text: string,
  own: AskedQuestion,
  { question: before, said }: Before,
  sisters: SisterNames,
): readonly Concept[] {
  const anew = before.concepts.filter((concept) => isCountedAnew(concept, said, text))
  // "at Week 8" behind "the change at Week 24" asks for the change again
  const isPassed = (concept: Concept) =>
    isOtherTime(concept, own.concepts) || isOtherDay(concept, said, text)
  if (anew.length > 0)
    return before.concepts.filter((concept) => !anew.includes(concept) && !isPassed(concept))
  const isAddition = leadsToCause.test(text) && !leadsToCause.test(before.text)
  const families = isAddition ? sisters.columns : [...sisters.columns, ...sisters.rows]
  const replaced = families.flatMap((family) => {
    const [meant, ...others] = family
      .map((name) => ({ name, share: shareNamed(name, own.concepts) }))
      .toSorted((a, b) => b.share - a.share)
    if (!meant || meant.share < 0.3) return []
    return before.concepts.filter(
      (concept) => !names(meant.name, concept) && others.some(({ name }) => names(name, concept)),
    )
  })
  const inTable = isAddition ? [] : sisters.tables
  const swapped = [...inTable, ...sisters.columns].flatMap((family) =>
    listSwapped(family, own.concepts, before.concepts),
  )
  const passed = isAddition
    ? []
    : sisters.records.flatMap((rows) => listOfPassedRow(rows, own.concepts, before.concepts))
  const hasNumber = own.concepts.some(({ term }) => isNumberTerm(term))
  return before.concepts.filter(
    (concept) =>
      // "high" may stand beside "24" in a table, and is no other week
      (!replaced.includes(concept) || (isNumberTerm(concept.term) && !hasNumber)) &&
      !isOpposed(concept, own.concepts) &&
      !isOtherNumber(concept, own.concepts) &&
      !passed.includes(concept) &&
      !isPassed(concept) &&
      !swapped.includes(concept),
  )
}

/** "The secondary endpoints" behind the primary ones are no primary ones. */
function isOpposed({ term }: Concept, now: readonly Concept[]): boolean {
  const family = opposites.find((one) => one.includes(term))
  return family !== undefined && now.some((one) => one.term !== term && family.includes(one.term))
}

/** "R00018" behind "R00017": letters and digits of the same shape number things of one kind. */
function isOtherNumber({ word }: Concept, now: readonly Concept[]): boolean {
  const shape = (name: string) => name.toUpperCase().replace(/\d/g, '0')
  if (!/^\p{L}+[\p{L}-]*\d/u.test(word)) return false
  return now.some((one) => one.word !== word && shape(one.word) === shape(word))
}

const opposites = [
  'primary secondary tertiary exploratory',
  'first second third last',
  'inclusion exclusion',
  'planned actual',
  'systolic diastolic',
].map(listTerms)

const leadsToCause = /\b(?:because of|due to|owing to)\b/i

/** Of a name that was said before, most of it, and in whose place another one is said now. */
function listSwapped(
  family: readonly ReadonlySet<string>[],
  now: readonly Concept[],
  before: readonly Concept[],
): readonly Concept[] {
  const isSaid = (name: ReadonlySet<string>) =>
    shareNamed(name, now) >= mostOfName &&
    now.filter((concept) => names(name, concept)).length >= mostOfName * now.length
  const meant = family.filter(isSaid)
  if (meant.length === 0) return []
  const last = family.filter(
    (name) => !meant.includes(name) && shareNamed(name, before) >= mostOfName,
  )
  return before.filter(
    (concept) =>
      last.some((name) => names(name, concept)) && !meant.some((name) => names(name, concept)),
  )
}

/**
 * Of the row of a list that was asked of before, where another row of it is named now: what its cells say
 * and those of the other one don't.
 */
function listOfPassedRow(
  rows: readonly RecordWords[],
  now: readonly Concept[],
  before: readonly Concept[],
): readonly Concept[] {
  const isMeant = ({ name, words }: RecordWords) =>
    shareNamed(tellingOf(name), now) >= mostOfName && now.every((concept) => names(words, concept))
  const [meant, ...others] = rows.filter(isMeant)
  const last = rows.filter(
    (row) => row !== meant && shareNamed(tellingOf(row.name), before) >= mostOfName,
  )
  if (!meant || others.length > 0 || last.length !== 1) return []
  return before.filter(
    (concept) => last.some(({ words }) => names(words, concept)) && !names(meant.words, concept),
  )
}

/** Without its mark in the list ("P2") and what no question repeats as a name. */
function tellingOf(name: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...name].filter((term) => !/\d/.test(term) && !isAskingTerm(term, false)))
}

const mostOfName = 0.6

function shareNamed(name: ReadonlySet<string>, concepts: readonly Concept[]): number {
  const named = [...name].filter((term) => concepts.some(({ terms }) => terms.has(term)))
  return name.size === 0 ? 0 : named.length / name.size
}

/** "Week 12" behind "Week 8": the same thing counted, another number. */
function isCountedAnew({ word }: Concept, before: string, text: string): boolean {
  if (!/^\d/.test(word)) return false
  const counted = new RegExp(
    `(\\p{L}+)\\s+${word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\p{N}.])`,
    'iu',
  ).exec(before)
  // "at 31" counts no more of what "at 30" did
  if (counted?.[1] === undefined || isStopWord(counted[1].toLowerCase())) return false
  return new RegExp(`\\b${counted[1]}\\s+\\d`, 'i').test(text)
}
