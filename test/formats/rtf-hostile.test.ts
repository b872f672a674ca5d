import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRtf } from '../../server/formats/read-rtf.ts'
import { expectRead } from '../support/show-source-text.ts'
import { expectLawfulText } from '../support/source-text-laws.ts'

const bytes = (rtf: string) => Buffer.from(rtf, 'latin1')

test('groups without end are refused, wherever they stand', () => {
  const deep = '{'.repeat(100_000)
  for (const start of ['{\\rtf1 ', '{\\rtf1{\\*\\unknown ', '{\\rtf1{\\fonttbl ']) {
    expect(readRtf(bytes(start + deep))).toMatchObject({ outcome: 'refused', code: 'too_deep' })
  }
})

test('a table of more columns than any has is refused', () => {
  const edges = Array.from({ length: 1500 }, (_, index) => `\\cellx${(index + 1) * 50}`).join('')
  const table = `\\trowd${edges}${'\\pard\\intbl x\\cell'.repeat(1500)}\\row`
  expect(readRtf(bytes(`{\\rtf1 ${table}}`))).toMatchObject({ code: 'too_large' })
})

test('a file without words is refused, and so is one that breaks off before them', () => {
  expect(readRtf(bytes('{\\rtf1 \\par}'))).toMatchObject({ code: 'no_text' })
  expect(readRtf(bytes('{\\rtf1 \\bin9000000 {\\*x'))).toMatchObject({
    code: 'damaged',
    reason: 'the file breaks off before its first words end',
  })
  expect(readRtf(bytes('words'))).toMatchObject({ code: 'damaged' })
})

test('where a file breaks off, the last number is not read: it may be cut', () => {
  const result = readRtf(bytes('{\\rtf1 Deaths: 12\\par Withdrawals: 1'))
  expect(expectRead(result).text).toBe('Deaths: 12')
  expect(result).toMatchObject({
    warnings: ['the file breaks off: what stood at its end is missing'],
  })
  const row = '\\trowd\\cellx1000\\cellx2000\\pard\\intbl '
  const table = readRtf(bytes(`{\\rtf1 ${row}a\\cell 10\\cell\\row ${row}b\\cell 2`))
  expect(expectRead(table).text).toBe('a\t10')
})

test('styles that are based on each other end', () => {
  const styles = '{\\stylesheet{\\s1\\sbasedon2 a;}{\\s2\\sbasedon1 b;}}'
  expect(expectRead(readRtf(bytes(`{\\rtf1${styles}\\s1 Words.}`))).text).toBe('Words.')
})

test('any bytes behind the first are refused or read to a lawful text', () => {
  const words = fc.constantFrom(
    ...[
      '{',
      '}',
      '\\par ',
      '\\cell ',
      '\\row ',
      '\\trowd ',
      '\\cellx900 ',
      '\\cellx-5 ',
      '\\sect ',
    ],
    ...[
      '\\clvmrg ',
      '\\clmrg ',
      '{\\header ',
      '{\\footnote ',
      '{\\stylesheet',
      '{\\s1 ',
      '{\\fonttbl',
    ],
    ...[
      "\\'e9",
      '\\u-3913 ',
      '\\uc3 ',
      '\\intbl ',
      '\\super ',
      '{\\listtext ',
      '{\\shptxt ',
      '\\*',
    ],
    ...[
      '{\\field',
      '{\\*\\fldinst TOC}',
      '\\bin2 ',
      '\\deleted ',
      '\\nestcell ',
      'Word',
      ' 1 ',
      '\t',
    ],
  )
  const pieces = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: words.map((word) => bytes(word)) },
      fc.uint8Array({ maxLength: 20 }).map((some) => Buffer.from(some)),
    ),
    { maxLength: 80 },
  )
  const property = fc.property(pieces, (some) => {
    const result = readRtf(Buffer.concat([bytes('{\\rtf1'), ...some]))
    if (result.outcome === 'read') expectLawfulText(result.sourceText)
    else expect(result.reason).not.toMatch(/Error/)
  })
  fc.assert(property, { numRuns: 1500 })
})
