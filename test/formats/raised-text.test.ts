import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText } from '../../shared/text/fold.ts'
import { writeScript } from '../../server/formats/raised-text.ts'

/** "50 cm^2^ in area": what stands between the marks is raised. */
function read(marked: string): string {
  const [before = '', text = '', after = ''] = marked.split('^')
  return before + writeScript({ text, isRaised: true, isTouching: true, before, after }) + after
}

describe('raised text', () => {
  test.each([
    ['50 cm^2^ in area', '50 cm² in area'],
    ['cm^2^', 'cm²'],
    ['25 kg/m^2^', '25 kg/m²'],
    ['1.5x10^3^/microliter', '1.5x10³/microliter'],
    ['0.6-1.5 x 10^3^ cells', '0.6-1.5 x 10³ cells'],
    ['2 × 10^-4^', '2 × 10⁻⁴'],
    ['10^9^/L', '10⁹/L'],
    ['10^-3^', '10⁻³'],
    ['5 mg kg/day^-1^', '5 mg kg/day⁻¹'],
    ['R^2^ = 0.9', 'R² = 0.9'],
    ['Ca^2+^', 'Ca²⁺'],
  ])('%s is a power or a charge', (marked, expected) => {
    expect(read(marked)).toBe(expected)
  })

  test.each([
    ['8.2^2^', '8.2 ²'],
    ['75^2^', '75 ²'],
    ['10^2^', '10 ²'],
    ['8 (9%)^1^', '8 (9%) ¹'],
    ['8.2^a^', '8.2 ᵃ'],
    ['54 mg^a^', '54 mg ᵃ'],
    ['54 mg^2^', '54 mg ²'],
    ['ITEM03^a^', 'ITEM03 ᵃ'],
    ['0.03^1,3^', '0.03 ¹,³'],
    ['patients^1^ who', 'patients¹ who'],
    ['neoplasms of prostate^15^', 'neoplasms of prostate¹⁵'],
    ['patients^a^ who', 'patientsᵃ who'],
    ['Duration (days)^a,b^', 'Duration (days)ᵃ,ᵇ'],
    ['X^b^', 'Xb'],
    ['the XX^e^ volume', 'the XXe volume'],
    ['Drug^TM^', 'DrugTM'],
    ['Cardene^®^', 'Cardene®'],
    ['5^®^', '5®'],
  ])('%s is the mark of a note, which no value takes in', (marked, expected) => {
    expect(read(marked)).toBe(expected)
  })

  test('is an ordinal or a degree', () => {
    expect(read('the 1^st^ visit')).toBe('the 1st visit')
    expect(read('37.5^o^C')).toBe('37.5°C')
    expect(read('37^0^ C')).toBe('37° C')
  })

  test('is as it stands where nothing is before it', () => {
    expect(read('^1^Percentages rest on all.')).toBe('1Percentages rest on all.')
  })
})

test('lowered digits are letters of their word, and no digits of a value', () => {
  const lower = (before: string, text: string) =>
    writeScript({ text, isRaised: false, isTouching: true, before, after: '' })
  expect(lower('CO', '2')).toBe('2')
  expect(lower('8.2', '2')).toBe(' 2')
})

test('raised digits never make another number of a value, folded or not', () => {
  const value = fc.oneof(
    fc.integer({ min: -9999, max: 9999 }).map(String),
    fc.float({ noNaN: true, min: 0, max: 1000 }).map((number) => number.toFixed(2)),
    fc.integer({ min: 0, max: 100 }).map((number) => `${number}%`),
  )
  const mark = fc.stringMatching(/^(?:[0-9]{1,3}|[a-z]|[0-9],[0-9])$/)
  fc.assert(
    fc.property(value, mark, fc.constantFrom('', ' of 84', ')', '.'), (before, text, after) => {
      fc.pre(!/^[sr]t|[nr]d|th$/.test(text))
      const isRaised = true
      const written = writeScript({ text, isRaised, isTouching: true, before, after })
      const { folded } = foldText(before + written + after)
      expect(folded.startsWith(`${foldText(before).folded} `)).toBe(true)
    }),
  )
})
