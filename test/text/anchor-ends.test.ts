import { expect, test } from 'vitest'
import { landIn, type Parts } from '../support/land-in.ts'

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

const instruction: Parts = [
  'If a patient misses a scheduled clinic visit, the visit should be rescheduled (except for early termination and retrieval visits).\n',
  'Patients must be instructed to return all used and unused study drug to the investigator at each visit for proper disposal.',
  '\nBlinding\nThe study will be double-blind. To further preserve the blinding of the study, only few people will see the codes.',
]

const background: Parts = [
  'CLINICAL STUDY REPORT\nEfficacy of velorastat in mild hypertension\nTwo doses were well tolerated, with few increases of serum potassium.\n',
  'Existing treatments act on earlier steps of the renin cascade.',
  ' An inhibitor of aldosterone synthesis is expected to avoid both.\nStudy Objectives\nThe primary objective is the effect on systolic pressure.',
]

test('a sentence of a paragraph that was moved to the front went there with its neighbours', () => {
  const [before, quote, after] = background
  const [next = '', ...rest] = after.split('\n')
  const edited = `${quote}${next}\n${before}${rest.join('\n')}`
  expect(landIn(background, edited)).toEqual({ state: 'moved', words: quote })
})

test('a sentence of a paragraph that was copied to the front, and then taken out here, was not moved', () => {
  const [before, quote, after] = background
  const [next = '', ...rest] = after.split('\n')
  const edited = `${quote}${next}\n${before}${next.trim()}\n${rest.join('\n')}`
  expect(landIn(background, edited)).toEqual({ state: 'ambiguous', words: null })
})

test('a figure with the new one behind it is a tracked change of it', () => {
  const [before, after] = ['Mean (SD)\t149.5 (4.81)\t149.2 (5.29)\nMedian\t150.3\t', '\t151.0\n']
  const rest =
    'Min, Max\t140.0, 159.0\t140.0, 159.0\nWeek 12 of the treatment that was double-blind'
  const parts: Parts = [before, '149.3', after + rest]
  const landed = landIn(parts, `${before}149.3849.3${after}${rest}`)
  expect(landed).toEqual({ state: 'edited', words: '149.3849.3' })
  expect(landIn(parts, `${before}149.31${after}${rest}`).words).toBeNull()
})

/** Entries that differ in a name, as a protocol repeats them for each condition. */
const listEntries = (names: readonly string[], days: number) =>
  names.map(
    (name) =>
      `${name} events\n${name} condition record of any type; successive records with > ${days} day gap are considered independent episodes\nInitial Event Cohort\nPeople having any of the following:\na condition occurrence of ${name}\nwith continuous observation of at least ${days} days prior\n`,
  )

test('a template’s line of which the figures were changed is known by the words that are its own', () => {
  const names = ['Diarrhea', 'Syncope', 'Vertigo', 'Headache']
  const [first = '', second = '', ...others] = listEntries(names, 30)
  const [heading = '', quote = '', ...lines] = second.split('\n')
  const parts: Parts = [`${first}${heading}\n`, quote, `\n${lines.join('\n')}${others.join('')}`]
  const changed = quote.replace('30', '31')
  const edited = parts.join('').replace(quote, changed)
  expect(landIn(parts, edited)).toEqual({ state: 'edited', words: changed })
  const without = listEntries(['Diarrhea', 'Vertigo', 'Headache'], 31).join('')
  expect(landIn(parts, without).words).toBeNull()
})

test('a quote may begin at its first word, which stands before others and its whole words', () => {
  const [before, quote, after] = instruction
  const edited = `${before}Patients with a record of the visit in all Patients${quote.slice('Patients'.length)}${after}`
  const { words } = landIn(instruction, edited)
  expect(words === null || words.startsWith('Patients with')).toBe(true)
})

test('a word at an end that was changed is taken in whole', () => {
  const [before, quote, after] = instruction
  const edited = quote.replace('Patients must', 'Patients11.1 must')
  const { words } = landIn(instruction, before + edited + after)
  expect([null, edited]).toContain(words)
})

test('an end that a copy within the quote has, too, is not landed on', () => {
  const before = 'It covered travel expenses from 1 July to 30 September 2024. '
  const quote = 'Subsidiaries outside the European Union were not in scope.'
  const after =
    '\nInternal Audit interviewed 14 employees, walked through each process once, and tested samples of transactions from the general ledger.'
  const copy =
    'in scope Internal Audit interviewed 14 employees walked through each process once and tested samples'
  const torn = quote.replace(' not in', `. ${copy}. not in`)
  expect([null, torn, torn.slice(0, -1)]).toContain(
    landIn([before, quote, after], before + torn + after).words,
  )
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

test('an end that stands at the other one now takes in no neighbour instead', () => {
  const before = '4174297\tChloramphenicol-induced neutropenia\tCondition\tSNOMED\tNO\n4211401\t'
  const quote = 'Dose-related drug-induced neutropenia'
  const after =
    '\tCondition\tSNOMED\tNO\tNO\tNO\n432289\tDrug-induced neutropenia\tCondition\tSNOMED\tNO\n320073\tNeutropenia'
  const turned = 'induced neutropenia Dose-related drug-'
  const copied = after.replace(
    'SNOMED',
    'SNOMED NO NO 80141 Functional diarrhea Condition SNOMED NO',
  )
  const { words } = landIn([before, quote, after], before + turned + copied)
  expect(words ?? '').not.toContain('Condition')
})

test('what stands between cells elsewhere as it stood in two rows was not moved there', () => {
  const title =
    'Template 12 Summary of the exposure to the study drug by treatment group\nPlacebo\t'
  const parts: Parts = [
    title,
    '(N=xxx)\t\nId',
    '\tVisit\tDay of the first dose\nNumber of doses that were taken until the end of week 24',
  ]
  const other =
    '\nTemplate 13 Listing of the deviations from the protocol\nXanomeline high\t(N=xxx)'
  const moved = `${parts[0]}${parts[2]}${other}\t\t\tId was given by the site`
  expect(landIn([parts[0], parts[1], `${parts[2]}${other}`], moved).words).toBeNull()
})

test('a quote that became the end of a word typed before it is no other words near it', () => {
  expect(landIn(['', '12', ' 0\n0 dose –'], 'The12 0\n0 dose –').words).toBeNull()
  const parts: Parts = [
    'of 1000 1000\nfinal 10 1000 placebo 1000 The The 12\n1000 1000 high 1000 ',
    'p < 12 (8.25) final',
    ' 1000 1000 12 (8.25)',
  ]
  const edited = `of 1000 1000\nfinal 10 1000 placebo 1000 low 0 Visit The${parts[1]}${parts[2]}`
  expect([null, parts[1]]).toContain(landIn(parts, edited).words)
})

test('a figure that is typed behind a short one like it is no tracked change of it', () => {
  const [before, quote, after] = instruction
  const parts: Parts = [`${before}Of all 12 patients `, '12', ` ${quote}${after}`]
  expect(landIn(parts, `${parts[0]}1213${parts[2]}`).words).toBeNull()
})

test('a quote is not found without the end of its last word where something was typed into that', () => {
  const before =
    'Min, Max\t140.0, 159.0\n[1] p-value from an analysis of variance with treatment as a factor.\n[2] p-'
  const after =
    ' chi-squared test.\nSource: Table 14-1.2\nEfficacy Evaluation\nData Sets Analysed\nThe full analysis set consisted of 178 subjects.'
  const torn = "value from Pearson 70 40 66 124 68's"
  const { words } = landIn([before, "value from Pearson's", after], before + torn + after)
  expect([null, torn]).toContain(words)
})

/** Lines of a template that differ in a name. */
const names =
  'bladder kidney thyroid ovary pancreas brain liver lung breast leukemia melanoma prostate'.split(
    ' ',
  )
const listLines = (all: readonly string[], days = 0) =>
  all.map(
    (name) =>
      `where event starts between ${days} days Before and all days After index start date\nor at least ${days + 2} occurrences of a condition occurrence of Malignant neoplasms of ${name}\n`,
  )
const half = names.length / 2
const template = (quote: string): Parts => {
  const lines = listLines(names)
  const [before, after] = [lines.slice(0, half), lines.slice(half + 1)]
  return [before.join(''), quote, `\n${after.join('')}`]
}
const line = listLines(names)[half]?.trim() ?? ''

test('a line of a template is known by its name where the figures of all lines were changed', () => {
  const changed = listLines(names, 1)
  const landed = landIn(template(line), changed.join(''))
  expect(landed).toEqual({ state: 'edited', words: changed[half]?.trim() })
})

test('a line of a template that was moved leaves lines like it, and is found where it went', () => {
  const rest =
    'Date Offset Exit Criteria\nThis cohort definition end date will be the index event start date.\n'
  const [before, quote, after] = template(line)
  const parts: Parts = [before, quote, after + rest]
  const moved = `${before}${after.trimStart()}${rest}${quote}\n`
  expect(landIn(parts, moved)).toEqual({ state: 'moved', words: quote })
  const other = quote.replace(names[half] ?? '', 'another')
  const retyped = `${before}${other}${after}${rest}${quote}\n`
  expect(landIn(parts, retyped).words).toBeNull()
})

test('a short line is found between figures that were all renumbered', () => {
  const before =
    'The primary analysis compares both doses with placebo by an analysis of covariance, with treatment and site as factors.\nChange from baseline\nMean (SD)\t-3.4 (8.80)\t-7.4 (7.13)\t-13.2 (8.34)\nMedian\t-2.5\t-6.3\t-13.9\nMin, Max\t-30.8, 14.2\t-22.5, 7.8\nComparison with placebo [1]\n'
  const quote = 'LS mean change (SE)'
  const after =
    '\t-3.4 (1.05)\t-7.5 (1.05)\nDifference in LS means (SE)\t\t-4.1 (1.48)\t-9.7 (1.48)\nThe changes were greater with the high dose than with the low one, and both were greater than with placebo at each visit.'
  const renumber = (text: string) =>
    text.replace(/\d+(?:\.\d+)?/g, (figure) => String(Math.trunc(Number(figure)) + 1))
  const landed = landIn([before, quote, after], renumber(before) + quote + renumber(after))
  expect(landed).toEqual({ state: 'intact', words: quote })
})
