import { expect, test } from 'vitest'
import { anchor } from '../../shared/text/anchor.ts'
import { createCarrier } from '../../shared/text/carry.ts'
import { describe } from '../../shared/text/describe.ts'
import { sliceRange } from '../../shared/text/range.ts'

/** Where a quote lands once the text around it has become another one. */
function landIn(before: string, quote: string, after: string, edited: string) {
  const range = { start: before.length, end: before.length + quote.length }
  const { quote: selector, position } = describe(before + quote + after, range)
  const { state, range: found } = anchor(edited, selector, position)
  return { state, words: found && sliceRange(edited, found) }
}

const application = {
  before:
    'Each morning, prior to the application of the patches, hydrocortisone cream (1%) should be applied to the skin at the intended site of administration, rubbed in, and allowed to penetrate for approximately 30 minutes. ',
  quote: 'Thereafter, excess cream should be wiped away and the patches applied.',
  after:
    '\nThe patches are to be worn continuously throughout the day, for a period of approximately 12 to 14 hours, and removed in the evening.',
}

test('a sentence whose last words come first does not take in the neighbour that begins with them', () => {
  const { before, quote, after } = application
  const turned = 'the patches applied Thereafter, excess cream should be wiped away and'
  const typed = after.replace('patches', 'patches treatment by subgroup')
  const landed = landIn(before, quote, after, `${before}${turned} .${typed}`)
  expect([null, turned]).toContain(landed.words)
})

test('two sentences that changed places do not take in a word of the line that was moved behind them', () => {
  const before =
    'Takes no antihypertensive medication, or takes one such medication that can be withdrawn safely.\nHas a body mass index of 18.5 to 39.9 kg/m².\n'
  const first = 'If a woman of childbearing potential, agrees to use effective contraception.'
  const second = 'Has given written informed consent before any study procedure.'
  const moved = 'Has mild hypertension, as a mean systolic blood pressure of 140 to 159 mmHg.\n'
  const after =
    '\nExclusion Criteria\nA subject was not to be eligible for the study if any of the following applied:\nHad a stroke.'
  const turned = `${second}\n${first}`
  const edited = `${before}${turned}\n${moved}${after.trimStart()}`
  const { words } = landIn(before + moved, `${first}\n${second}`, after, edited)
  expect([null, turned]).toContain(words)
})

const components = (from: number) =>
  Array.from({ length: 5 }, (_, at) => {
    const count = at + from
    return `${count} = failure to perform ${count} component${at > 0 ? 's' : ''}\n`
  })
const scoring = {
  before:
    'On the worksheet check each step completed correctly. Scoring this item is as follows:\n',
  after:
    'Orientation\nThe patient is asked questions which assess orientation. One point is given for each incorrect response.',
}

test.each(['4 components', '4 = failure to perform 4 components'])(
  'in a list whose lines were all renumbered “%s” is not the line above',
  (quote) => {
    const text = scoring.before + components(1).join('') + scoring.after
    const edited = scoring.before + components(2).join('') + scoring.after
    const start = text.indexOf(quote)
    const range = { start, end: start + quote.length }
    const { quote: selector, position } = describe(text, range)
    expect(anchor(edited, selector, position).range).toBeNull()
    expect(createCarrier(text, edited)(range).range).toBeNull()
  },
)

test('a line of such a list is found where it alone has another figure', () => {
  const text = scoring.before + components(1).join('') + scoring.after
  const edited = text.replace('perform 4', 'perform 9')
  const start = text.indexOf('4 = failure')
  const { quote, position } = describe(text, { start, end: text.indexOf('\n5 =') })
  const { range } = anchor(edited, quote, position)
  expect(range && sliceRange(edited, range)).toBe('4 = failure to perform 9 components')
})

test('a number in front of a quote is not taken in where it was renumbered to the quote’s own', () => {
  const rows = [
    ['9.2', 'Model Specification', 108],
    ['9.2.1', 'Pooling effect estimates across databases', 109],
    ['9.3', 'Analyses to perform', 109],
    ['9.3.1', 'Comparative analyses', 109],
    ['9.3.2', 'Descriptive analyses', 110],
    ['9.4', 'Output', 110],
    ['10', 'Study Diagnostics', 111],
    ['10.1', 'Sample Size and Study Power', 111],
  ] as const
  const list = (by: number) =>
    rows.map(([at, name, page]) => `${at}\t${name}\t${page + by}\n`).join('')
  const [text, edited] = [list(0), list(1)]
  const quote = '9.3.2\tDescriptive analyses\t110'
  const start = text.indexOf(quote)
  const { quote: selector, position } = describe(text, { start, end: start + quote.length })
  const { range } = anchor(edited, selector, position)
  expect(range && sliceRange(edited, range)).toBe('9.3.2\tDescriptive analyses\t111')
})

const sedatives = {
  before:
    'Ativan should be discontinued on a daily basis 2 weeks prior to enrollment. It may be used during the screening period, but is not permitted in the 24 hours prior to enrollment.\n',
  quote: 'Hypnotics/Sedatives including but not limited to',
  after: '\nAmbien (zolpidem)\t3 days\nDalmane (flurazepam)\t3 days\nDoral (quazepam)\t3 days',
}

test('a quote may end at its last word, which stands behind others that were put in', () => {
  const { before, quote, after } = sedatives
  const torn = `${quote.slice(0, -' to'.length)} to possible outliers to`
  expect([null, torn]).toContain(landIn(before, quote, after, before + torn + after).words)
})

test('a quote may begin at its first word where others were put in behind it', () => {
  const before = 'Mini-Mental State Examination (MMSE)\nBackground Information\n'
  const quote =
    'The MMSE is a brief assessment instrument used to assess cognitive function in elderly patients.'
  const after =
    ' The MMSE can be used to screen for cognitive impairment and as a measurement of cognition over time and with treatment.'
  const torn = quote.replace('The', 'The years of the')
  expect([null, torn]).toContain(landIn(before, quote, after, before + torn + after).words)
})

test('what is left of two cells is not the words of one', () => {
  const row = (name: string, group: string) => `${name}\t${group}\tBeta blockers\n`
  const before =
    row('Bisoprolol', 'Beta blockers - cardioselective') +
    row('Metoprolol', 'Beta blockers - cardioselective')
  const quote = 'Beta blockers - cardioselective and vasodilatory'
  const after = `\tBeta blockers\n${row('Carvedilol', 'Beta blockers - combined alpha and beta')}`
  const start = 'Nebivolol\t'
  const kept = before.slice(0, -' blockers - cardioselective\tBeta blockers\n'.length)
  const edited = `${kept} \t${quote.slice('Beta'.length)}${after}`
  expect(landIn(before + start, quote, after, edited).words).toBeNull()
})

test('a heading that stands before a quote that begins with it does not stand for the quote’s own', () => {
  const before =
    'Appendix 1: Concept Set Definitions\n435928\tAbnormal weight loss\tObservation\tSNOMED\tNO\n'
  const heading = 'Acute myocardial infarction'
  const quote = `${heading} events [7-12]`
  const after = `\n${heading} condition record during an inpatient or ER visit; successive records are considered independent episodes`
  const edited = `${before}\n${heading}.\n events [7-12]${after}`
  const { words } = landIn(`${before}${heading}\n`, quote, after, edited)
  expect([null, `${heading}.\n events [7-12]`]).toContain(words)
})

test('a word that another was typed into is not parted from its beginning', () => {
  const before = 'Has he said that the house is not their home? '
  const quote = 'I’m not asking about mere suspiciousness; I am interested if he is convinced.'
  const after = '\nHallucinations\nDoes the patient have false visions or voices?'
  const torn = quote.replace('I’m', 'I himself’m')
  expect([null, torn]).toContain(landIn(before, quote, after, before + torn + after).words)
})

test('of a quote with words a figure alone is not found', () => {
  const before =
    '436074\tPanic disorder\tCondition\tSNOMED\n4304010\tPhobic disorder\tCondition\tSNOMED\n'
  const after =
    '\nConcept Id\tConcept Name\tDomain\tVocabulary\tExcluded\n442306\tAdjustment disorder\tCondition\tSNOMED'
  const torn = '2 Name Domain Vocabulary Excluded. Depression'
  const edited = `${before}${torn}${after.replace('Name\tDomain\tVocabulary\tExcluded', '')}`
  expect([null, torn]).toContain(landIn(before, '2. Depression', after, edited).words)
})
