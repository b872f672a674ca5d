import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv } from '../../server/formats/read-csv.ts'
import { expectRead, onlyTable, showGrid } from '../support/show-source-text.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const gridOf = (bytes: Uint8Array) => {
  const source = expectRead(readCsv(bytes))
  return showGrid(source, onlyTable(source))
}

test('values keep their places, with quotes, separators and line breaks in them', () => {
  const grid = gridOf(bytesOf('Arm,n (%)\n"Placebo, oral","12 (3)"\n"High\ndose","say ""no"""\n'))
  expect(grid).toEqual([
    ['Arm', 'n (%)'],
    ['Placebo, oral', '12 (3)'],
    ['High dose', 'say "no"'],
  ])
})

test.each([
  ['semicolons, with decimal commas', 'Arm;Mean\nPlacebo;1,5\nActive;2,5'],
  ['tabs', 'Arm\tMean\nPlacebo\t1,5\nActive\t2,5'],
  ['bars', 'Arm|Mean\nPlacebo|1,5\nActive|2,5'],
])('%s part values as well', (_, text) => {
  expect(gridOf(bytesOf(text))).toEqual([
    ['Arm', 'Mean'],
    ['Placebo', '1,5'],
    ['Active', '2,5'],
  ])
})

test('decimal commas part nothing where another mark parts as well', () => {
  expect(gridOf(bytesOf('Arm;Mean, SD\nPlacebo;1,5\nActive;2,5'))).toEqual([
    ['Arm', 'Mean, SD'],
    ['Placebo', '1,5'],
    ['Active', '2,5'],
  ])
})

test('a title above and notes below are no columns, also where they hold other separators', () => {
  const source = expectRead(
    readCsv(
      bytesOf(
        'Table 5. Pupil survey\r\n"Indicator (%, all grades)",2019,2021\r\nLike school,74.2,70.9\r\nBullied,9.6,8.1\r\nHeld online in 2021; compare with caution.\r\n',
      ),
    ),
  )
  const table = onlyTable(source)
  expect(showGrid(source, table)).toEqual([
    ['Indicator (%, all grades)', '2019', '2021'],
    ['Like school', '74.2', '70.9'],
    ['Bullied', '9.6', '8.1'],
  ])
  expect(table).toMatchObject({ number: '5', title: 'Pupil survey', headerRowCount: 1 })
  expect(source.text).toMatch(/Held online in 2021; compare with caution\.$/)
})

test('a title as a spreadsheet saves it, with empty values behind it, names its table', () => {
  const source = expectRead(
    readCsv(bytesOf('Employees by country,,\nCountry,2025,2024\nSweden,214,208\nTotal,600,576\n')),
  )
  expect(onlyTable(source)).toMatchObject({ title: 'Employees by country', headerRowCount: 1 })
})

test('an empty line parts tables where another begins below it, and no rows of one', () => {
  const source = expectRead(
    readCsv(
      bytesOf(
        'Arm,n\nPlacebo,86\n\nActive,84\n\nTable 2 Sites\nSite,Planned,Treated\nGraz,70,89\n',
      ),
    ),
  )
  const tables = source.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
  expect(tables.map((table) => showGrid(source, table))).toEqual([
    [
      ['Arm', 'n'],
      ['Placebo', '86'],
      ['Active', '84'],
    ],
    [
      ['Site', 'Planned', 'Treated'],
      ['Graz', '70', '89'],
    ],
  ])
})

test('blanks within the quotes of a value are its indentation', () => {
  const table = onlyTable(expectRead(readCsv(bytesOf('Reason,n\n"  Adverse event",3'))))
  expect(table.cells.map(({ indent }) => indent)).toEqual([0, 0, 2, 0])
})

test('the first row is a head where values stand below its words', () => {
  const source = expectRead(readCsv(bytesOf('Arm,Count\nPlacebo,86\nActive,84')))
  expect(onlyTable(source).headerRowCount).toBe(1)
})

test('text that is no UTF-8 far behind its start is read whole, with the warning', () => {
  const text = `Arm,n\n${'Placebo,1\n'.repeat(7000)}Gr\u00f6\u00dfe,2\n`
  const result = readCsv(Buffer.from(text, 'latin1'))
  expect(expectRead(result).text).toContain('Größe')
  expect(result).toMatchObject({ warnings: ['not UTF-8: read as Windows-1252'] })
})

test('rows that are too short are filled up, and said so', () => {
  const result = readCsv(bytesOf('a,b,c\n1,2\n3,4,5'))
  expect(gridOf(bytesOf('a,b,c\n1,2\n3,4,5'))[1]).toEqual(['1', '2', ''])
  expect(result).toMatchObject({ warnings: ['1 row(s) have fewer values than the widest row'] })
})

test('what a spreadsheet saved in another encoding is read, or said to be a guess', () => {
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Größe,5', 'utf16le')])
  expect(gridOf(wide)).toEqual([['Größe', '5']])
  const latin = Buffer.from('Größe,5', 'latin1')
  expect(gridOf(latin)).toEqual([['Größe', '5']])
  expect(readCsv(latin)).toMatchObject({ warnings: ['not UTF-8: read as Windows-1252'] })
})

test('a file of separators alone is refused', () => {
  expect(readCsv(bytesOf(',,\n,,\n'))).toMatchObject({ outcome: 'refused', code: 'no_text' })
})

test('any grid of values comes back as it was written', () => {
  const value = fc.string({ unit: 'binary-ascii', minLength: 1 }).map((text) =>
    text
      .replace(/\p{Cc}/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const grids = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 6 }))
    .chain(([width, height]) =>
      fc.array(fc.array(value, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    )
    .filter((rows) => rows.every((row) => row.slice(1).some((cell) => cell !== '')))
    .filter((rows) => /[a-z0-9]/i.test(rows.flat().join('')))
  const quote = (text: string) => `"${text.replace(/"/g, '""')}"`
  fc.assert(
    fc.property(grids, (rows) => {
      const text = rows.map((row) => row.map(quote).join(',')).join('\r\n')
      expect(gridOf(bytesOf(text))).toEqual(rows)
    }),
  )
})
