import { heading, text, type Piece } from '../../examples/build/piece.ts'
import { armCells, cell, when, withArms } from './cells.ts'
import { efficacyResults } from './efficacy-results.ts'
import { fromPlan } from './house.ts'

/** ICH E3, section 11. */
export const efficacyEvaluation: readonly Piece[] = [
  heading(1, 'Efficacy Evaluation'),
  ...dataSets(),
  ...demographics(),
  heading(2, 'Measurements of Treatment Compliance'),
  text(fromPlan('heading="Treatment Compliance"')),
  heading(2, 'Efficacy Results'),
  ...efficacyResults,
  heading(3, 'Efficacy Conclusions'),
  text(
    when(
      '{14-3.01 | p-value(Dose Response) | Xanomeline High Dose | p} < 0.05 and {14-3.02 | p-value(Dose Response) | Xanomeline High Dose | p} < 0.05',
      'A dose response was shown for both primary endpoints.',
      'A dose response was not shown for both primary endpoints: the test for dose response gave a p-value of {14-3.01 | p-value(Dose Response) | Xanomeline High Dose | p} for the ADAS-Cog (11) and of {14-3.02 | p-value(Dose Response) | Xanomeline High Dose | p} for the CIBIC+.',
    ),
  ),
  text(
    when(
      '{14-3.12 | p-value(Dose Response) | Xanomeline High Dose | p} < 0.05',
      'The NPI-X showed a dose response.',
      'The mean NPI-X total score from Week 4 through Week 24 did not show a dose response either (p-value {14-3.12 | p-value(Dose Response) | Xanomeline High Dose | p}).',
    ),
  ),
]

function dataSets(): readonly Piece[] {
  return [
    heading(2, 'Data Sets Analysed'),
    text(fromPlan('heading="Analysis Populations" pick=(10, 11, 12, 13, 14, 15, 16, 17)')),
    text(
      cell(
        'The intent-to-treat and safety populations consisted of {14-1.01 | Intent-To-Treat (ITT) | Total | count} and {14-1.01 | Safety | Total | count} subjects. ' +
          `The efficacy population consisted of {14-1.01 | Efficacy | Total | whole} of the subjects: ${withArms(armCells('14-1.01', 'Efficacy', 'whole'))}.`,
      ),
    ),
    text('[[rule table from=table number="14-1.01"]]'),
  ]
}

function demographics(): readonly Piece[] {
  return [
    heading(2, 'Demographic and Other Baseline Characteristics'),
    text(
      cell(
        'The mean age was {14-2.01 | Age (y) > Mean | Total | whole} years (range {14-2.01 | Age (y) > Min | Total | whole} to {14-2.01 | Age (y) > Max | Total | whole}); {14-2.01 | Sex > Female | Total | whole} of the subjects were women and {14-2.01 | Race (Origin) > Caucasian | Total | whole} were Caucasian. ' +
          'The mean MMSE score was {14-2.01 | MMSE > Mean | Total | whole}, and the mean duration of disease was {14-2.01 | Duration of disease > Mean | Total | whole} months.',
      ),
    ),
    text(
      'The groups differed with a p-value below 0.05 in [[rule list from=table number="14-2.01" rows_where="p-value p < 0.05" phrase="{group} (p-value {p-value | p})"]].',
    ),
    text(
      '[[rule table from=table number="14-2.01" compose=("n = {n}", "Mean (min–max) = {Mean} ({Min}–{Max})")]]',
    ),
  ]
}
