import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchor } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'

const condition = fc.constantFrom(
  'Cerebral haemorrhage',
  'Intracranial haemorrhage',
  'Hypertensive renal disease',
  'Acute myocardial infarction',
  'Subarachnoid haemorrhage',
)
const answer = fc.constantFrom('NO', 'YES')
/** An identifier is as good as unique, so that what stands around a cell is like one place alone. */
const row = fc
  .tuple(fc.integer({ min: 400_000, max: 499_999 }), condition, answer, answer)
  .map(([id, ...cells]) => [String(id), ...cells].join('\t'))
/** Longer than what `describe` looks at on either side, so that a copy is the same in all of it. */
const table = fc.array(row, { minLength: 44, maxLength: 44 })
const lines = fc.array(row, { minLength: 1, maxLength: 4 })

/** The table stands twice, as code lists do in a protocol that is copied from another. */
function copyTable(rows: readonly string[], between: readonly string[]) {
  const first = [...rows, ...between].join('\n')
  return { text: `${first}\n${rows.join('\n')}`, second: first.length + 1 }
}

/** The cell of a row in the middle, in the first or the second of the two tables. */
function placeCell(rows: readonly string[], column: number, from: number) {
  const middle = rows.length / 2
  const cells = (rows[middle] ?? '').split('\t')
  const before = [...rows.slice(0, middle), cells.slice(0, column).join('\t')].join('\n')
  const start = from + before.length + (column > 0 ? 1 : 0)
  return { start, end: start + (cells[column]?.length ?? 0) }
}

/** Some rows behind the cell go, and perhaps its own words: so its place is less like itself than the copy is. */
const damage = fc.record({
  rows: fc.integer({ min: 0, max: 8 }),
  cell: fc.constantFrom('kept', 'gone', 'of another'),
})

test('a short cell of a table that stands twice never lands in the other table', () => {
  fc.assert(
    fc.property(
      table,
      lines,
      fc.nat(3),
      fc.boolean(),
      damage,
      (rows, between, column, isSecond, { rows: count, cell }) => {
        const { text, second } = copyTable(rows, between)
        const place = placeCell(rows, column, isSecond ? second : 0)
        const other = placeCell(rows, column, isSecond ? 0 : second)
        const { quote, position } = describe(text, place)
        const following = text.slice(place.end).split('\n')
        const rest = [following[0], ...following.slice(1 + count)].join('\n')
        const own = cell === 'kept' ? quote.exact : cell === 'gone' ? '' : cell
        const edited = text.slice(0, place.start) + own + rest
        const shift = other.start < place.start ? 0 : edited.length - text.length
        const { range } = anchor(edited, quote, position)
        expect(range).not.toEqual({ start: other.start + shift, end: other.end + shift })
      },
    ),
    { numRuns: 150 },
  )
})
