import { expect, test } from 'vitest'
import { isClaim } from '../../../server/domain/verify/is-claim.ts'

const isStatement = (text: string): boolean => isClaim(text, { isHeading: false })

test.each([
  'Source: Tables 14-3.03 and 14-3.05',
  'Sources: Table 14-3.03, Table 14-3.05 and Appendix B.',
  'Table 10.',
  'Source: Table L-1',
  'Source: Table LZZT.1',
  'Source: Protocol, Table LZZT.1 and Attachment LZZT.10.',
  'See Figure LZZT.1.',
  'Table LZZT.1. Laboratory Tests Performed at Admission (Visit 1)',
  'See Tables L-1, B-2.3 and Appendix C.',
  'Table 14-1.01: Disposition',
  '(see Section 3.4)',
  'See also Figures 2 to 4.',
  'See Section 3.4 for details.',
  'The following were recorded:',
  'Was the dose tolerated?',
  '– * –',
])('“%s” states nothing', (text) => {
  expect(isStatement(text)).toBe(false)
})

test.each([
  'Table 10 shows that 4 subjects died. Two were women.',
  'Source data were verified at 12 sites. None was closed.',
  '[5] End of Study refers to week 26.',
  'In Section 3 the dose is 5 mg.',
  'Source documents were missing for 14 of 86 subjects.',
  'See how 14 patients died in the placebo arm.',
  'See Table 3 in which 14 patients died.',
  'Table L-1 lists 14 payments.',
  'Table LZZT.1 lists 14 tests.',
  'Source: 14 patients died, Table LZZT.1',
  'See Table reading.',
  'Source of 14-2 payments: none.',
  '12',
  'None',
])('“%s” can be true or false', (text) => {
  expect(isStatement(text)).toBe(true)
})

test('a heading names and states nothing', () => {
  expect(isClaim('Subjects died', { isHeading: true })).toBe(false)
})

test('a sentence of any length is judged at once', () => {
  expect(isStatement(`see ${'1'.repeat(50_000)}.a.b`)).toBe(true)
  expect(isStatement(`Table ${'1-'.repeat(130)}x`)).toBe(true)
})
