import { describe, expect, test } from 'vitest'
import { compareIn, disposition, events, wards } from './compared-tables.ts'

const find = compareIn(events, disposition)
const judge = (text: string) => find(text)?.outcome.holds

describe('a count that a sentence gives of a group', () => {
  test.each([
    'Of the 40 subjects on placebo, 30 (75%) completed Week 12.',
    '28 of the 40 subjects on the low dose completed Week 12.',
    'Out of 130 subjects, 91 (70%) completed Week 12.',
    'Of the 50 subjects on the high dose, 12 (24%) stopped because of an adverse event.',
    'Seven subjects on the low dose terminated early because of an adverse event.',
    'Three subjects were lost to follow-up.',
    'At least one TEAE was reported by 35 subjects (70.0%) on the high dose.',
    'One or more adverse events were reported by 20 placebo subjects (50.0%).',
    '25% of the subjects were older than 70 years.',
    '19 subjects (15%) were younger than 50.',
    '24 subjects on the low dose (60%) were aged 50 to 70 years.',
    'The subjects were 60.5 years old on average.',
    'Placebo subjects weighed 80.1 kg on average at baseline.',
  ])('is supported where its cell gives all of it: “%s”', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    // another number, share, whole or group
    'Of the 40 subjects on placebo, 28 (75%) completed Week 12.',
    'Of the 40 subjects on placebo, 30 (70%) completed Week 12.',
    'Of the 50 subjects on placebo, 30 (75%) completed Week 12.',
    'Of the 40 subjects on the low dose, 30 (75%) completed Week 12.',
    'The subjects were 61.2 years old on average.',
    'Placebo subjects weighed 80.1 g on average at baseline.',
    // of a part of the group
    'Of the 50 subjects on the high dose who terminated early, 12 (24%) did so because of an adverse event.',
    '24% of the early terminations on the high dose were because of an adverse event.',
    'Among the subjects completing Week 12 on placebo, 10 (25%) were older than 70.',
    // events, and not people
    '35 adverse events were reported on the high dose.',
    'At least one serious TEAE was reported by 35 subjects (70.0%) on the high dose.',
    'At least two TEAEs were reported by 35 subjects (70.0%) on the high dose.',
    'There were 35 adverse events on the high dose.',
    'Of the 50 subjects on the high dose, 35 (70.0%) TEAEs were reported.',
    'Of the 50 subjects on the high dose, 35 adverse events were reported.',
    // cause and effect the other way round
    'Early termination led to an adverse event in 23 subjects (18%).',
    '23 subjects (18%) had an adverse event due to early termination.',
    // what it was the reason for
    'Six subjects had a protocol deviation.',
    'Twelve subjects on the high dose had an adverse event.',
    // the other side of a limit, or the limit itself
    '32 subjects (25%) were younger than 70 years.',
    '32 subjects (25%) were at least 70 years old.',
    // of another population
    'Of the 40 subjects on placebo in the safety population, 30 (75%) completed Week 12.',
    'Of the 40 women on placebo, 30 (75%) completed Week 12.',
  ])('is open where that is not so: “%s”', (text) => {
    expect(judge(text)).not.toBe(true)
    expect(judge(text)).not.toBe(false)
  })
})

describe('counts of several groups', () => {
  test.each([
    'Nausea was reported by 4 placebo subjects, 6 low-dose subjects and 9 high-dose subjects.',
    'Seven subjects on the low dose and 12 on the high dose stopped because of an adverse event.',
    'Week 12 was completed by 30 (75%) placebo subjects and 33 (66%) high-dose subjects.',
  ])('are supported where each cell gives its own: “%s”', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    'Nausea was reported by 4 placebo subjects, 9 low-dose subjects and 6 high-dose subjects.',
    'Nausea was reported by 4 placebo subjects, 4 placebo subjects and 9 high-dose subjects.',
    'Week 12 was completed by 30 (75%) placebo subjects and 33 (70%) high-dose subjects.',
    'Of those who completed Week 12, 30 subjects were on placebo and 33 on the high dose.',
    'There were 4 events of nausea on placebo and 9 events on the high dose.',
  ])('are open where one does not: “%s”', (text) => {
    expect(judge(text)).toBeUndefined()
  })
})

test('who alone lies below a limit is alone there in the column that the sentence names', () => {
  const inWards = compareIn(wards)
  const holds = (text: string) => inWards(text)?.outcome.holds
  expect(holds('Only Elm had a compliance below 75%.')).toBe(true)
  expect(holds('Only Elm had a compliance below 88%.')).toBe(false)
  expect(holds('Only Alder had a compliance below 75%.')).toBe(false)
  expect(holds('Only Elm had a compliance below 75 minutes.')).toBeUndefined()
  expect(holds('Only Elm was below 75%.')).toBeUndefined()
})

test('a table that gives another number for the same words leaves a count open', () => {
  const other = {
    ...events,
    number: '6',
    rows: [['Nausea', '5 (12.5%)', '6 (15.0%)', '9 (18.0%)']],
  }
  const both = compareIn(events, other)
  expect(judge('Of the 40 subjects on placebo, 4 had nausea.')).toBe(true)
  expect(both('Of the 40 subjects on placebo, 4 had nausea.')).toBeUndefined()
  expect(both('Of the 50 subjects on the high dose, 9 had nausea.')?.outcome.holds).toBe(true)
})
