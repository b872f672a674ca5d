import type { CheckedSentence, CheckQuery, CheckResponse } from '../../shared/contract/checks.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'
import { countProblems, problemStates, toFilterQuery, type ClaimFilter } from './check-filter.ts'

/**
 * The sentences and cells of a check, a page at a time. `attempt` counts every question, so that an
 * answer to an older one is dropped. The last answer stays while the next one is waited for.
 */
export type CheckList = {
  readonly filter: ClaimFilter
  /** The page that is asked for, or a place of the text that stands on it. */
  readonly place: { readonly page: number } | { readonly fromChar: number }
  readonly attempt: number
  readonly isLoading: boolean
  /** Whether `response` is of another filter or page than those asked for. */
  readonly isOutdated: boolean
  readonly problem: ProblemDetails | null
  readonly response: CheckResponse | null
  /** The sentence whose reason is shown. */
  readonly currentId: string | null
  /** How often the reader asked for the words of a sentence: then the document shows them. */
  readonly goes: number
  /** Which of the page to come is the current one. */
  readonly choice: PageChoice
  /** What a person said of sentences of this page; they stay in it, whatever the filter says. */
  readonly decided: readonly CheckedSentence[]
}

/**
 * `keep`: the same sentence, where it is on the page; else the one that stands in its place. `same`: that
 * one or none.
 */
type PageChoice =
  | { readonly kind: 'none' | 'keep' | 'same' | 'first' | 'last' }
  | { readonly kind: 'before' | 'behind'; readonly place: number }

export type CheckListEvent =
  | { readonly type: 'asked' }
  | { readonly type: 'filtered'; readonly filter: ClaimFilter }
  | { readonly type: 'paged'; readonly page: number }
  | { readonly type: 'answered'; readonly attempt: number; readonly response: CheckResponse }
  | { readonly type: 'failed'; readonly attempt: number; readonly problem: ProblemDetails }
  /** Null closes the current one. */
  | { readonly type: 'chosen'; readonly sentenceId: string | null }
  | { readonly type: 'stepped'; readonly step: Step }
  /** A person said something of a sentence, or took it back; it is given as it stands now. */
  | { readonly type: 'decided'; readonly sentence: CheckedSentence }

export type Step = 'next' | 'previous'

const claimsPerPage = 25

export const initialCheckList: CheckList = {
  filter: 'problems',
  place: { page: 1 },
  attempt: 0,
  isLoading: false,
  isOutdated: false,
  problem: null,
  response: null,
  currentId: null,
  goes: 0,
  choice: { kind: 'none' },
  decided: [],
}

export function reduceCheckList(list: CheckList, event: CheckListEvent): CheckList {
  switch (event.type) {
    case 'asked':
      return ask({ ...list, place: findPlace(list), choice: keepChoice(list) })
    case 'filtered': {
      const { filter } = event
      return askOther({ ...list, filter, place: { page: 1 }, currentId: null, ...withoutChoice })
    }
    case 'paged':
      return askOther({ ...list, place: { page: event.page }, currentId: null, ...withoutChoice })
    case 'answered':
      return event.attempt === list.attempt ? answer(list, event.response) : list
    case 'failed':
      if (event.attempt !== list.attempt) return list
      return { ...list, isLoading: false, problem: event.problem }
    case 'chosen':
      return choose(list, event.sentenceId)
    case 'stepped':
      return step(list, event.step)
    case 'decided':
      return ask(decide(list, event.sentence))
  }
}

/** What is asked of the server for this list. */
export function toCheckQuery({
  filter,
  place,
}: Pick<CheckList, 'filter' | 'place'>): Partial<CheckQuery> {
  const where = 'page' in place ? { page: place.page } : { from_char: place.fromChar }
  return { ...toFilterQuery(filter), ...where, page_size: claimsPerPage }
}

/** The sentences to show, in the order of the text. */
export function listShown({ response, decided }: CheckList): readonly CheckedSentence[] {
  const sentences = response?.sentences ?? []
  const known = new Set(sentences.map(({ sentence_id }) => sentence_id))
  const kept = decided.filter(({ sentence_id }) => !known.has(sentence_id))
  if (kept.length === 0) return sentences
  return [...sentences, ...kept].sort((a, b) => a.start_char - b.start_char)
}

export function findCurrent(list: CheckList): CheckedSentence | undefined {
  return listShown(list).find(({ sentence_id }) => sentence_id === list.currentId)
}

/** Counts from 1, among those that the filter leaves; undefined for one that it does not. */
export function findPosition({ response, currentId }: CheckList): number | undefined {
  const at = response?.sentences.findIndex(({ sentence_id }) => sentence_id === currentId) ?? -1
  return response && at >= 0 ? (response.page - 1) * response.page_size + at + 1 : undefined
}

/** Whether there is a problem to go to in that direction. */
export function canStep(list: CheckList, direction: Step): boolean {
  const { response } = list
  if (!response || countProblems(response) === 0) return false
  if (!isOfProblems(list)) return true
  const at = listShown(list).findIndex(({ sentence_id }) => sentence_id === list.currentId)
  if (at < 0) return listShown(list).length > 0
  const isLast = response.page * response.page_size >= response.matching
  return direction === 'next'
    ? at < listShown(list).length - 1 || !isLast
    : at > 0 || response.page > 1
}

const withoutChoice = { choice: { kind: 'none' }, decided: [] } as const

/** Whether all that is listed are problems: of a state, those that were approved are none. */
function isOfProblems({ filter, response }: Pick<CheckList, 'filter' | 'response'>): boolean {
  if (filter === 'partly_supported' && response?.approved_wording !== 0) return false
  return filter === 'problems' || problemStates.some((state) => state === filter)
}

function ask(list: CheckList): CheckList {
  return { ...list, attempt: list.attempt + 1, isLoading: true, problem: null }
}

function askOther(list: CheckList): CheckList {
  return ask({ ...list, isOutdated: true })
}

/** An answer to come that has the sentence, too, leaves it open. */
function choose(list: CheckList, sentenceId: string | null): CheckList {
  const isOfBefore = list.isLoading && list.isOutdated
  const chosen: CheckList = isOfBefore ? { ...list, choice: { kind: 'same' } } : list
  return sentenceId === null ? { ...chosen, currentId: null } : go(chosen, sentenceId)
}

/** A step that waits for an answer waits for the next one, too. */
function keepChoice(list: CheckList): PageChoice {
  const isWaiting = list.isLoading && list.choice.kind !== 'none'
  if (isWaiting && list.choice.kind === 'same') return list.choice
  return isWaiting && !findCurrent(list) ? list.choice : { kind: 'keep' }
}

/** An edit may move the current sentence to another page. */
function findPlace(list: CheckList): CheckList['place'] {
  const current = findCurrent(list)
  return current ? { fromChar: current.start_char } : list.place
}

function answer(list: CheckList, response: CheckResponse): CheckList {
  const lastPage = Math.max(1, Math.ceil(response.matching / response.page_size))
  if (response.page > lastPage) return ask({ ...list, place: { page: lastPage } })
  const answered = take(list, response)
  const isBefore = list.choice.kind === 'before' && response.page > 1
  const first = response.sentences[0]
  if (isBefore && answered.currentId === first?.sentence_id && !standsBefore(list.choice, first)) {
    return ask({ ...answered, place: { page: response.page - 1 }, choice: { kind: 'last' } })
  }
  return answered
}

function standsBefore(choice: PageChoice, sentence: CheckedSentence | undefined): boolean {
  return choice.kind === 'before' && sentence !== undefined && sentence.start_char < choice.place
}

function take(list: CheckList, response: CheckResponse): CheckList {
  const isOtherVersion = list.response?.version !== response.version
  const before = findCurrent(list)
  const answered: CheckList = {
    ...list,
    response,
    isLoading: false,
    isOutdated: false,
    // offsets and states of what was decided are of the version that it was decided in
    decided: isOtherVersion ? [] : list.decided,
    place: { page: response.page },
    choice: { kind: 'none' },
  }
  const currentId = chooseCurrent(answered, list.choice, before)
  const isAskedFor = !['keep', 'same', 'none'].includes(list.choice.kind)
  return isAskedFor ? go(answered, currentId) : { ...answered, currentId }
}

function go(list: CheckList, currentId: string | null): CheckList {
  return { ...list, currentId, goes: list.goes + 1 }
}

function chooseCurrent(
  list: CheckList,
  choice: PageChoice,
  before: CheckedSentence | undefined,
): string | null {
  const shown = listShown(list)
  switch (choice.kind) {
    case 'none':
      return null
    case 'keep':
      return before ? idOf(findSame(shown, before)) : null
    case 'same':
      return idOf(shown.find(({ sentence_id }) => sentence_id === before?.sentence_id))
    case 'first':
      return idOf(shown[0])
    case 'last':
      return idOf(shown.at(-1))
    case 'behind':
      return idOf(shown.find((one) => one.start_char >= choice.place) ?? shown.at(-1))
    case 'before':
      return idOf(shown.findLast((one) => standsBefore(choice, one)) ?? shown[0])
  }
}

function idOf(sentence: CheckedSentence | undefined): string | null {
  return sentence?.sentence_id ?? null
}

/** An edited sentence has another id: it is the one that stands nearest to where the other stood. */
function findSame(
  shown: readonly CheckedSentence[],
  before: CheckedSentence,
): CheckedSentence | undefined {
  const same = shown.find(({ sentence_id }) => sentence_id === before.sentence_id)
  return same ?? shown.find(({ end_char }) => end_char > before.start_char)
}

function step(list: CheckList, direction: Step): CheckList {
  // what is at hand is not what was asked for: the answer to come is stepped into
  const isOpenYet = list.choice.kind === 'none' || list.choice.kind === 'same'
  if (list.isLoading && isOpenYet && isOfProblems(list))
    return { ...list, choice: { kind: 'first' } }
  if (!canStep(list, direction)) return list
  if (!isOfProblems(list)) return stepIntoProblems(list, direction)
  const shown = listShown(list)
  const at = shown.findIndex(({ sentence_id }) => sentence_id === list.currentId)
  const to = at < 0 ? shown[0] : shown[direction === 'next' ? at + 1 : at - 1]
  if (to) return go(list, to.sentence_id)
  const page = (list.response?.page ?? 1) + (direction === 'next' ? 1 : -1)
  const choice: PageChoice = { kind: direction === 'next' ? 'first' : 'last' }
  return askOther({ ...list, place: { page }, choice, decided: [] })
}

/** From any other list the way goes on among the problems, from where the current sentence stands. */
function stepIntoProblems(list: CheckList, direction: Step): CheckList {
  const current = findCurrent(list)
  const from = direction === 'next' ? (current?.end_char ?? 0) : (current?.start_char ?? 0)
  const kind = direction === 'next' ? 'behind' : 'before'
  const choice: PageChoice = { kind, place: from }
  return askOther({ ...list, filter: 'problems', place: { fromChar: from }, choice, decided: [] })
}

function decide(list: CheckList, sentence: CheckedSentence): CheckList {
  const others = list.decided.filter(({ sentence_id }) => sentence_id !== sentence.sentence_id)
  return { ...list, decided: [...others, sentence], choice: { kind: 'keep' } }
}
