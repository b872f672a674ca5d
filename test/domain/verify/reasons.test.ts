import { expect, test } from 'vitest'
import { verify } from '../../../server/domain/verify/verify.ts'
import { says } from './evidence-cells.ts'

function explain(text: string, quote: string): string {
  return verify({ text, context: '', isCell: false }, [says(quote, { role: 'report' })]).explanation
}

const samples =
  'Blood samples (7 mL) for the determination of drug concentrations were collected at Visits 3, 4, 5, 7, 9, and 11.'

test('what is not found is named before what the source says beside', () => {
  const told = 'Blood samples for assays were collected at Visits 3, 4, 5, 7, 8, 9, 10, 11, and 12.'
  expect(explain(told, samples)).toContain('Not found: “8”, “10” and “12” (number).')
})

test('what a sentence leaves out is no difference of the word that stands there', () => {
  const told =
    'Blood samples for the determination of drug concentrations were collected at Visits 3, 4, 5, 7, 9, and 11.'
  expect(explain(told, samples)).toContain('“7 mL” (number) stands in the source and not here.')
})

test('no more than three of what is not found are named', () => {
  const told = 'Blood samples were collected at Visits 3, 4, 5, 7, 9, 11, 13, 14, 15 and 16.'
  expect(explain(told, samples)).toContain('Not found: “13”, “14”, “15” and 1 more (number).')
})

test.each([
  ['The efficacy population had 254 patients.', 'The efficacy population came to Week 24.'],
  [
    '91 patients discontinued because of lack of efficacy.',
    'A test was used to analyze 3 reasons for study discontinuation (protocol completed, lack of efficacy, and adverse event).',
  ],
  [
    'The treatment period was 24 weeks.',
    'The treatment period begins with any visit after Week 0.',
  ],
])('a number of something else does not stand in its place: “%s”', (told, quote) => {
  expect(explain(told, quote)).toMatch(/Not found: “\d+[^.]* \(number\)/)
})

test('a number of the same stands in its place', () => {
  const told = 'About 200 patients in all were to be enrolled at our sites by May.'
  const quote = 'About 300 patients with mild disease are to be enrolled by May.'
  expect(explain(told, quote)).toContain('“200” against “300” (number)')
})

test('words that stand elsewhere in the source are said to stand there', () => {
  const told = 'Scores on the scale of the nurse are kept by the registry of the clinic.'
  const quote = 'The registry of the clinic has scores on the scale of the nurse that are kept.'
  expect(explain(told, quote)).not.toContain('Not found')
})

test('the short form of a number denies nothing', () => {
  const told = "Amendment no. 2 named Lea Kern as the Council's manager in place of Ida Falk."
  const quote = "In Annex D, the Council's manager is Jan Hof in place of Ida Falk."
  expect(explain(told, quote)).not.toContain('negation')
})

test.each(['24 October 2023', '24OCT2023', '24-Oct-2023', '2023-10-24'])(
  'a date stands against the one in its place, however that is written: %s',
  (date) => {
    const told = 'Vaccination was paused on 14 October 2023 because of the urticaria.'
    const quote = `Vaccination was paused on ${date} because of the urticaria.`
    expect(explain(told, quote)).toContain(`“14 October 2023” against “${date}” (date).`)
  },
)
