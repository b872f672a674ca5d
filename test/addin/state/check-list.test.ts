import { describe, expect, it } from 'vitest'
import { countProblems } from '../../../addin/state/check-filter.ts'
import {
  canStep,
  findCurrent,
  findPosition,
  initialCheckList,
  listShown,
  reduceCheckList,
  toCheckQuery,
  type CheckList,
  type CheckListEvent,
} from '../../../addin/state/check-list.ts'
import { describePosition } from '../../../addin/state/check-words.ts'
import { createProblem } from '../../../client/api-error.ts'
import { checkQuery, type CheckedSentence } from '../../../shared/contract/checks.ts'
import { buildCheck, buildSentence, buildWording } from '../build-check.ts'

const sound = buildSentence(1)
const wrong = buildSentence(2, 'contradicted')
const partly = buildSentence(3, 'partly_supported')
const alone = buildSentence(4, 'no_source_found')
const all = [sound, wrong, partly, alone]
const problems = [wrong, partly, alone]

function run(list: CheckList, ...events: CheckListEvent[]): CheckList {
  return events.reduce(reduceCheckList, list)
}

function receive(
  list: CheckList,
  sentences: readonly CheckedSentence[],
  wanted: readonly CheckedSentence[],
  page = 1,
): CheckList {
  const response = buildCheck(sentences, { wanted, page })
  return run(list, { type: 'answered', attempt: list.attempt, response })
}

const asked = run(initialCheckList, { type: 'asked' })
const loaded = receive(asked, all, problems)

describe('a step that is asked for before an answer is there', () => {
  const good = buildSentence(5)

  it.each(['next', 'previous'] as const)('is taken into the answer to come: %s', (direction) => {
    const approved = run(loaded, { type: 'filtered', filter: 'approved_wording' })
    const empty = receive(approved, all, [])
    const asking = run(empty, { type: 'filtered', filter: 'problems' })
    const stepped = run(asking, { type: 'stepped', step: direction })
    const found = receive(stepped, all, problems)
    expect(findCurrent(found)).toEqual(wrong)
    expect(found.goes).toBe(stepped.goes + 1)
  })

  it('is not lost when the list is asked for again in between', () => {
    const asking = run(loaded, { type: 'filtered', filter: 'problems' })
    const again = run(asking, { type: 'stepped', step: 'next' }, { type: 'asked' })
    expect(findCurrent(receive(again, all, problems))).toEqual(wrong)
  })

  it('goes nowhere where the answer has no problem', () => {
    const asking = run(loaded, { type: 'filtered', filter: 'problems' })
    const stepped = run(asking, { type: 'stepped', step: 'next' })
    expect(receive(stepped, [good], []).currentId).toBeNull()
  })
})

describe('a list of which other sentences are waited for', () => {
  const other = run(loaded, { type: 'filtered', filter: 'partly_supported' })

  it.each([
    ['another filter', { type: 'filtered', filter: 'all' }, true],
    ['another page', { type: 'paged', page: 2 }, true],
    ['the same once more', { type: 'asked' }, false],
  ] as const)('says that it is not what was asked for: %s', (_, event, isOutdated) => {
    const waiting = run(loaded, event)
    expect(waiting.isOutdated).toBe(isOutdated)
    expect(describePosition(waiting, undefined) === '').toBe(isOutdated)
    expect(receive(waiting, all, problems).isOutdated).toBe(false)
  })

  it('leaves a sentence open that was chosen meanwhile, if the answer has it', () => {
    const open = run(other, { type: 'chosen', sentenceId: 's3' })
    for (const waiting of [open, run(open, { type: 'asked' })]) {
      const answered = receive(waiting, all, [partly])
      expect(answered.currentId).toBe('s3')
      expect(answered.goes).toBe(open.goes)
    }
  })

  it('opens no other one in its place, and none that was closed again', () => {
    const open = run(other, { type: 'chosen', sentenceId: 's2' })
    expect(receive(open, all, [partly]).currentId).toBeNull()
    const closed = run(open, { type: 'chosen', sentenceId: null })
    expect(receive(closed, all, [partly]).currentId).toBeNull()
  })

  it('is stepped into when it is there, also behind a choice', () => {
    const open = run(other, { type: 'chosen', sentenceId: 's2' })
    const stepped = run(open, { type: 'stepped', step: 'next' })
    expect(receive(stepped, all, [partly]).currentId).toBe('s3')
  })
})

describe('the list of the check', () => {
  it('asks for the problems first, in words that the contract takes', () => {
    const query = toCheckQuery(asked)
    expect(checkQuery.parse(query)).toMatchObject({ page: 1, page_size: 25 })
    expect(query.state).not.toContain('supported')
    expect(query.state).toContain('not_checked')
    expect(query.approved_wording).toBe('without')
  })

  it.each([
    ['all', {}],
    ['stale', { only: 'stale' }],
    ['overridden', { only: 'overridden' }],
    ['approved_wording', { approved_wording: 'only' }],
    ['house_text', { state: 'house_text' }],
  ] as const)('asks for %s from the first page on', (filter, query) => {
    const later = run(run(loaded, { type: 'paged', page: 2 }), { type: 'filtered', filter })
    expect(checkQuery.parse(toCheckQuery(later))).toEqual({
      page: 1,
      page_size: 25,
      ...query,
    })
  })

  it('counts as problems all that nothing bears out, and what nobody checked', () => {
    const unchecked = [buildSentence(5, 'not_checked'), buildSentence(6, 'edited_since_check')]
    expect(countProblems(buildCheck([...all, ...unchecked, buildSentence(7, 'house_text')]))).toBe(
      5,
    )
  })

  it('counts no approved wording among them, and passes it by on the way from one to the next', () => {
    const approved = buildSentence(3, 'partly_supported', { wording: buildWording(true) })
    const both = [sound, wrong, approved, alone]
    expect(countProblems(buildCheck(both))).toBe(2)
    const partly = run(loaded, { type: 'filtered', filter: 'partly_supported' })
    const open = run(receive(partly, both, [approved]), { type: 'chosen', sentenceId: 's3' })
    const next = run(open, { type: 'stepped', step: 'next' })
    expect(next).toMatchObject({ filter: 'problems', place: { fromChar: approved.end_char } })
    expect(receive(next, both, [wrong, alone]).currentId).toBe('s4')
    const settled = receive(asked, [sound, approved], [])
    expect(canStep(settled, 'next')).toBe(false)
  })

  it('drops the answer and the failure of an older question', () => {
    const later = run(loaded, { type: 'filtered', filter: 'all' })
    const problem = createProblem('internal', 500, 'Failed', 'away', '')
    const response = buildCheck(all)
    expect(run(later, { type: 'answered', attempt: loaded.attempt, response })).toBe(later)
    expect(run(later, { type: 'failed', attempt: loaded.attempt, problem })).toBe(later)
    expect(run(later, { type: 'failed', attempt: later.attempt, problem })).toMatchObject({
      isLoading: false,
      problem,
      response: loaded.response,
    })
  })

  it('goes from problem to problem, over the end of a page and back', () => {
    const first = run(loaded, { type: 'stepped', step: 'next' })
    expect([first.currentId, findPosition(first)]).toEqual(['s2', 1])
    expect(canStep(first, 'previous')).toBe(false)
    const second = run(first, { type: 'stepped', step: 'next' })
    const turning = run(second, { type: 'stepped', step: 'next' })
    expect(turning).toMatchObject({ isLoading: true, place: { page: 2 } })
    const third = receive(turning, all, problems, 2)
    expect([third.currentId, findPosition(third)]).toEqual(['s4', 3])
    expect(canStep(third, 'next')).toBe(false)
    const back = receive(run(third, { type: 'stepped', step: 'previous' }), all, problems)
    expect(back.currentId).toBe('s3')
    expect([first, second, third, back].map(({ goes }) => goes)).toEqual([1, 2, 3, 4])
  })

  it('goes on among the problems behind the sentence that is open in another list', () => {
    const everything = receive(run(loaded, { type: 'filtered', filter: 'all' }), all, all)
    const open = run(everything, { type: 'chosen', sentenceId: 's2' })
    const next = run(open, { type: 'stepped', step: 'next' })
    expect(next).toMatchObject({ filter: 'problems', place: { fromChar: wrong.end_char } })
    expect(receive(next, all, problems).currentId).toBe('s3')
  })

  it('finds the problem before it on the page before, where the one behind begins a page', () => {
    const everything = receive(run(loaded, { type: 'filtered', filter: 'all' }), all, all, 2)
    const open = run(everything, { type: 'chosen', sentenceId: 's4' })
    const previous = receive(run(open, { type: 'stepped', step: 'previous' }), all, problems, 2)
    expect(previous).toMatchObject({ isLoading: true, place: { page: 1 } })
    expect(receive(previous, all, problems).currentId).toBe('s3')
  })

  it('has no problem to go to where there is none', () => {
    const good = receive(asked, [sound], [])
    expect(canStep(good, 'next')).toBe(false)
    expect(run(good, { type: 'stepped', step: 'next' })).toBe(good)
  })

  it('keeps its place when the same is asked again, also when the sentence was edited', () => {
    const open = run(loaded, { type: 'chosen', sentenceId: 's3' })
    const again = run(open, { type: 'asked' })
    expect(again.place).toEqual({ fromChar: partly.start_char })
    const edited = { ...partly, sentence_id: 'other', state: 'contradicted' as const }
    const later = receive(again, [sound, wrong, edited, alone], [wrong, edited, alone])
    expect(later.currentId).toBe('other')
    expect(later.goes).toBe(open.goes)
  })

  it('asks for the last page where an edit has left fewer', () => {
    const second = receive(run(loaded, { type: 'paged', page: 2 }), all, problems, 2)
    const fewer = receive(run(second, { type: 'asked' }), [sound, wrong], [wrong], 2)
    expect(fewer).toMatchObject({ isLoading: true, place: { page: 1 } })
  })

  it('keeps a sentence that a person decided about until the page is left', () => {
    const override = {
      state: 'supported' as const,
      reason: 'Counted again.',
      user_id: 'u',
      user_name: 'Owner',
      created_at: '2026-11-26T10:00:00.000Z',
    }
    const decided = { ...wrong, state: 'supported' as const, override }
    const open = run(loaded, { type: 'chosen', sentenceId: 's2' })
    const waiting = run(open, { type: 'decided', sentence: decided })
    const later = receive(waiting, [sound, decided, partly, alone], [partly, alone])
    expect(listShown(later).map(({ sentence_id }) => sentence_id)).toEqual(['s2', 's3', 's4'])
    expect(findCurrent(later)).toEqual(decided)
    expect(findPosition(later)).toBeUndefined()
    const left = receive(run(later, { type: 'filtered', filter: 'problems' }), all, [partly, alone])
    expect(listShown(left)).toHaveLength(2)
  })
})
