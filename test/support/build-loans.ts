import { buildDocx, paragraph, standardStyles, table } from './build-docx.ts'

const cells = [
  ['Segment', 'March', 'June'],
  ['Households', '18,420', '18,155'],
  ['Firms', '6,745', '6,802'],
]

/** A bank's loans in one table, which rules say more of than it does. */
export function buildLoans(): Uint8Array {
  const body = paragraph('Table B-2 Loans (EUR million)', 'Caption') + table(cells, 1)
  return buildDocx({ body, styles: standardStyles })
}

export const lending = 'Lending to mid-sized firms stood at EUR {B-2 | Firms | June} million.'
export const madeOfLending = 'Lending to mid-sized firms stood at EUR 6,802 million.'
export const homes =
  'Homes of private households were financed with EUR {B-2 | Households | June} million.'
export const madeOfHomes = 'Homes of private households were financed with EUR 18,155 million.'

export function writeRule(text: string): string {
  return `[[rule cell text="${text}"]]`
}

/** A template with a section for each paragraph. */
export function buildTemplate(paragraphs: readonly string[]): Uint8Array {
  const body = paragraphs.flatMap((words, at) => [
    paragraph(`Part ${at + 1}`, 'Heading1'),
    paragraph('The bank reports its loans once a quarter.'),
    paragraph(words),
  ])
  return buildDocx({ body: body.join(''), styles: standardStyles })
}
