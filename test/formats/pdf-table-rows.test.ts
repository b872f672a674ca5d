import { describe, expect, test } from 'vitest'
import type { PdfLineInput } from '../support/build-pdf.ts'
import { readPages, tablesOf, rowsOf, rowsAt } from './pdf-table-pages.ts'

describe('a row whose cells take several lines is one', () => {
  const read = async (lines: readonly PdfLineInput[]) => {
    const source = await readPages([{ lines }])
    return tablesOf(source).flatMap((table) => rowsOf(source, table).map((row) => row.slice(3)))
  }

  test('where its lines stand nearer to each other than rows do', async () => {
    const rows = await read([
      ...rowsAt(100, [['Recall', 'Word finding difficulty', '0-5']]),
      ...rowsAt(114, [['', 'Speech', '']]),
      ...rowsAt(
        140,
        [
          ['Test', 'Comprehension', '0-5'],
          ['Task', 'Naming', '0-5'],
        ],
        30,
      ),
    ])
    expect(rows).toEqual([
      'Recall | Word finding difficulty Speech | 0-5',
      'Test | Comprehension | 0-5',
      'Task | Naming | 0-5',
    ])
  })

  test('where a phrase goes on that had no room', async () => {
    const rows = await read(
      rowsAt(
        100,
        [
          ['Abrupt onset', 'present', '2'],
          ['Evidence of the associated', 'absent', '1'],
          ['atherosclerosis', '', ''],
          ['Nocturnal confusion', 'present', '1'],
        ],
        14,
      ),
    )
    expect(rows).toEqual([
      'Abrupt onset | present | 2',
      'Evidence of the associated atherosclerosis | absent | 1',
      'Nocturnal confusion | present | 1',
    ])
  })

  test('where its value stands beside the second line of its label', async () => {
    const lines = rowsAt(
      100,
      [
        ['Artane (trihexyphenidyl)', '2 weeks'],
        ['Bellergal (alkaloids of plants', ''],
        ['and ergotamine)', '3 weeks'],
        ['Bentyl (dicyclomine)', '3 days'],
      ],
      14,
    )
    expect(await read(lines)).toEqual([
      'Artane (trihexyphenidyl) | 2 weeks',
      'Bellergal (alkaloids of plants and ergotamine) | 3 weeks',
      'Bentyl (dicyclomine) | 3 days',
    ])
  })

  test('but no value joins the one above it, and no row the group that it stands in', async () => {
    const sub = (y: number, rows: readonly string[][]) =>
      rowsAt(y, rows, 14).map((line) => (line.x === 72 ? { ...line, x: 84 } : line))
    const lines = [
      ...rowsAt(86, [['', 'Placebo', 'Active']]),
      ...rowsAt(100, [['Age (years)', '', '']]),
      ...sub(114, [
        ['mean', '75.1', '74.4'],
        ['', '12', ''],
      ]),
      ...rowsAt(142, [['Sex', '', '']]),
      ...sub(156, [
        ['male', '33', '44'],
        ['female', '53', '40'],
      ]),
    ]
    expect(await read(lines)).toEqual([
      ' | Placebo | Active',
      'Age (years) |  | ',
      'mean | 75.1 | 74.4',
      ' | 12 | ',
      'Sex |  | ',
      'male | 33 | 44',
      'female | 53 | 40',
    ])
  })
})
