import { listRelatedTerms } from '../../shared/text/related-words.ts'
import { rangesOverlap, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { listTerms, type Term } from '../../shared/text/terms.ts'
import { findOfKind } from './answer-kinds.ts'
import { readAskedForm } from './asked-form.ts'
import { findNames, type FoundName } from './find-names.ts'
import type { Question, QuestionKind } from './read-question.ts'

/** Each 0 to 1, and 0 where nothing of the form is asked for. */
export const formFeatures = [
  'person',
  'time',
  'place',
  'amount',
  'cause',
  'fullName',
  'noPerson',
  'named',
  'placed',
  'noAmount',
  'counted',
  'called',
] as const

type Forms = Readonly<Record<(typeof formFeatures)[number], number>>

/** Whether a sentence holds something of the form that is asked for: a name, a date, a number. */
export function createFormMeasure(
  question: Question,
): (text: string, terms: readonly Term[]) => Forms {
  const { kind } = question
  const asked = readAskedForm(question)
  const asksNames = asked.isPerson || asked.isName || kind === 'place'
  const isNew = createNovelty(question)
  const wanted = new Set(question.focus.flatMap((term) => [term, ...listRelatedTerms(term)]))
  return (text, terms) => {
    const names = asksNames ? findNames(text).filter((one) => isNew(one.text)) : []
    const found = findAnswers(question, text)
    const amounts = kind === 'amount' ? keepAmounts(text, found) : []
    return {
      ...measureKind(kind, found.length),
      ...measurePersons(asked.isPerson, question, names),
      named: asked.isName ? half(names.filter(isInside).length) : 0,
      placed: kind === 'place' && names.some(({ isPlaced }) => isPlaced) ? 1 : 0,
      noAmount: kind === 'amount' && amounts.length === 0 ? 1 : 0,
      counted: amounts.some((amount) => counts(amount, terms, wanted)) ? 1 : 0,
      called: asked.isTerm && calling.test(text) ? 1 : 0,
    }
  }
}

/** Of words that do not only repeat the question. */
function createNovelty({ terms }: Question): (words: string) => boolean {
  return (words) => listTerms(words).some((term) => !terms.includes(term))
}

function findAnswers(question: Question, text: string): TextRange[] {
  const { kind } = question
  const isNew = createNovelty(question)
  const isSign = kind === 'reason' || kind === 'manner'
  return findOfKind(text, kind).filter((range) => isSign || isNew(sliceRange(text, range)))
}

function measureKind(kind: QuestionKind, found: number) {
  const share = Math.min(1, Math.sqrt(found / 2))
  const of = (...kinds: QuestionKind[]) => (kinds.includes(kind) ? share : 0)
  return {
    person: of('person'),
    time: of('time'),
    place: of('place'),
    amount: of('amount'),
    cause: of('reason', 'manner'),
  }
}

function measurePersons(isAsked: boolean, { terms }: Question, names: readonly FoundName[]) {
  if (!isAsked) return { fullName: 0, noPerson: 0 }
  const persons = names.filter(({ mayBePerson }) => mayBePerson)
  const isFull = ({ text }: FoundName) =>
    /\s/.test(text) && listTerms(text).every((term) => !terms.includes(term))
  return {
    fullName: half(persons.filter(isFull).length),
    noPerson: persons.length === 0 ? 1 : 0,
  }
}

/** A sentence begins with a capital whatever its first word is. */
function isInside({ range, isAdjective }: FoundName): boolean {
  return range.start > 2 && !isAdjective
}

/** "October 6" and "2007" count nothing, and neither does "the one". */
function keepAmounts(text: string, found: readonly TextRange[]): TextRange[] {
  const times = findOfKind(text, 'time')
  return found.filter(
    (range) =>
      !/^one$/i.test(sliceRange(text, range)) && !times.some((time) => rangesOverlap(time, range)),
  )
}

/** UTF-16 units between a number and what it counts. */
const mostBetween = 28

/** "254 subjects" where the question asks how many subjects, or patients. */
function counts(amount: TextRange, terms: readonly Term[], wanted: ReadonlySet<string>): boolean {
  return terms.some(
    ({ term, range }) =>
      wanted.has(term) && range.start >= amount.end && range.start - amount.end < mostBetween,
  )
}

/** Two are as good as many. */
function half(count: number): number {
  return Math.min(1, count / 2)
}

/** "called", "known as", and words in quotation marks. */
const calling =
  /\b(?:called|known as|named|termed|referred to as|nicknamed|dubbed|titled|term)\b|["“”]|``/i
