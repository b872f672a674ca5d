import { heading, text, type Piece } from '../../examples/build/piece.ts'
import { armCells, cell, subjectsWithArms, when, withArms } from './cells.ts'
import { arms } from './house.ts'

const randomized = 'Intent-To-Treat (ITT)'
const reason = 'Reason for Early Termination (prior to Week 24)'

/** ICH E3, section 10. */
export const studySubjects: readonly Piece[] = [
  heading(1, 'Study Subjects'),
  ...disposition(),
  heading(2, 'Protocol Deviations'),
  text(
    cell(
      `The number of subjects whose reason for early termination was a protocol violation was ${withArms(armCells('14-1.02', `${reason} > Protocol violation`, 'whole'))}, ` +
        `and that of subjects who did not meet the protocol criteria was ${withArms(armCells('14-1.02', `${reason} > Protocol criteria not met`, 'whole'))}.`,
    ),
  ),
  text(
    when(
      'role listing',
      'Protocol deviations by subject are given in the listings.',
      'No listing of protocol deviations was among the sources of this report.',
    ),
  ),
]

function disposition(): readonly Piece[] {
  return [
    heading(2, 'Disposition of Subjects'),
    text(
      cell(
        `A total of {14-1.01 | ${randomized} | Total | count} subjects were randomized: ${withArms(armCells('14-1.01', randomized, 'count'))}. ` +
          'Of these, {14-1.01 | Complete Week 24 | Total | whole} completed Week 24 and {14-1.01 | Complete Study | Total | whole} completed the study.',
      ),
    ),
    text(
      '[[rule compute text="The subjects came from {sites | words} sites; the numbers by site are given in {table 14-1.03}." ' +
        'values="sites = rows(14-1.03, \'not path ~ TOTAL\')"]]',
    ),
    text(
      `[[rule compute text="Early termination before Week 24 was reported for ${subjectsWithArms(armCells('14-1.02', 'Early Termination', 'whole'))}. ` +
        'In the two xanomeline groups together, {early} of {randomized} subjects ({share | decimals=1}) stopped early." ' +
        'values=("early = {14-1.02 | Early Termination | Xanomeline Low Dose | count} + {14-1.02 | Early Termination | Xanomeline High Dose | count}", ' +
        `"randomized = {14-1.01 | ${randomized} | Xanomeline Low Dose | count} + {14-1.01 | ${randomized} | Xanomeline High Dose | count}", ` +
        '"share = percent(early, randomized)")]]',
    ),
    text(
      cell(
        `Adverse events were the reason in ${subjectsWithArms(armCells('14-1.02', `${reason} > Adverse Event`, 'whole'))} (p-value {14-1.02 | ${reason} > Adverse Event | p-value | p}), ` +
          `and lack of efficacy in ${withArms(armCells('14-1.02', `${reason} > Lack of Efficacy`, 'whole'))} (p-value {14-1.02 | ${reason} > Lack of Efficacy | p-value | p}).`,
      ),
    ),
    text(
      'Over all groups, the reasons for early termination were [[rule list from=table number="14-1.02" rows_where="path ~ \'Reason\' and Total count > 0" phrase="{row | lower} in {Total}"]].',
    ),
    text(`[[rule table from=table number="14-1.02" ${arms}]]`),
  ]
}
