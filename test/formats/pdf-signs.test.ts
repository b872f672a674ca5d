import { describe, expect, test } from 'vitest'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildPdf } from '../support/build-pdf.ts'

/** As wide as the words before a dash, so that a line that ends in one is full. */
const filler = 'Patients with probable mild disease will be studied'
const full = 'at all of the centers that take part in it by the plan of this'

/** The text of a document in which a line ends in `first` and the next one begins with `second`. */
async function join(first: string, second: string, elsewhere = 'Other words.'): Promise<string> {
  const start = filler.slice(0, full.length - first.length - 1)
  const lines = [full, full, `${start} ${first}`, `${second} and more words.`, elsewhere]
  const placed = lines.map((text, index) => ({
    text,
    y: 72 + 15 * index,
    font: 'unicode' as const,
  }))
  const result = await readPdf(buildPdf({ pages: [{ lines: placed }] }))
  if (result.outcome === 'refused') throw new Error(`${result.code}: ${result.reason}`)
  return result.sourceText.text
}

describe('a number whose sign ends the line before it', () => {
  test.each(['-', '\u2010', '\u2013', '\u2212'])(
    'keeps its sign behind a verb: "%s"',
    async (dash) => {
      expect(await join(`was ${dash}`, '13.1 mmHg')).toContain(`was ${dash}13.1 mmHg and`)
    },
  )

  test.each([
    ['95% CI (-', '15.2,'],
    ['95% CI (-15.2, -', '11.0)'],
    ['from 4 to -', '.5 points'],
    ['a difference of = -', '3'],
    ['a balance of -', '€7.50'],
  ])('keeps it in "%s%s"', async (first, second) => {
    expect(await join(first, second)).toContain(`${first}${second} and`)
  })

  test('keeps it behind any word where the document writes signs so and parts no words so', async () => {
    const elsewhere = 'The change was -3.4 mmHg.'
    expect(await join('change -', '13.1 mmHg', elsewhere)).toContain('change -13.1 mmHg and')
  })
})

describe('a number of a range whose dash ends the line before it', () => {
  test.each([
    ['weeks 5\u2013', '10'],
    ['10%-', '20%'],
    ['$3-', '$5'],
  ])('stands close behind it in "%s%s"', async (first, second) => {
    expect(await join(first, second)).toContain(`${first}${second} and`)
  })

  test.each([
    ['Weeks 0 -', '26'],
    ['between 5 \u2013', '10'],
    ['with only m \u2212', '1 fields'],
  ])('stays parted from it in "%s %s"', async (first, second) => {
    expect(await join(first, second)).toContain(`${first} ${second} and`)
  })
})

describe('a dash that parts words at the end of a line', () => {
  test('is no sign of the number behind it where the document parts words so', async () => {
    const elsewhere = 'The score - a sum - was -3.4 or 5 at the end.'
    expect(await join('nap -', '5 to 30 minutes', elsewhere)).toContain('nap - 5 to 30 minutes')
  })

  test('is none where the document shows nothing of it', async () => {
    expect(await join('nap \u2013', '5 to 30 minutes')).toContain('nap \u2013 5 to 30 minutes')
  })
})
