import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyTerms, parseTerm } from '../../server/domain/apply-terms.ts'
import { cleanReferences } from '../../server/domain/clean-references.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { startRewriting } from '../../server/domain/rewriting.ts'

function clean(text: string): string | undefined {
  return cleanReferences(startRewriting(text), 'the protocol')?.text
}

describe('a sentence loses', () => {
  test.each([
    ['It will be done (see Attachment LZZT.2).', 'It will be done.'],
    ['Scores of 4 (Attachment LZZT.8), and labs.', 'Scores of 4, and labs.'],
    ['Criteria (Section 3.4.2.1) hold.', 'Criteria hold.'],
    [
      'About 300 will enrol (see Schedule of Events for Protocol H2Q-MC-LZZT(c), Attachment LZZT.1).',
      'About 300 will enrol.',
    ],
    ['They may extend (see Section 3.10.3. Study Extensions).', 'They may extend.'],
    ['Data (mean, see Section 4.1) are shown.', 'Data (mean) are shown.'],
    ['This was shown before [12].', 'This was shown before.'],
    ['This was shown [3, 7-9] before.', 'This was shown before.'],
    ['As stated in Section 3.9.1.2, the measure is kept.', 'The measure is kept.'],
    ['It is adjusted as described in Section 4.3.5 of the protocol.', 'It is adjusted.'],
    [
      'Classes not stated in Criteria, Section 3.4.2.2, are allowed.',
      'Classes not stated in Criteria are allowed.',
    ],
    ['Dose is kept, see Section 2.', 'Dose is kept.'],
    [
      'The term is dropped as described above, to test effects.',
      'The term is dropped to test effects.',
    ],
    ['Windows (windows defined in following table) are used.', 'Windows are used.'],
    ['Summary of Populations (Template 1)', 'Summary of Populations'],
    ['Neurons degenerate (Bierer et al. 1995).', 'Neurons degenerate.'],
    ['It is valid (Fisher and Barak, 1994; Rosen et al, 1984) and kept.', 'It is valid and kept.'],
    ['Samples are obtained as described in 3.9.3.4 (Other Measures).', 'Samples are obtained.'],
    [
      'Events are reported as described in 3.9.3.2.1 without regard.',
      'Events are reported without regard.',
    ],
  ])('%s → %s', (text, cleaned) => {
    expect(clean(text)).toBe(cleaned)
  })

  test.each([
    ['It takes medication that is listed in Appendix 1 and stays.', 'Appendix 1'],
    ['Criteria specified in Section 3.4.2.2 exclude patients.', 'Section 3.4.2.2'],
    ['Those who meet criteria in Section 3.4 will enter.', 'Section 3.4'],
    ['Pressure is measured by the method of Appendix 2.', 'Appendix 2'],
    ['The dose is as described in Section 4.3.', 'Section 4.3'],
  ])('no place that it means, which gets its owner: %s', (text, place) => {
    expect(clean(text)).toBe(text.replace(place, `${place} of the protocol`))
  })

  test('no place whose owner it names, and "this" plan becomes a plan with a name', () => {
    const own = 'Values follow Section 3.4 of the protocol exactly.'
    expect(clean(own)).toBe(own)
    expect(
      cleanReferences(
        startRewriting('Values follow Section 3.4 of this plan exactly.'),
        'the analysis plan',
      )?.text,
    ).toBe('Values follow Section 3.4 of the analysis plan exactly.')
  })

  test.each([
    ['It is studied in this protocol, ABC(c).', 'It is studied in the protocol, ABC(c).'],
    ['This document is no contract.', 'The protocol is no contract.'],
  ])('no name of its source: %s → %s', (text, cleaned) => expect(clean(text)).toBe(cleaned))

  test.each([
    ['The models described above are kept.', 'described above'],
    ['Both of the above parameters are kept.', 'the above'],
    ['Models of the preceding paragraph are kept.', 'preceding paragraph'],
    ['The method of Enas and Offen (1993) is used.', '(1993)'],
    ['They are given as noted above or by law.', 'noted above'],
  ])('nothing where it is not sure, which is left to the writer: %s', (text, left) => {
    const cleaned = cleanReferences(startRewriting(text), 'the protocol')
    expect(cleaned?.text).toBe(text)
    expect(cleaned?.leftToWriter.map((range) => sliceRange(text, range))).toEqual([left])
  })

  test.each([
    'See Section 3.9.3.2.1.',
    '(See Section 4.6, Interim Analyses.)',
    'Refer to Section 3.9.1.2.',
    'Protocol Attachment LZZT.1.',
    'For a detailed description of the composition please refer to Part II, Section 14 of the Brochure.',
    'The adjustment is described in detail in Section 4.3.5.',
    'Efficacy measures are described in Section 3.9.1.1.',
    'Table LZZT.1 lists the clinical laboratory tests.',
    'Details regarding scoring are in Appendix 1 of this analysis plan.',
  ])('everything when it only points: %s', (text) => {
    expect(clean(text)).toBeUndefined()
  })

  test.each([
    'The ADAS-Cog (14) will be used.',
    'A dose of 75 cm2 [81 mg] and a score range [0-5].',
    'Two arms (placebo and high dose) are compared.',
    'The results are shown in table form.',
    'Patients see the investigator at Visit 3.',
    'The study is in phase 3 (N=254).',
    'Section heads of departments meet.',
    'Values above the range, of the previous visit (May 1994), are kept (Week 1984).',
  ])('nothing that it says itself: %s', (text) => {
    expect(cleanReferences(startRewriting(text), 'the protocol')).toEqual({
      text,
      transformations: [],
      leftToWriter: [],
    })
  })
})

test('cleaning only takes away, makes a letter capital, or names the owner of a place', () => {
  const piece = fc.constantFrom(
    'See ',
    'as described in ',
    'Section 3.4',
    '(',
    ')',
    '[1]',
    ' and ',
    'word ',
    '.',
    ', ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('')
      const cleaned = (clean(text) ?? '').replaceAll(' of the protocol', '')
      const letters = [...text.toLowerCase()]
      let at = -1
      for (const letter of cleaned.toLowerCase()) at = letters.indexOf(letter, at + 1)
      expect(cleaned === '' || at >= 0).toBe(true)
    }),
  )
})

describe('terms', () => {
  const put = (text: string, ...entries: readonly string[]) =>
    applyTerms(
      startRewriting(text),
      entries.flatMap((entry) => parseTerm(entry) ?? []),
    ).text

  test.each([
    ['Patients and the patient’s PATIENTS', 'Subjects and the subject’s SUBJECTS'],
    ['outpatient in-patient patiently patients.', 'outpatient in-patient patiently subjects.'],
  ])('keep plural and capitals, and whole words: %s', (text, expected) => {
    expect(put(text, 'patient=subject')).toBe(expected)
  })

  test('mend the article and plurals of -y', () => {
    expect(put('A patient had a study; studies ended.', 'patient=individual', 'study=trial')).toBe(
      'An individual had a trial; trials ended.',
    )
    expect(put('an arm, arms', 'arm=body')).toBe('a body, bodies')
  })

  test('with capitals are taken as they are written', () => {
    expect(put('Xan.Low and xan.low', 'Xan.Low=low dose')).toBe('low dose and xan.low')
  })

  test.each(['patient', '=x', 'x=', 'a=b=c'])('%s is none', (entry) => {
    expect(parseTerm(entry)).toBeUndefined()
  })
})
