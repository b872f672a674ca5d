import { describe, expect, test } from 'vitest'
import {
  findNoteStart,
  findPopulation,
  isContinuation,
  isRunningLine,
  readCaption,
} from '../../server/formats/table-caption.ts'

describe('readCaption', () => {
  test.each([
    ['Table 4', '4', ''],
    ['Table 4. Ages', '4', 'Ages'],
    ['TABLE 14-1.01: Summary', '14-1.01', 'Summary'],
    ['Table 14.1.2 – Summary', '14.1.2', 'Summary'],
    ['Table 14‑2\tSummary', '14-2', 'Summary'],
    ['Table A.1 Summary', 'A.1', 'Summary'],
    ['Table S3. Summary', 'S3', 'Summary'],
    ['Table IV. Summary', 'IV', 'Summary'],
    ['Table 4 Baseline data', '4', 'Baseline data'],
    ['Table \u200E4-1\tDesign', '4-1', 'Design'],
    ['Tabelle 3: Alter', '3', 'Alter'],
    ['Table 4. Ages (continued)', '4', 'Ages'],
    ['Table 4 (cont.)', '4', ''],
  ])('reads "%s"', (line, number, title) => {
    expect(readCaption([line])).toMatchObject({ number, title })
  })

  test.each([
    'Table 4 shows the ages.',
    'Tables 4 and 5 are below',
    'Table of contents',
    'See Table 4',
    'Table 4a-shaped things are rare',
    'A title',
    '',
  ])('finds no caption in "%s"', (line) => {
    expect(readCaption([line])).toBeUndefined()
  })

  test('joins the lines of a title, and tells the population from it', () => {
    expect(readCaption(['Table 4', 'Ages', 'Population: Safety', 'by arm'])).toEqual({
      label: 'table',
      number: '4',
      title: 'Ages by arm',
      population: 'Safety',
    })
  })

  test('finds a population at the end of the title, which keeps it', () => {
    expect(readCaption(['Table 4: Ages (Safety Population)'])).toMatchObject({
      title: 'Ages (Safety Population)',
      population: 'Safety',
    })
  })
})

describe('findPopulation', () => {
  test.each([
    ['Population: All Subjects', 'All Subjects'],
    ['Analysis Set: Per protocol', 'Per protocol'],
    ['(Intent-to-Treat Population)', 'Intent-to-Treat'],
    ['Full Analysis Set', 'Full Analysis Set'],
    ['The population was large', undefined],
    ['Population', undefined],
  ])('of "%s" is %s', (line, population) => {
    expect(findPopulation(line)).toBe(population)
  })
})

describe('isRunningLine', () => {
  test.each([
    'Page 1 of 12',
    'Page of',
    'Page 3',
    '2 of 9',
    '19:24 Tuesday, June 16, 2020',
    '16JUN2020',
    '16 June 2020 14:05',
    'Source: programs/t-14-1-01.R',
    'Program: C:\\study\\t_ae.sas 16JUN2020',
    '/projects/abc/t_ae.sas',
    'Protocol: CDISCPILOT01',
    'Confidential',
  ])('knows "%s"', (line) => {
    expect(isRunningLine(line)).toBe(true)
  })

  test.each([
    'Table 14-1.01',
    'Note: Page 1 of the form counts.',
    'Source: Table 14-2.01',
    '[1] By ANOVA.',
    'Summary of Protocol Deviations',
    'Week 8 of 24',
  ])('leaves "%s" to the table', (line) => {
    expect(isRunningLine(line)).toBe(false)
  })
})

describe('findNoteStart', () => {
  test.each([
    ['NOTE: N counts subjects.', 'strong'],
    ['Notes: both', 'strong'],
    ['[1] Fisher', 'strong'],
    ['* p < 0.05', 'strong'],
    ['† excluded', 'strong'],
    ['Abbreviations: AE = adverse event', 'strong'],
    ['a) By ANOVA', 'weak'],
    ['a Based on ANOVA', 'weak'],
    ['Note that these count', 'weak'],
    ['All subjects count.', undefined],
  ])('of "%s" is %s', (line, start) => {
    expect(findNoteStart(line)).toBe(start)
  })
})

describe('isContinuation', () => {
  test.each(['Table 4 (continued)', 'Table 4, continued', "Table 4 (cont'd)", 'Table 4 – cont.'])(
    'knows "%s"',
    (line) => {
      expect(isContinuation(line)).toBe(true)
    },
  )

  test('needs the word at the end', () => {
    expect(isContinuation('Table 4 continued treatment after week 8')).toBe(false)
    expect(isContinuation('Discontinued')).toBe(false)
  })
})
