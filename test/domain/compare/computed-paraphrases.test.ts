import { describe, expect, test } from 'vitest'
import { compareIn, events, ratings, wards } from './compared-tables.ts'

const find = compareIn(events, ratings, wards)
const judge = (text: string) => find(text)?.outcome.holds

describe('the values of a comparison in one bracket', () => {
  test.each([
    'Nausea was more frequent on the high dose than on placebo (18.0% against 10.0%).',
    'Nausea was reported by more subjects on the high dose than on placebo (9 vs 4).',
    'Headache was less frequent on the high dose than on placebo (10.0% versus 20.0%).',
  ])('are those of the two groups in their order: “%s”', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    'Nausea was more frequent on the high dose than on placebo (10.0% against 18.0%).',
    'Nausea was more frequent on the high dose than on placebo (18.0% against 15.0%).',
    'Nausea was more frequent on either dose than on placebo (15.0% against 10.0%).',
    'Nausea was more frequent on the high dose than on placebo (18.0% against 10.0%, p=0.04).',
  ])('leave it open where they are others: “%s”', (text) => {
    expect(judge(text)).toBeUndefined()
  })
})

describe('how many more there were in one group than in another', () => {
  test.each([
    'Five more subjects had nausea on the high dose than on placebo.',
    'Three fewer subjects had headache on the high dose than on placebo.',
  ])('follows from both: “%s”', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    'Four more subjects had nausea on the high dose than on placebo.',
    'Five more subjects had nausea on placebo than on the high dose.',
    'Nine more subjects had nausea on the high dose than on placebo.',
  ])('is wrong where it is another number or the other way: “%s”', (text) => {
    expect(judge(text)).toBe(false)
  })

  test.each([
    'Five more events of nausea were reported on the high dose than on placebo.',
    'Five more subjects had nausea on the high dose than on placebo or the low dose.',
    '5% more subjects had nausea on the high dose than on placebo.',
    'Nausea was 5 more frequent on the high dose than on placebo.',
  ])('is open where nobody is counted so: “%s”', (text) => {
    expect(judge(text)).toBeUndefined()
  })
})

describe('two rows that are told with one word for both', () => {
  test.each([
    'At Week 8, 13 placebo subjects were minimally or moderately improved.',
    'At Week 16, 16 subjects on the low dose showed a minimal or moderate improvement.',
  ])('are added up where the rows share out all: “%s”', (text) => {
    expect(judge(text)).toBe(true)
  })

  test.each([
    'At Week 8, 11 placebo subjects were minimally or moderately improved.',
    'At Week 16, 13 placebo subjects were minimally or moderately improved.',
    'At Week 8, 13 subjects on the low dose were minimally or moderately improved.',
  ])('make another sum wrong: “%s”', (text) => {
    expect(judge(text)).toBe(false)
  })

  test.each([
    // of no week, of no group, of two groups
    '13 placebo subjects were minimally or moderately improved.',
    'At Week 8, 13 subjects were minimally or moderately improved.',
    'At Week 8, 13 subjects on placebo or the low dose were minimally or moderately improved.',
    // who had the one may have had the other
    'For the reported symptoms, 13 placebo subjects had mild or severe pain.',
    // each of the two, or both
    'At Week 8, 13 placebo subjects were minimally and moderately improved.',
  ])('are left where that is open: “%s”', (text) => {
    expect(judge(text)).toBeUndefined()
  })
})

test('“of all wards” names all rows of the table of wards', () => {
  expect(judge('Cedar had the highest compliance of all wards.')).toBe(true)
  expect(judge('Of all wards, Elm had the lowest compliance.')).toBe(true)
  expect(judge('Alder had the highest compliance of all wards.')).toBe(false)
  expect(judge('Cedar had the highest compliance of all hospitals.')).toBeUndefined()
})
