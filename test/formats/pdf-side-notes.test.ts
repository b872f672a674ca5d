import { expect, test } from 'vitest'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildPdf, type PdfLineInput } from '../support/build-pdf.ts'
import { expectRead, showBlocks } from '../support/show-source-text.ts'

const text = [
  'Patients with probable mild to moderate disease will be studied in a',
  'randomized trial of half a year, which will be conducted at all of the',
  'centers that take part, and every one of these centers follows the same',
  'plan of visits, which the schedule of events at the end shows for each',
  'of the patients who were enrolled and who did not leave the study before',
  'the last visit of the treatment phase, and each center may ask the sponsor',
  'for as many of the patches as it needs, for as long as the study goes on,',
  'and sends back those that no one has used at the end of it, all of which',
  'is told in the manual.',
]
const body = (x: number): PdfLineInput[] =>
  text.map((line, at) => ({ text: line, x, y: 100 + 15 * at }))

test.each([
  ['left', 60, 180],
  ['right', 460, 60],
])('notes on the %s of the text are read after it, each as one', async (_, side, x) => {
  const notes = [
    { text: 'Design of', x: side, y: 115, size: 9 },
    { text: 'the study', x: side, y: 126, size: 9 },
    { text: 'Patches', x: side, y: 190, size: 9 },
  ]
  const source = expectRead(await readPdf(buildPdf({ pages: [{ lines: [...body(x), ...notes] }] })))
  expect(showBlocks(source)).toEqual([
    `paragraph ${text.join(' ')}`,
    'note Design of the study',
    'note Patches',
  ])
})

test('rows in small print that reach beyond the text keep their first cells', async () => {
  const rows = [
    ['Enrolled', '86', '84'],
    ['Completed', '58', '25'],
    ['Withdrawn', '28', '59'],
  ]
  const cells = rows.flatMap((row, at) =>
    row.map((cell, column) => ({ text: cell, x: 60 + 150 * column, y: 170 + 12 * at, size: 8 })),
  )
  const lines = [
    ...body(180).map((line, at) => (at < 5 ? line : { ...line, y: line.y! + 60 })),
    ...cells,
  ]
  const source = expectRead(await readPdf(buildPdf({ pages: [{ lines }] })))
  expect(showBlocks(source)).toContain(
    'table Enrolled\t86\t84\nCompleted\t58\t25\nWithdrawn\t28\t59',
  )
})
