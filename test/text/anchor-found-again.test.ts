import { expect, test } from 'vitest'
import { landIn, type Parts } from '../support/land-in.ts'

const inventory: Parts = [
  'Frequency, severity and caregiver distress of each behavior are determined.\nTest Administration\n',
  'The NPI should be administered by a health care professional trained to do so. Information for the inventory may be obtained from the spouse or other person intimately familiar with the patients behavior.',
  ' The NPI is administered at every clinic visit, plus twice via the telephone when patients are not required to come to the clinic.\nQuestions should be asked exactly as written.',
]

test('words deleted within a quote are not sought beside it, where one of them stands by chance', () => {
  const [before, quote, after] = inventory
  const left = quote.replace('administered by a health care professional trained to ', '')
  const edited = before + left + after.replace('The NPI', 'where NPI')
  expect(landIn(inventory, edited)).toEqual({ state: 'edited', words: left })
})

const enrollment: Parts = [
  'Entry procedures must be followed explicitly. The visit should be scheduled. Excess cream should be wiped away. If there is inadvertent enrollment of individuals who do not meet enrollment criteria, ',
  'these individuals should be',
  ' discontinued from the study. The patches should be applied. Such individuals can remain in the study only if there are ethical reasons to have them continue.',
]

test('a quote that was turned round is nearer to itself than to what ends in the same words', () => {
  const [before, , after] = enrollment
  const turned = 'should be these individuals'
  const edited =
    before.replace('visit should be', 'visit will be') +
    turned +
    after.replace('patches should', 'patches may')
  expect(landIn(enrollment, edited)).toEqual({ state: 'edited', words: turned })
})

const criterion = (of: string) =>
  `or at least 2 occurrences of a condition occurrence of Malignant neoplasms of ${of}`
const tumours =
  'bladder³, multiple myeloma¹², liver⁹, lung¹⁰, prostate¹⁵, breast⁵, kidney⁷, leukemia⁸, uterus¹⁷, ovary¹³, thyroid¹⁶, pancreas¹⁴'
const within = 'where event starts between 0 days Before and all days After index start date'
const form = tumours
  .split(', ')
  .map((of) => `${criterion(of)}\n${within}\n`)
  .join('')

test('a line of a form that was turned round is told by its words from all others', () => {
  const quote = criterion('pancreas¹⁴')
  const [before = '', after = ''] = form.split(quote)
  const [, beginning = ''] = /^(.*)occurrence of/.exec(quote) ?? []
  const turned = `${quote.slice(beginning.length)} ${beginning.trim()}`
  const landed = landIn([before, quote, after], before + turned + after)
  expect(landed).toEqual({ state: 'edited', words: turned })
})

const epidemiology: Parts = [
  'Biomarkers for Cushing Disease. Endocr Pract., 2016. 22(5): p. 567-74. Epub 2016 Jan 20.\n',
  '6.\tWilliams, B.A., The clinical epidemiology of fatigue in newly diagnosed heart failure.',
  ' BMC Cardiovasc Disord., 2017. 17(1): p. 122. doi: 10.1186/s12872-017-0555-9.\n7.\tAmmann, E.M., et al., Chart validation of inpatient codes.',
]

test('a last word that others were put before is the quote’s, though the word behind it was typed anew', () => {
  const [before, quote, after] = epidemiology
  const torn = quote.replace('failure', 'Epub 2011 May 14 93 Patel failure')
  const edited = before + torn + after.replace('BMC', 'Mapped')
  expect(landIn(epidemiology, edited)).toEqual({ state: 'edited', words: torn })
})

const sedatives: Parts = [
  'not permitted in the 24 hours prior to enrollment.\nHypnotics/Sedatives including but not limited to\nAmbien® (zolpidem)\t3 days\nDalmane® (flurazepam)\t3 days\nDoral® (quazepam)\t3 days\nHalcion® (triazolam)\t',
  '3 days',
  '\nNembutal®\t2 weeks\nProSom® (estazolam)\t3 days\nRestoril® (temazepam)\t3 days\nSeconal®\t2 weeks\nChloral Hydrate is allowed on an as-needed basis during screening, but is not permitted',
]

test('a figure that was put in before the last word is not the quote’s own, wherever it stands in a row', () => {
  const [before, , after] = sedatives
  const torn = '3 ADRDA Guidelines Protocol Attachment LZZT.8 days'
  const left = before.replace('to\nAmbien® (zolpidem)\t3 days\nDalmane', '')
  expect([null, torn]).toContain(landIn(sedatives, left + torn + after).words)
})
