import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchor } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { edits, editElsewhere } from '../support/text-edits.ts'

const vocabulary =
  'the dose was given to each subject in arm placebo low high week baseline mean change score 24 ' +
  '8.25 75.1 and of randomised visit adverse event reported by investigator before after study'
const word = fc.constantFrom(...vocabulary.split(' '))
const sentence = fc
  .array(word, { minLength: 6, maxLength: 16 })
  .map((words) => `${words.join(' ').replace(/^./, (first) => first.toUpperCase())}.`)
/** Sentences, of which some differ from another in a single word. */
const text = fc.array(sentence, { minLength: 3, maxLength: 12 }).chain((sentences) =>
  fc.tuple(fc.nat(), word).map(([at, other]) => {
    const twin = (sentences[at % sentences.length] ?? '').replace(/ \S+ /, ` ${other} `)
    return [...sentences, twin]
  }),
)
/** A word within the sentence goes, is another, or has others behind it. */
const inner = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('delete', 'retype', 'insert'),
  words: fc.array(word, { minLength: 1, maxLength: 4 }),
})
type Inner = { readonly at: number; readonly kind: string; readonly words: readonly string[] }

function editInside(quote: string, { at, kind, words }: Inner): string {
  const parts = quote.split(' ')
  const place = 1 + (at % (parts.length - 2))
  if (kind === 'insert') return parts.toSpliced(place, 0, ...words).join(' ')
  return parts.toSpliced(place, 1, ...(kind === 'retype' ? words.slice(0, 1) : [])).join(' ')
}

function place(sentences: readonly string[], at: number) {
  const joined = sentences.join(' ')
  const start = sentences.slice(0, at).join(' ').length + (at > 0 ? 1 : 0)
  return { joined, range: { start, end: start + (sentences[at]?.length ?? 0) } }
}

test('a sentence that was edited is found in its own place, or nowhere', () => {
  let found = 0
  let exact = 0
  fc.assert(
    fc.property(text, fc.nat(), inner, (sentences, index, edit) => {
      const at = index % sentences.length
      const { joined, range } = place(sentences, at)
      const changed = editInside(sentences[at] ?? '', edit)
      const { joined: edited, range: meant } = place(sentences.with(at, changed), at)
      const { quote, position } = describe(joined, range)
      const landed = anchor(edited, quote, position)
      if (!landed.range) return
      found++
      // where the words put in are the quote's own, as in "visit and visit", its edge is a guess
      if (landed.range.start === meant.start && landed.range.end === meant.end) exact++
      expect(landed.range.start).toBeGreaterThanOrEqual(meant.start)
      expect(landed.range.end).toBeLessThanOrEqual(meant.end)
    }),
    { numRuns: 500 },
  )
  expect(found).toBeGreaterThan(250)
  expect(exact / found).toBeGreaterThan(0.95)
})

test('so it is when the text around it was edited, too', () => {
  fc.assert(
    fc.property(text, fc.nat(), inner, edits, (sentences, index, edit, list) => {
      const at = index % sentences.length
      const { joined, range } = place(sentences, at)
      const changed = editInside(sentences[at] ?? '', edit)
      const { joined: own, range: ownRange } = place(sentences.with(at, changed), at)
      const { edited, meant } = editElsewhere(own, ownRange, list)
      const { quote, position } = describe(joined, range)
      const landed = anchor(edited, quote, position)
      if (!landed.range) return
      expect(landed.range.start).toBeLessThan(meant.end)
      expect(landed.range.end).toBeGreaterThan(meant.start)
    }),
    { numRuns: 500 },
  )
})

test('a sentence that was deleted is found nowhere', () => {
  fc.assert(
    fc.property(text, fc.nat(), (sentences, index) => {
      const at = index % sentences.length
      fc.pre(sentences.filter((one) => one === sentences[at]).length === 1)
      const { joined, range } = place(sentences, at)
      const { quote, position } = describe(joined, range)
      const landed = anchor(sentences.toSpliced(at, 1).join(' '), quote, position)
      const words = landed.range && sliceRange(sentences.toSpliced(at, 1).join(' '), landed.range)
      expect([landed.state, words]).toEqual([
        expect.stringMatching(/^(lost|ambiguous)$/) as string,
        null,
      ])
    }),
    { numRuns: 500 },
  )
})

/** Where a quote between its neighbours lands once it has become other words. */
function landAfter([before, quote, after]: readonly [string, string, string], edited: string) {
  const start = before.length
  const { quote: selector, position } = describe(before + quote + after, {
    start,
    end: start + quote.length,
  })
  const text = before + edited + after
  const { state, range } = anchor(text, selector, position)
  return { state, words: range && sliceRange(text, range) }
}

test.each(['thethe sample will be', 'the sample will bebe'])(
  'an end that stands twice without a blank is a guess: “%s”',
  (edited) => {
    const before =
      'The concomitant medication data will be coded using a publicly available sample of a drug dictionary. Drugs not matching those in '
    const after = ' considered uncoded for the purposes of this submission.'
    const landed = landAfter([before, 'the sample will be', after], edited)
    expect(landed).toEqual({ state: 'ambiguous', words: null })
  },
)

test('the last words of a quote that come first now are a part of it, also if it has them twice', () => {
  const before =
    'At least 365 days of observation time prior to the index date\nNo exposure of any treatment before the index date\n'
  const quote =
    'A diagnosis of a hypertensive disorder on or preceding the index date\nNo diagnosis of the outcome of interest preceding the index date'
  const after = '\nExposures\nIn this study, we are interested in every pairwise comparison.'
  const edited = `index date ${quote.slice(0, -' index date'.length)}`
  expect(landAfter([before, quote, after], edited)).toEqual({ state: 'edited', words: edited })
})

test('an end that was changed is a guess where the word behind it is the neighbour’s own', () => {
  const before =
    '3 = moderate: patient has difficulty 25-50% of the time\n4 = moderately severe: patient has difficulty more than half of the time\n5 = '
  const after =
    ' 2 utterances, clued by empty speech, mute\nComprehension\nThis item evaluates the ability to understand speech. Do not include responses to commands.'
  const start = before.length
  const { quote, position } = describe(`${before}severe: only 1 or${after}`, {
    start,
    end: start + 'severe: only 1 or'.length,
  })
  const edited = `${before.replace('5 =', '6 =')}severe: only 2 or${after.replace(' 2 ', ' 3 ')}`
  expect(anchor(edited, quote, position).range).toBeNull()
})

test('a quote is not found without a part of it that its neighbour is like', () => {
  const before =
    'Rosen WG, Mohs RC, Davis KL. 1984. A new rating scale for Alzheimer’s disease. Am J Psychiatry 141:1356-64.\n'
  const quote =
    'Protocol Attachment LZZT.3 Video-referenced Clinician’s Interview-Based Impression of Change (CIBIC+)'
  const after =
    '\nProtocol Attachment LZZT.3 Video-referenced Clinician’s Interview-Based Impression of Change CIBIC+ Rating Scale\nBackground Information\nGlobal ratings are intended to provide an index of clinical change.'
  const { quote: selector, position } = describe(before + quote + after, {
    start: before.length,
    end: before.length + quote.length,
  })
  const turned =
    'Clinician’s Interview-Based Impression of Change (CIBIC Protocol Attachment LZZT.3 Video-referenced +)'
  const text = before + turned + after.replace('referenced', 'referneced')
  const { range } = anchor(text, selector, position)
  expect(['', turned]).toContain(range ? sliceRange(text, range) : '')
})

test('words that stand elsewhere with a raised digit typed plain were not moved there', () => {
  const [before, after] = ['Primary events are any of these.\n', '\nLimit all to one a person.\n']
  const rest = 'Where an event starts between one day before and all days after the index date.\n'
  const quote = 'a condition occurrence of intracranial bleed Haemorrhagic stroke⁴'
  const start = before.length
  const text = before + quote + after + rest
  const { quote: selector, position } = describe(text, { start, end: start + quote.length })
  const move = (words: string) => anchor(before + after + rest + words, selector, position).state
  expect(move(quote)).toBe('moved')
  expect(move(quote.replace('⁴', '4'))).toBe('ambiguous')
})

const visits = [
  ...['ADAS-Cog CIBIC+\t3\tBaseline\t< 1\t1', '8\tWeek 8\t2-84\t56', '10\tWeek 16\t85-140\t112'],
  ...['12\tWeek 24\t>140\t168', 'NPI-X\t3\tBaseline\t< 1\t1', '4\tWeek 2\t2-21\t14'],
  ...['5\tWeek 4\t22-35\t28', '7\tWeek 6\t36-49\t42', '8\tWeek 8\t50-63\t56'],
  ...['8.1\tWeek 10 (Tel)\t64-77\t70', '9\tWeek 12\t78-91\t84', '9.1\tWeek 14 (Tel)\t92-105\t98'],
  ...[
    '10\tWeek 16\t106-119\t112',
    '10.1\tWeek 18 (Tel)\t120-133\t126',
    '11\tWeek 20\t134-147\t140',
  ],
  ...['11.1\tWeek 22 (Tel)\t148-161\t154', '12\tWeek 24\t>161\t168'],
].join('\n')

test('figures alone, all of which were renumbered, do not land in the row above', () => {
  const start = visits.indexOf('42\n8')
  const { quote, position } = describe(visits, { start, end: start + '42\n8'.length })
  const renumbered = visits.replace(/\d{1,3}(?:\.\d)?/g, (number) =>
    String(Number.parseInt(number, 10) + 1),
  )
  const { range } = anchor(renumbered, quote, position)
  expect(['', '43\n9']).toContain(range ? sliceRange(renumbered, range) : '')
})

test('a word that something was typed into is not left out of its quote', () => {
  const before =
    'The parameters needed for the assessment of liver function. An abnormal flag will be assigned to indicate whether a subject meets the criteria for a modified '
  const after = ' of liver function, defined as:\nBilirubin elevated to greater than the limit.'
  const typed = 'Hy performed’s Law assessment'
  const landed = landAfter([before, 'Hy’s Law assessment', after], typed)
  expect([null, typed]).toContain(landed.words)
})

test('a copy between the parts of a torn quote is not the quote', () => {
  const before =
    'The study consisted of a screening visit, a single-blind run-in and a follow-up period of 2 weeks. '
  const quote =
    'Eligible subjects were randomized in a 1:1:1 ratio to drug 5 mg, drug 15 mg or placebo.'
  const after =
    ' The study was to be conducted at approximately 18 centres in Poland.\nThe duration was up to 18 weeks.'
  const copy =
    'up period of 2 weeks Eligible subjects were randomized in a 1 1 1 ratio to drug 5 mg drug 15 mg or placebo The study was to be conducted at approximately 18 centres in Poland.'
  const torn = quote.replace(' mg, drug 15', `. ${copy} mg, drug 15`)
  expect([null, torn]).toContain(landAfter([before, quote, after], torn).words)
})

test('a row of a renumbered list does not take in the row above it', () => {
  const rows = [1, 2, 3, 4].map((count) => `${count} = ${count} forms drawn incorrectly\n`)
  const before = `A closed figure drawn correctly. The scoring of this item is as follows:\n${rows.join('')}`
  const quote = '5 = no figures drawn: scribbles, parts of forms, words instead of forms'
  const after =
    '\nScoring criteria for each form:\nCircle: a closed figure\nTwo overlapping rectangles: forms must be 4-sided.'
  const start = before.length
  const { quote: selector, position } = describe(before + quote + after, {
    start,
    end: start + quote.length,
  })
  const renumbered = (before + quote + after).replace(/\d/g, (digit) => String(Number(digit) + 1))
  const { range } = anchor(renumbered, selector, position)
  expect([null, quote.replace('5', '6')]).toContain(range && sliceRange(renumbered, range))
})

test('a quote that is gone is not put together from its heading and a neighbour like it', () => {
  const codes = '439141\tAbnormal weight gain\tObservation\tSNOMED\tNO\tYES\tNO\n'
  const list = `Concept Id\tConcept Name\tDomain\tVocabulary\tExcluded\tDescendants\tMapped\n`
  const tell = (name: string) =>
    `${name} record of any type; successive records with > 90 day gap are considered independent episodes; note, weight measurements not used`
  const cohort = (name: string) =>
    `\nInitial Event Cohort\nPeople having any of the following:\nan observation of ${name}\nwith continuous observation of at least 0 days prior and 0 days after event index date, and limit initial events to: all events per person.\nLimit qualifying cohort to: all events per person.\n`
  const head = `200219\tAbdominal pain\tCondition\tSNOMED\tNO\tYES\tNO\nAbnormal weight gain\nAbnormal weight gain events [5]\n`
  const rest = `1. Abnormal weight gain\n${list}${codes}Abnormal weight loss\nAbnormal weight loss events [6]\n${tell('Abnormal weight loss')}${cohort('Abnormal weight loss')}`
  const quote = tell('Abnormal weight gain')
  const text = list + head + quote + cohort('Abnormal weight gain') + rest
  const start = text.indexOf(quote)
  const { quote: selector, position } = describe(text, { start, end: start + quote.length })
  expect(anchor(list + head + rest, selector, position).range).toBeNull()
})

const demographics = {
  before:
    'Of these, 118 (46%) completed Week 24 and 110 (43%) completed the study. Early termination was reported for 136 subjects (54%).\nDemographic and Other Baseline Characteristics\n',
  quote:
    'The mean age was 75.1 years (range 51.0 to 89.0); 143 (56%) of the subjects were women and 218 (86%) were Caucasian.',
  beside: ' The mean MMSE score was 18.1, and the mean duration of disease was 43.9 months.',
  after:
    '\nThe groups differed with a p-value below 0.05 in baseline weight.\nMeasurements of Treatment Compliance\nTreatment compliance was not provided. The mean change in weight at the end of treatment was 0.0 kg with placebo.',
}

test.each([
  ['women', 'men'],
  ['75.1', '75.2'],
  ['218 (86%)', '210 (83%)'],
])('a long quote in which %s became %s is found though the sentence behind it went', (old, now) => {
  const { before, quote, beside, after } = demographics
  const start = before.length
  const range = { start, end: start + quote.length }
  const { quote: selector, position } = describe(before + quote + beside + after, range)
  const edited = quote.replace(old, now)
  const text = before + edited + after
  const landed = anchor(text, selector, position)
  expect(landed.state).toBe('edited')
  expect(landed.range && sliceRange(text, landed.range)).toBe(edited)
})

test('a sentence that went with its neighbour is not the one like it that was typed there', () => {
  const { before, quote, beside, after } = demographics
  const start = before.length
  const range = { start, end: start + quote.length }
  const { quote: selector, position } = describe(before + quote + beside + after, range)
  const other =
    'The mean height was 163.9 cm (range 136 to 195); 12 (5%) of the subjects were Hispanic.'
  expect(anchor(before + other + after, selector, position).range).toBeNull()
})
