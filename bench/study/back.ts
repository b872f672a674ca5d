import { bullets, heading, onNewPage, text, type Piece } from '../../examples/build/piece.ts'
import { fromProtocol } from './house.ts'

/** ICH E3, sections 13 to 16, with every table of the study appended. */
export const back: readonly Piece[] = closeReport([
  heading(2, 'Demographic Data'),
  append(['14-1.01', '14-1.02', '14-1.03', '14-2.01']),
  heading(2, 'Efficacy Data'),
  append(numbers('14-3', 13)),
  heading(2, 'Safety Data'),
  heading(3, 'Displays of Exposure and Adverse Events'),
  append(['14-4.01', '14-5.01', '14-5.02']),
  heading(3, 'Listings of Deaths, Other Serious and Significant Adverse Events'),
  text('[[rule omit reason="No listings were among the sources of this report."]]'),
  heading(3, 'Narratives of Deaths, Other Serious and Significant Adverse Events'),
  text('[[rule omit reason="No narratives were among the sources of this report."]]'),
  heading(3, 'Laboratory Values'),
  append(numbers('14-6', 6)),
  heading(3, 'Vital Signs, Weight and Concomitant Medication'),
  append(numbers('14-7', 4)),
])

/** The same with few tables appended: those that the text names without showing them, and two more. */
export const shortBack: readonly Piece[] = closeReport([
  heading(2, 'Demographic Data'),
  append(['14-1.03']),
  heading(2, 'Safety Data'),
  append(['14-4.01', '14-5.02', '14-6.03', '14-6.05']),
])

function closeReport(tables: readonly Piece[]): readonly Piece[] {
  return [
    heading(1, 'Discussion and Overall Conclusions'),
    text('[[rule reuse section="Efficacy Conclusions"]]'),
    text('[[rule reuse section="Safety Conclusions" pick=(1, 2, 3)]]'),
    text(
      '[[rule fixed text="The benefit of the compound is weighed against its risks here after medical review."]]',
    ),
    onNewPage(heading(1, 'Tables, Figures and Graphs Referred to but Not Included in the Text')),
    ...tables,
    onNewPage(heading(1, 'Reference List')),
    text(fromProtocol('heading="6 References"')),
    heading(1, 'Appendices'),
    ...bullets(
      '16.1 Study information: protocol, sample case report form, ethics committees, investigators, randomization scheme, audit certificates',
      '16.2 Subject data listings',
      '16.3 Case report forms',
      '16.4 Individual subject data listings',
    ),
  ]
}

/** "14-6.01" up to as many. */
function numbers(group: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${group}.${String(at + 1).padStart(2, '0')}`)
}

function append(tables: readonly string[]): Piece {
  return text(
    `[[rule append from=table number=(${tables.map((one) => `"${one}"`).join(', ')}) tense=done]]`,
  )
}
