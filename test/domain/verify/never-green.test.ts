import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClaimEvidence } from '../../../server/domain/verify/verdict.ts'
import { verify } from '../../../server/domain/verify/verify.ts'
import { says as evidenceWords } from './evidence-cells.ts'

let sources = 0

/** Each of a source of its own. */
function says(quote: string, context = ''): ClaimEvidence {
  return evidenceWords(quote, { sourceTextId: `source ${sources++}`, role: 'report', context })
}

function judge(text: string, quotes: readonly string[], isJoint = false): string {
  const claim = { text, context: '', isCell: false }
  return verify(
    claim,
    quotes.map((quote) => says(quote)),
    isJoint,
  ).state
}

describe('what a source says the other way round', () => {
  test.each([
    ['The tenant pays the landlord.', 'The landlord pays the tenant.'],
    ['Drug A reduced mortality more than drug B.', 'Drug B reduced mortality more than drug A.'],
    ['Aspirin is superior to placebo.', 'Placebo is superior to aspirin.'],
    ['Alice manages Bob.', 'Bob manages Alice.'],
    ['The company acquired Acme in 2019.', 'Acme acquired the company in 2019.'],
    ['The company acquired Acme in 2019.', 'The company was acquired by Acme in 2019.'],
    ['The company was acquired by Acme.', 'The company acquired Acme.'],
    ['Money flows from Alice to Bob.', 'Money flows to Alice from Bob.'],
    ['Sales rose by 5% in Berlin.', 'Sales rose to 5% in Berlin.'],
    ['Sales rose 5% in Berlin.', 'Sales rose to 5% in Berlin.'],
    ['If rain falls, the match stops.', 'Rain falls if the match stops.'],
  ])('does not support “%s” by “%s”', (claim, quote) => {
    expect(judge(claim, [quote])).not.toBe('supported')
  })

  test('is not made up for by a heading that has both names', () => {
    const claim = { text: 'The tenant pays the landlord.', context: '', isCell: false }
    const evidence = says('The landlord pays the tenant.', 'Landlord and tenant')
    expect(verify(claim, [evidence]).state).toBe('partly_supported')
  })
})

describe('what a source denies, hedges or restricts', () => {
  test.each([
    ['The device is safe.', 'It is false that the device is safe.'],
    ['The device is safe.', 'Whether the device is safe is unknown.'],
    ['The device is safe.', 'The sponsor claims that the device is safe.'],
    [
      'The device is safe.',
      'It is not true, as the sponsor itself wrote, that the device is safe.',
    ],
    ['All patients completed the study.', 'Almost all patients completed the study.'],
    ['Patients completed the study.', 'Hardly any patients completed the study.'],
    ['Patients completed the study.', 'Most patients completed the study.'],
    ['The drug was well tolerated.', 'The drug was rarely well tolerated.'],
    [
      'No deaths occurred in the study.',
      'No deaths occurred in the study except two in the extension.',
    ],
    [
      'The tenant may sublet the premises.',
      'The tenant may sublet the premises only with written consent.',
    ],
    [
      'The tenant may sublet the premises.',
      'The tenant may sublet the premises unless the landlord objects.',
    ],
    ['Payment is due within 30 days.', 'Payment is due within 30 days if the goods were accepted.'],
    ['The trial enrolled adults.', 'The trial enrolled only adults with diabetes.'],
    ['Only adults may join.', 'Only adults may join only with consent.'],
    ['The device is safe.', 'The sponsor said that the device is safe.'],
    ['The device is safe.', 'Is the device safe?'],
    ['The trial enrolled 200 adults.', 'The trial enrolled up to 200 adults.'],
    ['Patients improved.', 'A minority of patients improved.'],
  ])('does not support “%s” by “%s”', (claim, quote) => {
    expect(judge(claim, [quote])).not.toBe('supported')
  })

  test('is told by the word that the claim lacks', () => {
    const claim = { text: 'The drug was well tolerated.', context: '', isCell: false }
    const verdict = verify(claim, [says('The drug was rarely well tolerated.')])
    expect(verdict.state).toBe('partly_supported')
    expect(verdict.explanation).toContain('“rarely”')
  })

  test('supports a claim that has the limit as well', () => {
    expect(
      judge('Only adults were enrolled by the trial.', ['Only adults were enrolled by the study.']),
    ).toBe('supported')
  })

  test('limits no other sentence', () => {
    const quote = 'The study was short. Almost all patients completed it.'
    expect(judge('The trial was short.', [quote])).toBe('supported')
  })
})

describe('what a source says of something else in between', () => {
  test.each([
    ['The dose was 5 mg in adults.', 'The dose was 5 mg in children and 10 mg in adults.'],
    ['Sales rose by 5% in 2023.', 'Sales rose by 5% in 2022 and by 7% in 2023.'],
    ['The share fell 5%.', 'The share fell 5 percentage points.'],
    ['Patients on aspirin improved.', 'Patients on aspirin worsened while others improved.'],
    ['Patients on aspirin improved.', 'Patients on aspirin died while others improved.'],
    ['Errors fell in Berlin.', 'Errors fell in Paris; complaints were filed in Berlin.'],
    ['Aspirin improved pain.', 'Aspirin or ibuprofen improved pain.'],
    [
      'Deaths on placebo were rare.',
      'Deaths on placebo were frequent and deaths on low dose were rare.',
    ],
  ])('does not support “%s” by “%s”', (claim, quote) => {
    expect(judge(claim, [quote])).not.toBe('supported')
  })

  test.each([
    ['partly_supported', 'High Dose', 'Placebo'],
    ['supported', 'High Dose', 'High Dose'],
    ['supported', 'High Dose', 'Adverse events'],
    ['supported', 'Adverse events', 'Placebo'],
  ])('is %s below “%s” by the same words below “%s”', (state, context, other) => {
    const text = 'Three subjects died of a stroke.'
    const claim = { text, context, isCell: false }
    expect(verify(claim, [says(text, other)]).state).toBe(state)
  })
})

describe('what no single source says', () => {
  const claim = '12 errors were found in Berlin.'
  const quotes = ['The audit was done in Berlin.', '12 errors were found in Paris.']

  test('is not added up from several', () => {
    expect(judge(claim, quotes)).not.toBe('supported')
  })

  test('is supported by recorded citations of one target', () => {
    const own = ['The audit found 12 errors', 'in 40 invoices of the branch.']
    expect(judge('The audit found 12 errors in 40 invoices of the branch.', own, true)).toBe(
      'supported',
    )
    expect(judge('The audit found 12 errors in 40 invoices of the branch.', own)).toBe(
      'partly_supported',
    )
  })
})

const names = fc.constantFrom('Alice', 'Bob', 'Carol', 'the landlord', 'the tenant', 'aspirin')
const verbs = fc.constantFrom('pays', 'manages', 'acquired', 'outperformed', 'sued', 'treats')
const ends = fc.constantFrom('', ' in 2019', ' in Berlin', ' with care', ' for 12 months')
const limiters = fc.constantFrom(
  'It is false that',
  'It is doubtful whether',
  'Only',
  'Hardly',
  'The sponsor claims that',
  'Rarely',
  'Unless it rains',
  'It is unknown if',
)
const statement = fc
  .tuple(names, verbs, names, ends)
  .filter(([subject, , object]) => subject !== object)

test('a swapped subject and object is never supported', () => {
  fc.assert(
    fc.property(statement, ([subject, verb, object, end]) => {
      const claim = `${subject} ${verb} ${object}${end}.`
      expect(judge(claim, [`${object} ${verb} ${subject}${end}.`])).not.toBe('supported')
    }),
  )
})

test('a statement is never supported by itself below a limit', () => {
  fc.assert(
    fc.property(statement, limiters, ([subject, verb, object, end], limiter) => {
      const claim = `${subject} ${verb} ${object}${end}.`
      expect(judge(claim, [`${limiter} ${claim}`])).not.toBe('supported')
    }),
  )
})

test('two sources are never added up', () => {
  fc.assert(
    fc.property(statement, fc.constantFrom('Berlin', 'Paris'), ([subject, verb, object], place) => {
      const claim = `${subject} ${verb} ${object} in ${place}.`
      const quotes = [`The meeting was in ${place}.`, `${subject} ${verb} ${object} in Rome.`]
      expect(judge(claim, quotes)).not.toBe('supported')
    }),
  )
})

test('a claim is supported by its own words as a recorded result, limits and all', () => {
  fc.assert(
    fc.property(
      statement,
      fc.option(limiters, { nil: '' }),
      ([subject, verb, object, end], limiter) => {
        const claim = `${limiter} ${subject} ${verb} ${object}${end}.`.trim()
        expect(judge(claim, [claim], true)).toBe('supported')
      },
    ),
  )
})
