import { describe, expect, it } from 'vitest'
import {
  describeRunState,
  describeStep,
  findRunState,
  listPlaces,
} from '../../../addin/state/run-words.ts'
import { documentStatuses, stepNames } from '../../../shared/model/vocabulary.ts'
import { buildReport } from '../build-sources.ts'

describe('the words for a run', () => {
  it('tell a cancelled run from a failed one, and one that waits from one that works', () => {
    const cancelled = { code: 'cancelled', message: 'The run was cancelled.' }
    const states = [
      buildReport({ status: 'Failed', error: cancelled }),
      buildReport({ status: 'Failed', error: { code: 'data_missing', message: 'none' } }),
      buildReport({ status: 'Pending' }),
      buildReport({ status: 'Pending', awaiting_approval: true }),
      buildReport({ status: 'Ingesting' }),
    ].map(findRunState)
    expect(states).toEqual(['cancelled', 'failed', 'waiting', 'awaiting_approval', 'running'])
  })

  it('say something of every status and of every step', () => {
    for (const status of documentStatuses) {
      expect(describeRunState(buildReport({ status }))).toMatch(/\.$/)
    }
    const steps = stepNames.map((step) => describeStep(buildReport({ step })))
    expect(new Set(steps).size).toBe(stepNames.length)
    expect(describeStep(buildReport({ step: null }))).toBe('')
  })

  it('count the sections while they are written', () => {
    expect(describeStep(buildReport())).toBe('Step 4 of 5: writing the sections, 12 of 34 done')
  })

  it('name the place of a failure, and a source by its name where the run has it', () => {
    const error = { code: 'x', message: 'm', section_id: 'Safety', rule_id: '9.1', source_id: 's' }
    const report = buildReport({ status: 'Failed', error })
    const source = { document_id: 's', name: 'Protocol.pdf', version: 1, hash: 'h', role: null }
    expect(listPlaces(report, [source])).toEqual([
      { name: 'Section', value: 'Safety' },
      { name: 'Rule', value: '9.1' },
      { name: 'Source', value: 'Protocol.pdf' },
    ])
    expect(listPlaces(report, []).at(-1)).toEqual({ name: 'Source', value: 's' })
    const field = buildReport({ status: 'Failed', error: { ...error, placeholder: 'site.name' } })
    expect(listPlaces(field, []).at(-1)).toEqual({ name: 'Placeholder', value: 'site.name' })
    expect(listPlaces(buildReport(), [source])).toEqual([])
  })
})
