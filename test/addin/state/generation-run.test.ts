import { expect, test } from 'vitest'
import {
  findStanding,
  reduceFollowedRun,
  unknownRun,
  type FollowedRun,
  type FollowedRunEvent,
} from '../../../addin/state/generation-run.ts'
import { createProblem } from '../../../client/api-error.ts'
import type { RunEventView, StatusResponse } from '../../../shared/contract/documents.ts'

const problem = createProblem('unreachable', 0, 'Away', 'No answer.', '')
const report = (change: Partial<StatusResponse>) =>
  ({ status: 'Generating', error: null, awaiting_approval: false, ...change }) as StatusResponse
const happened = (
  id: string,
  type: RunEventView['type'],
  data: RunEventView['data'] = {},
): FollowedRunEvent => ({
  type: 'happened',
  id,
  event: { type, data, created_at: '2025-01-15T00:00:00Z' },
})
const after = (...events: FollowedRunEvent[]): FollowedRun =>
  events.reduce(reduceFollowedRun, unknownRun)

test('steps and sections come as they happen, and the last event is remembered', () => {
  const run = after(
    happened('1-1', 'run.accepted'),
    happened('1-2', 'step.started', { step: 'extract' }),
    happened('1-3', 'step.completed', { step: 'extract' }),
    happened('1-4', 'step.started', { step: 'orchestrate' }),
    happened('1-5', 'section.completed', { section_id: 'Aims', outcomes: ['filled', 'gap'] }),
  )
  expect(run.steps).toMatchObject({ extract: 'done', ingest: 'waiting', orchestrate: 'running' })
  expect(run.sections).toEqual([{ sectionId: 'Aims', outcomes: ['filled', 'gap'] }])
  expect(run.lastEventId).toBe('1-5')
})

test('the whole log again gives the same run', () => {
  const log = [
    happened('1-1', 'run.accepted'),
    happened('1-2', 'section.completed', { section_id: 'Aims', outcomes: ['filled'] }),
    happened('1-3', 'section.completed', { section_id: 'Design', outcomes: ['omitted'] }),
  ]
  expect(after(...log, ...log)).toEqual(after(...log))
})

test('an event without what it should hold is passed over', () => {
  const run = after(
    happened('1-1', 'section.completed', { outcomes: ['filled'] }),
    happened('1-2', 'step.started', { step: 'dance' }),
  )
  expect(run.sections).toEqual([])
  expect(run.steps).toEqual(unknownRun.steps)
})

test('an interruption ends with the next that is heard', () => {
  const cut = after({ type: 'interrupted', problem })
  expect(cut.interruption).toBe(problem)
  const heard = reduceFollowedRun(cut, { type: 'reported', report: report({}) })
  expect(heard.interruption).toBeNull()
})

test('what was asked is under way until it is answered or refused', () => {
  const asked = after({ type: 'asked', request: 'cancel' })
  expect(asked.asked).toBe('cancel')
  expect(reduceFollowedRun(asked, { type: 'answered' }).asked).toBeNull()
  const refused = reduceFollowedRun(asked, { type: 'refused', problem })
  expect(refused).toMatchObject({ asked: null, refusal: problem })
  expect(reduceFollowedRun(refused, { type: 'asked', request: 'retry' }).refusal).toBeNull()
})

test.each([
  [report({}), 'running'],
  [report({ status: 'Pending' }), 'waiting'],
  [report({ status: 'Pending', awaiting_approval: true }), 'awaiting_approval'],
  [report({ status: 'Failed', error: { code: 'data_invalid', message: 'x' } }), 'failed'],
  [report({ status: 'Failed', error: { code: 'cancelled', message: 'x' } }), 'cancelled'],
  [report({ status: 'Ready' }), 'done'],
] as const)('a report is where the run stands: %#', (told, standing) => {
  expect(findStanding(after({ type: 'reported', report: told }))).toBe(standing)
  expect(findStanding(unknownRun)).toBeUndefined()
})
