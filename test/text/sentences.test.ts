import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSentences } from '../../shared/text/sentences.ts'
import { sliceRange } from '../../shared/text/range.ts'

function sentencesOf(text: string): string[] {
  return splitSentences(text).map((range) => sliceRange(text, range))
}

/** Each line is one text; " | " marks where a sentence ends. */
const cases: Record<string, readonly string[]> = {
  'plain sentences': [
    'The dose was raised. | Nobody withdrew.',
    'Was the dose raised? | It was! | Nobody withdrew.',
    'One sentence without a stop',
    'The trial ended early.',
    'Doses rose.  |  Two blanks follow a stop here.',
  ],
  'abbreviations inside a sentence': [
    'Some events, e.g. Nausea or rash, were mild. | Others were not.',
    'The main outcome, i.e. Survival at one year, was met.',
    'Events (e.g. Rash) resolved.',
    'We compared drug vs. Placebo in both arms.',
    'Dr. Keller and Prof. Amsel reviewed the scans.',
    'Mr. and Mrs. Olsen consented.',
    'The site is in St. Gallen.',
    'Approx. 40 sites took part.',
    'About approx. Forty sites took part.',
    'The half-life, cf. Weiss, was short.',
    'Acme Inc. Denmark made the patch.',
    'The patch was made by Acme Inc. | The label was ours.',
    'It was filed on 3 Sept. 2011 in Bonn.',
    'Rash, itch, etc. were noted. | All resolved.',
    'We noted rash, itch, etc. | Nothing else was found.',
  ],
  'pointers to figures, numbers and pages': [
    'See Fig. 3 for the flow. | It has two arms.',
    'Figs. S1 and S2 show more.',
    'The flow is in Fig. B of the annex.',
    'It appeared in Vol. 12 of the report, No. 4.',
    'See p. 17 and pp. 20 to 23.',
    'Protocol no. 9917 was amended.',
    'Did anyone object? | No. | The board agreed.',
    'The rest lasted 30 sec. | Pulse was taken then.',
    'As Eq. 2 shows, the slope is flat.',
    'See Sec. IV for the rest.',
  ],
  'authors and years': [
    'Miller et al. 1995 found the same. | We agree.',
    'Miller et al. (1995) found the same.',
    'This was shown by Miller et al. | The effect was small.',
    'J. R. Miller and K. Weiss designed it.',
    'It was led by A. Young. | She retired in 2004.',
    'Rates fell in 1994. | Costs rose.',
  ],
  'initials and labels of one letter': [
    'All were in group A. | Group B was closed.',
    'They had hepatitis B. | Treatment was deferred.',
    'Doses of vitamin C. | Patients took them daily.',
    'This was phase II. | Phase III never began.',
    'The U.S. Food and Drug Administration agreed.',
    'The sites were in the U.S. | The sponsor was not.',
    'Dosing was at 8 a.m. | Samples followed.',
    'Doses were taken b.i.d. | Meals were not controlled.',
    'She holds a Ph.D. from Lund.',
    'Read by R. Hale, M.D. | The scans were blinded.',
  ],
  'numbers, p-values and identifiers': [
    'The slope was 6.5. | Furthermore it was steady.',
    'The difference was 0.36 (p < .0001). | It held.',
    'The mean was 75.1 (8.25) years.',
    'At p <.05 we reject. | p-values are two-sided.',
    'The blood was kept at 4 °C. | pH was 7.4.',
    'This is protocol Q7X-AB-TRNB(c). | It has two parts.',
    'Table 14-1.01 counts all subjects. | Table 14-1.02 does not.',
    'See Attachment TRNB.2 for the scale.',
    'Forty were enrolled. | 12 withdrew.',
    'They scored below 5. | 12 withdrew.',
    'Version 1.2.3 of the plan applies.',
    'A dose of .5 mg was given.',
    'Send it to www.example.org or a.b@example.org today.',
    'The slope was flat. | β-blockers were allowed.',
    'mRNA was measured. | mRNA levels fell.',
  ],
  'brackets and quotes': [
    'It was stopped. | (See Section 4.6, Interim Looks.) | Nobody objected.',
    'It was stopped (see Section 4.6). | Nobody objected.',
    '“It works.” | The board agreed.',
    'She wrote "stop now." | Then she left.',
    '“Is it safe?” he asked.',
    'The value (?) was queried. | It stood.',
    'It fell (p. 12 of the report). | Then it rose.',
    'The plan said so [Weiss, p. 4]. | We followed it.',
    "The label said 'keep dry.' | Nobody did.",
  ],
  'reference marks': [
    'It improves memory.[12] | Later work agrees.',
    'It improves memory.[3,5–7] | Later work agrees.',
    'It improves memory.12 | Later work agrees.',
    'It improves memory.¹² | Later work agrees.',
  ],
  ellipses: [
    'It rose … and fell again.',
    'It rose... and fell again. | So be it.',
    'It rose ... | Then it fell.',
    'It rose [...] Then it fell.',
    'Introduction ........ 12',
    'Introduction . . . . . . 12',
  ],
  'list marks': [
    '1. Adults of any sex. | 2. Able to consent.',
    '3.4.2. Entry of patients is by visit.',
    'a. Stroke in the last year.',
    'iv. Index within range. | v. Signed consent.',
    '[6] Consent was given. | [7] Lives near the site.',
  ],
  'line breaks': [
    'The dose was\nraised twice. | Nobody\nwithdrew.',
    'Study design\n\n | The study has two arms.',
    'Study design\r\n\r\n | The study has two arms.',
    'Study design\n \t\n | The study has two arms.',
    'Criteria\n | • adults\n | • able to consent',
    'Patients must meet these:\n | 1. Adults of any sex;\n | 2. Able to consent.',
    'They were seen at weeks 1 to\n2. | Later visits were by phone.',
    'They were seen at weeks 1,\n2. and 4',
    'First paragraph\u2029 | second paragraph',
  ],
}

describe.each(Object.entries(cases))('splitSentences: %s', (_, texts) => {
  it.each(texts)('%j', (marked) => {
    const expected = marked.split('|').map((sentence) => sentence.trim())
    expect(sentencesOf(marked.replaceAll(/ ?\| ?/g, ' '))).toEqual(expected)
  })
})

describe('splitSentences', () => {
  it('gives nothing for blank text', () => {
    expect(splitSentences('')).toEqual([])
    expect(splitSentences(' \n\n\t ')).toEqual([])
  })

  it('looks at nothing outside the range', () => {
    const text = 'No. 12 was late. It was kept. No. 13 was not.'
    const range = { start: 4, end: text.indexOf(' No. 13') }
    expect(splitSentences(text, range).map((found) => sliceRange(text, found))).toEqual([
      '12 was late.',
      'It was kept.',
    ])
  })

  const words = fc.constantFrom(
    ...[
      'Dr.',
      'e.g.',
      'No.',
      '12',
      '6.5.',
      'A.',
      'dose',
      'The',
      '(p',
      '<',
      '.05).',
      '...',
      '“Yes.”',
    ],
    ...['\n', '\n\n', '\r\n', '\t', ' ', '•', '1.', '[2]', 'x.xx', '!', '?)', '\u00a0', '😀', '。'],
  )
  const texts = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(' '))

  it('covers a range with ordered sentences and blanks alone between them', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y)
        const range = { start: start ?? 0, end: end ?? 0 }
        let last = range.start
        for (const sentence of splitSentences(text, range)) {
          expect(text.slice(last, sentence.start).trim()).toBe('')
          const words = sliceRange(text, sentence)
          expect(words).toBe(words.trim())
          expect(words).not.toBe('')
          last = sentence.end
        }
        expect(text.slice(last, range.end).trim()).toBe('')
      }),
      { numRuns: 500 },
    )
  })

  it.each(['.', '.)', '. ', '...a', '.[1', '\n', '.\n1', ' \n ', '.a¹', 'a.b.', '“'])(
    'ends on a long run of %j',
    (part) => {
      const text = part.repeat(200_000 / part.length)
      expect(splitSentences(text).length).toBeLessThanOrEqual(text.length)
    },
  )
})
