import { expect, test } from 'vitest'
import { anchor } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'
import { sliceRange } from '../../shared/text/range.ts'

type Parts = readonly [before: string, quote: string, after: string]

/** Where a quote lands once the text around it has become another one. */
function landIn([before, quote, after]: Parts, edited: string) {
  const range = { start: before.length, end: before.length + quote.length }
  const { quote: selector, position } = describe(before + quote + after, range)
  const { state, range: found } = anchor(edited, selector, position)
  return { state, words: found && sliceRange(edited, found) }
}

const findings: Parts = [
  'Abnormal pupil\tHuman papilloma virus infection\nAbrasion and/or friction burn of trunk without infection\t',
  'Ileostomy present',
  '\nAbsence of breast\tImpacted cerumen\nAbsent kidney\tImpingement syndrome of shoulder region\n',
]

test('what was copied with its neighbours and then deleted was not moved', () => {
  const copy = `Of these, burn of trunk without infection ${findings[1]} and absence of breast were frequent.\n`
  const edited = `${copy}${findings[0]}${findings[2]}`
  expect(landIn(findings, edited)).toEqual({ state: 'ambiguous', words: null })
})

test('what was moved away from its neighbours is found', () => {
  const edited = `Of these, ${findings[1]} was frequent.\n${findings[0]}${findings[2]}`
  expect(landIn(findings, edited)).toEqual({ state: 'moved', words: findings[1] })
})

test('a short cell is found beside one neighbour when the other was joined to it', () => {
  const [before, , after] = findings
  const edited = `${before}Ileostomy, and absence${after.slice('\nAbsence'.length)}`
  expect(landIn([before, 'Ileostomy', after], edited)).toEqual({
    state: 'intact',
    words: 'Ileostomy',
  })
})

test('a number behind the sign that always stood there is no other number', () => {
  const before = 'LS mean change (SE)\t-3.4 (1.05)\t-'
  const after = ')\t-13.1 (1.04)\nDifference in LS means (SE)\t\t-4.1 (1.48)\t-9.7 (1.48)'
  const edited = `${before}7.5 (1.05${after}`.replaceAll(' ', '\u00a0')
  const landed = landIn([before, '7.5 (1.05', after], edited)
  expect(landed).toEqual({ state: 'intact', words: '7.5\u00a0(1.05' })
})

const instruction: Parts = [
  'If a patient misses a scheduled clinic visit, the visit should be rescheduled (except for early termination and retrieval visits).\n',
  'Patients must be instructed to return all used and unused study drug to the investigator at each visit for proper disposal.',
  '\nBlinding\nThe study will be double-blind. To further preserve the blinding of the study, only few people will see the codes.',
]

test('words that went from the middle are not looked for among the neighbour’s own', () => {
  const kept = 'Patients must be study drug to the investigator at each visit for proper disposal.'
  const edited = instruction[0] + kept + instruction[2].replace('double-blind', 'open')
  expect(landIn(instruction, edited)).toEqual({ state: 'edited', words: kept })
})

test('a quote that something was written into is found whole, however short its ends are', () => {
  const before =
    'The database consists of data from 60 health insurance plans covering workers aged 18 '
  const after =
    ' dependents (children younger than 18 years old and elderly people older than 65 years old).'
  const torn = 'to days after the event index date and 65 and their'
  const landed = landIn([before, 'to 65 and their', after], before + torn + after)
  expect(landed.words).toBe(torn)
})

test('a quote is not found without its last part where that comes first and a neighbour ends alike', () => {
  const before =
    'Patients may be withdrawn for any of the following reasons:\nThe patient requests to be withdrawn from the study.\n'
  const quote =
    'The physician in charge of the study or Lilly, for any reason stops the patient’s participation in the study.'
  const after = '\nIf a patient’s participation terminates early, a visit should be scheduled.'
  const moved =
    'patient’s participation in the study The physician in charge of the study or Lilly, for any reason stops the '
  const { words } = landIn([before, quote, after], `${before}${moved}.${after}`)
  expect(words?.startsWith('patient’s participation') ?? true).toBe(true)
})

test('the rest of a number that was cut is not taken for the end of a quote that was turned round', () => {
  const before =
    'Dementia ascertainment using existing data in longitudinal and cohort studies. BMC Psychiatry., 2017. 17(1): p. 239. '
  const after = '-1401-4.\n61.\tAmra, S., et al., Derivation of the automated search algorithms.'
  const edited = `${before}s12888-017 doi: 10.1186/${after}`
  const { words } = landIn([before, 'doi: 10.1186/s12888-017', after], edited)
  expect(words ?? '').not.toContain('1401')
})

test('a first word that stands before another one ending alike may be either', () => {
  const before = 'A downward adjustment to the nominal level is necessary. '
  const quote = 'A well-known simple method is the Bonferroni method.'
  const edited = `${before}A N${quote} So, for example, there are two outcomes.`
  const landed = landIn([before, quote, ' So, for example, there are two outcomes.'], edited)
  expect(landed.words === null || landed.words.startsWith('A N')).toBe(true)
})
