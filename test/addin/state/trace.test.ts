import { describe, expect, it } from 'vitest'
import { createProblem } from '../../../client/api-error.ts'
import { sourcesRequest } from '../../../shared/contract/sources.ts'
import {
  findSectionId,
  initialTrace,
  reduceTrace,
  toSourcesRequest,
  type Trace,
  type TraceEvent,
  type TraceSubject,
} from '../../../addin/state/trace.ts'
import { buildResponse, buildSection, buildSource } from '../build-sources.ts'

const words: TraceSubject = {
  kind: 'selection',
  selector: { exact: '254 subjects', prefix: 'A total of ', suffix: ' were' },
}
const section: TraceSubject = { kind: 'section', section: buildSection(1, 'Methods') }
const problem = createProblem('internal', 500, 'Failed', 'The index is away', '/')

function run(...events: TraceEvent[]): Trace {
  return events.reduce(reduceTrace, initialTrace)
}

const asked = run({ type: 'asked', subject: words })
const answered = { type: 'answered', attempt: asked.attempt, response: buildResponse() } as const

describe('the trace', () => {
  it('shows the answer to the present question', () => {
    expect(asked.answer.status).toBe('loading')
    expect(reduceTrace(asked, answered).answer).toEqual({
      status: 'answered',
      response: buildResponse(),
    })
  })

  it('drops the answer, and the failure, of an older question', () => {
    const later = reduceTrace(asked, { type: 'asked', subject: section })
    expect(reduceTrace(later, answered)).toBe(later)
    const failed = { type: 'failed', attempt: asked.attempt, problem } as const
    expect(reduceTrace(later, failed)).toBe(later)
  })

  it('does not ask twice for what is shown already', () => {
    expect(reduceTrace(asked, { type: 'asked', subject: { ...words } })).toBe(asked)
  })

  it('asks again for the same words when their context is another one', () => {
    const selector = { ...words.selector, prefix: 'Altogether ' }
    const later = reduceTrace(asked, { type: 'asked', subject: { kind: 'selection', selector } })
    expect(later.attempt).toBe(asked.attempt + 1)
  })

  it('asks again after a failure, by the button and by selecting the same words', () => {
    const failed = reduceTrace(asked, { type: 'failed', attempt: asked.attempt, problem })
    expect(failed.answer).toEqual({ status: 'failed', problem })
    for (const event of [{ type: 'retried' }, { type: 'asked', subject: words }] as const) {
      const again = reduceTrace(failed, event)
      expect([again.answer.status, again.subject]).toEqual(['loading', words])
      expect(again.attempt).toBeGreaterThan(failed.attempt)
    }
  })

  it('has nothing to retry before anything was asked', () => {
    expect(run({ type: 'retried' })).toBe(initialTrace)
  })

  it('shows that a selection could not be read, and drops the answer under way', () => {
    const failed = reduceTrace(asked, { type: 'selection_failed', problem })
    expect(failed).toMatchObject({ subject: null, answer: { status: 'failed', problem } })
    expect(reduceTrace(failed, answered)).toBe(failed)
  })

  it('goes through the sources without leaving their list', () => {
    const sources = [buildSource(), buildSource()]
    const shown = reduceTrace(asked, { ...answered, response: buildResponse({ sources }) })
    const moves = [1, 2, -1].map((to) => reduceTrace(shown, { type: 'moved', to }).current)
    expect(moves).toEqual([1, 1, 0])
    expect(reduceTrace(asked, { type: 'moved', to: 3 }).current).toBe(0)
  })

  it('knows the section that was chosen, or in which the words stand', () => {
    expect(findSectionId(run({ type: 'asked', subject: section }))).toBe('Methods')
    expect(findSectionId(asked)).toBe('')
    const response = buildResponse({ section: buildSection(2, 'Results') })
    expect(findSectionId(reduceTrace(asked, { ...answered, response }))).toBe('Results')
  })
})

describe('the request for sources', () => {
  it('carries the words with their context, or the section', () => {
    expect(toSourcesRequest('d', words)).toMatchObject({
      document_id: 'd',
      selected_text: '254 subjects',
      prefix: 'A total of ',
      suffix: ' were',
    })
    expect(toSourcesRequest('d', section)).toMatchObject({
      document_id: 'd',
      section_id: 'Methods',
    })
  })

  it.each([words, section])('is what the contract allows', (subject) => {
    expect(sourcesRequest.safeParse(toSourcesRequest('d', subject)).success).toBe(true)
  })
})
