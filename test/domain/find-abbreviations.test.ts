import { expect, test } from 'vitest'
import { findAbbreviations, listShortForms } from '../../server/domain/find-abbreviations.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { buildSourceText, paragraph, table } from '../support/build-source-text.ts'

function find(text: string): readonly (readonly [string, string])[] {
  const sourceText = buildSourceText([paragraph(text)])
  return findAbbreviations(sourceText).map(({ short, range }) => [
    short,
    sliceRange(sourceText.text, range),
  ])
}

test.each([
  ['A treatment-emergent adverse event (TEAE) is new.', 'TEAE', 'treatment-emergent adverse event'],
  ['the Transdermal Therapeutic System (TTS)', 'TTS', 'Transdermal Therapeutic System'],
  [
    'the Alzheimer’s Disease and Related Disorders Association (ADRDA)',
    'ADRDA',
    'Alzheimer’s Disease and Related Disorders Association',
  ],
  ['by an analysis of covariance (ANCOVA) with', 'ANCOVA', 'analysis of covariance'],
  ['The Data Safety Monitoring Board (DSMB), chaired by', 'DSMB', 'Data Safety Monitoring Board'],
  [
    'estimated glomerular filtration rate (eGFR; mL/min)',
    'eGFR',
    'estimated glomerular filtration rate',
  ],
])('%s explains %s', (text, short, long) => {
  expect(find(text)).toEqual([[short, long]])
})

test.each([
  'LS = least squares; SE = standard error.',
  'LS = least squares, SE = standard error',
  'Values are means. LS = least squares; SE=standard error.',
])('%s below a table explains both', (text) => {
  expect(find(text)).toEqual([
    ['LS', 'least squares'],
    ['SE', 'standard error'],
  ])
})

test.each([
  'BMI = weight / height of a subject.',
  'CHG = value minus baseline.',
  'The AUC = 12.5 was seen; CMAX = 3.',
  'A dose (mg) and a group (Placebo).',
  'The study (ALD) will run.',
  'It was seen. Later on (ISO) it was not.',
])('%s explains nothing', (text) => {
  expect(find(text)).toEqual([])
})

test('a table of two columns explains its first by its second', () => {
  const sourceText = buildSourceText([
    table({
      number: '',
      header: [['Abbreviation', 'Term']],
      rows: [
        ['AE', 'adverse event'],
        ['Total', 'of all'],
      ],
    }),
  ])
  expect(findAbbreviations(sourceText).map(({ short }) => short)).toEqual(['AE'])
})

test('short forms are words with more than one capital', () => {
  expect(
    listShortForms('AEs in the ITT set (eGFR, MedDRA, CIBIC+): A p-value, Week, ITT, ADAS-Cog'),
  ).toEqual(['AEs', 'ITT', 'eGFR', 'MedDRA', 'CIBIC+', 'ADAS-Cog', 'ADAS'])
})
