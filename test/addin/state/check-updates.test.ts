import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  describeApplied,
  describeOutcome,
  isRunning,
  reduceAppliedUpdates,
  type AppliedUpdates,
  type AppliedUpdatesEvent,
} from '../../../addin/state/applied-updates.ts'
import { nameUpdates, planUpdate } from '../../../addin/state/check-updates.ts'
import {
  describeUpdatePlace,
  describeUpdates,
  listUncompared,
} from '../../../addin/state/update-words.ts'
import { updateItem, updatesResponse, type UpdateItem } from '../../../shared/contract/updates.ts'

const id = '00000000-0000-4000-8000-000000000001'

function build(exact: string, old: string, now: string | null, recorded = exact): UpdateItem {
  return updateItem.parse({
    target: {
      selector: { exact, prefix: 'Before. ', suffix: ' Behind.' },
      section_id: 'Results',
      kind: 'sentence',
      recorded,
    },
    state: now === null ? 'gone' : 'changed',
    old,
    new: now,
    source: {
      document_id: id,
      name: 'table.docx',
      old_version: 1,
      new_version: 2,
      reader_changed: false,
    },
    citation: {
      quote: old,
      page: 3,
      page_label: '3',
      start_char: 10,
      end_char: 20,
      table: { number: '1', row_path: ['Screened'], column_path: ['Total'], part: 'whole' },
    },
    new_place: null,
  })
}

function apply(exact: string, old: string, now: string | null, recorded = exact): string {
  const plan = planUpdate(build(exact, old, now, recorded))
  if (plan.kind !== 'ready') return plan.kind === 'done' ? 'done' : plan.reason
  expect(exact.slice(plan.range.start, plan.range.end)).toBe(plan.selector.exact)
  expect(plan.selector.prefix + plan.selector.exact + plan.selector.suffix).toBe(
    `Before. ${exact} Behind.`,
  )
  return exact.slice(0, plan.range.start) + plan.text + exact.slice(plan.range.end)
}

describe('a value that its table pads with blanks', () => {
  it.each([
    ['26 (30%) subjects stopped.', '26 ( 30%)', '27 ( 31%)', '27 (31%) subjects stopped.'],
    ['26 (30%) subjects stopped.', '26 ( 30%)', '126 (100%)', '126 (100%) subjects stopped.'],
    ['26 ( 30%) subjects stopped.', '26 ( 30%)', '27 ( 31%)', '27 ( 31%) subjects stopped.'],
    ['27 (31%) subjects stopped.', '26 ( 30%)', '27 ( 31%)', 'done'],
  ])('is put in as the document writes it: %s', (exact, old, now, expected) => {
    const recorded = exact.replace('27 (31', '26 (30')
    expect(apply(exact, old, now, recorded)).toBe(expected)
  })
})

describe('what a reader is told of the words', () => {
  it.each([
    ['71 (86.6%)', '71 (86.6%)', '70 (85.4%)', '71 (86.6%) becomes 70 (85.4%)'],
    ['71 (86.6%) stopped (early).', '71', '70', '71 becomes 70'],
    ['About 5 (8) stopped.', '5 (8)', '6 (9)', '5 (8) becomes 6 (9)'],
    ['5 (8 of them', '5 (8', '6 (9', '5 (8 becomes 6 (9'],
  ])('leaves no bracket open: %s', (exact, old, now, expected) => {
    const plan = planUpdate(build(exact, old, now))
    expect(plan.kind === 'ready' && `${plan.told.old} becomes ${plan.told.now}`).toBe(expected)
  })
})

describe('the putting in of new words', () => {
  it.each([
    ['1, 2 and 5 subjects', '5', '6', '1, 2 and 6 subjects'],
    ['5 (8%)', '5 (  8%)', '6 (  8%)', '6 (8%)'],
    [
      'About 180 subjects were randomized.',
      'About 180 subjects will be randomized.',
      'About 190 subjects will be randomized.',
      'About 190 subjects were randomized.',
    ],
    ['It rose by -13.1 mmHg.', '-13.1', '-13.2', 'It rose by -13.2 mmHg.'],
    ['The drug was safe.', 'The drug is safe.', 'The new drug is safe.', 'The new drug was safe.'],
    ['Table 5 shows 5 events.', '5', '6', 'Table 5 shows 6 events.'],
  ])('takes no more than what differs: %s', (exact, old, now, expected) => {
    expect(apply(exact, old, now)).toBe(expected)
  })

  it.each([
    ['5 of 5 subjects', '5', '6', '“5” stands here 2 times.'],
    ['five subjects', '5', '6', 'The document does not say “5” here.'],
    [
      '15 subjects, 5.5 years, 5,000 visits, -5 days',
      '5',
      '6',
      'The document does not say “5” here.',
    ],
    ['5 subjects', '5', null, 'The new version has nothing in place of these words.'],
  ])('is left to a person where it is not sure: %s', (exact, old, now, expected) => {
    expect(apply(exact, old, now)).toBe(expected)
  })

  it.each([
    ['6 subjects', '5', '6', '5 subjects'],
    ['6', '5', '6', '5'],
    ['Table 14 shows 6 (10%) of all.', '5 (8%)', '6 (10%)', 'Table 14 shows 5 (8%) of all.'],
    ['Of 6 subjects 6 were women.', '5', '6', 'Of 6 subjects 5 were women.'],
  ])('is done where the new words stand in place of the old ones: %s', (...of) => {
    expect(apply(...of)).toBe('done')
  })

  it.each([
    ['Of 6 subjects, some were women.', '5', '6', 'Of 6 subjects, 5 were women.'],
    ['6 of 9 subjects', '5', '6', '5 subjects'],
    ['There were 6 visits and many subjects.', '5', '6', 'There were 5 subjects.'],
    ['6 of 6 subjects', '5', '6', '5 of 5 subjects'],
  ])('is not called done for new words that stand elsewhere: %s', (...of) => {
    expect(apply(...of)).toMatch(/^The document does not say “5” here/)
  })

  it('does not take a value for the old one that stands in another place than was written', () => {
    const said = apply('6 subjects had 5 visits.', '5', '6', '5 subjects had 8 visits.')
    expect(said).toBe('“5” stands elsewhere here than it was written.')
  })

  it('makes the new words of the old ones, wherever the document has all of them', () => {
    const word = fc.constantFrom('the', 'dose', '12', '8.25', 'mg', '(low)', 'was', '50%')
    const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(text, text, (old, now) => {
        const plan = planUpdate(build(old, old, now))
        if (plan.kind !== 'ready') return
        expect(apply(old, old, now)).toBe(now)
      }),
    )
  })

  it('has names that stay when the list is asked for again', () => {
    const [one, other] = [build('5 subjects', '5', '6'), build('6 subjects', '5', '6')]
    expect(nameUpdates([one, one])).toEqual([...new Set(nameUpdates([one, one]))])
    expect(nameUpdates([other])).toEqual(nameUpdates([one]))
  })
})

describe('what became of it', () => {
  const run = (...events: AppliedUpdatesEvent[]): AppliedUpdates =>
    events.reduce(reduceAppliedUpdates, new Map())
  const begun: AppliedUpdatesEvent = { type: 'begun', names: ['a', 'b', 'c'] }

  it('is under way until the last was read back, and counted by what it was', () => {
    const first = run(begun, {
      type: 'told',
      name: 'a',
      outcome: { kind: 'applied', isTracked: true },
    })
    expect([isRunning(first), describeApplied(first)]).toEqual([true, '1 applied.'])
    const last = [
      { type: 'told', name: 'b', outcome: { kind: 'changed', reason: 'The words are gone.' } },
      { type: 'told', name: 'c', outcome: { kind: 'refused', reason: 'It is read-only.' } },
    ] as const
    const all = last.reduce(reduceAppliedUpdates, first)
    expect([isRunning(all), describeApplied(all)]).toEqual([
      false,
      '1 applied, 1 changed, 1 refused.',
    ])
  })

  it('is called applied only where it was read back', () => {
    expect(describeOutcome({ kind: 'applied', isTracked: true })).toMatch(/tracked.*read back/)
    expect(describeOutcome({ kind: 'applied', isTracked: false })).toMatch(/without tracking/)
    for (const kind of ['changed', 'refused', 'failed'] as const) {
      const said = describeOutcome({ kind, reason: 'Because.' })
      expect(said).toContain('Because.')
      expect(said).not.toMatch(/^Applied/)
    }
  })
})

describe('the words of stale values', () => {
  const summary = {
    citations: 10,
    unchanged: 7,
    moved: 0,
    changed: 1,
    gone: 0,
    not_compared: 2,
    data_values: 0,
  }
  const response = updatesResponse.parse({
    document_id: id,
    version: 1,
    summary,
    sources: (['compared', 'failed', 'processing', 'deleted'] as const).map((state) => ({
      document_id: id,
      name: `${state}.docx`,
      cited_version: 1,
      newest_version: 2,
      compared_version: state === 'compared' ? 2 : null,
      state,
      reason: state === 'failed' ? 'It is damaged.' : null,
    })),
    updates: [build('5 subjects', '5', '6')],
  })

  it('say how many citations were compared', () => {
    expect(describeUpdates(response, 0)).toBe(
      '1 stale value: 8 of 10 citations compared with the newest versions.',
    )
    expect(describeUpdates({ ...response, updates: [] }, 0)).toMatch(/^No stale values: 8 of 10/)
    expect(describeUpdates({ ...response, summary: { ...summary, citations: 0 } }, 0)).toMatch(
      /no source/,
    )
  })

  it('count what was put in apart from what is stale', () => {
    expect(describeUpdates(response, 1)).toMatch(/^No stale values, 1 put in: 8 of 10 citations/)
  })

  it('name the sources that could not be compared, and why', () => {
    const lines = listUncompared(response)
    expect(lines).toHaveLength(3)
    expect(lines.join(' ')).toMatch(/It is damaged\..*still being read.*was deleted/)
  })

  it('name the place in the document and in the source', () => {
    expect(describeUpdatePlace(build('5 subjects', '5', '6'))).toBe(
      'Results; from Table 1 › Screened › Total, page 3.',
    )
  })
})
