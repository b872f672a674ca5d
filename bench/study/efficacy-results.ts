import { heading, text, type Piece } from '../../examples/build/piece.ts'
import { armCells, cell, withArms } from './cells.ts'
import { fromPlan } from './house.ts'

const doseResponse = 'p-value(Dose Response)'
const difference = 'p-value(Xan - Placebo) > Diff of LS Means (SE)'
const interval = 'p-value(Xan - Placebo) > 95% CI'

/** ICH E3, sections 11.4.1 and 11.4.2. */
export const efficacyResults: readonly Piece[] = [
  ...primary(),
  ...secondary(),
  ...statisticalIssues(),
]

function primary(): readonly Piece[] {
  return [
    heading(3, 'Primary Endpoint: ADAS-Cog (11) at Week 24'),
    text(cell(changeFromBaseline('14-3.01', 'Week 24'))),
    text(cell(doseResponseOf('14-3.01'))),
    text(
      cell(
        `The difference in least squares means from placebo was ${differenceOf('14-3.01', 'Xanomeline Low Dose')} for xanomeline low dose and ${differenceOf('14-3.01', 'Xanomeline High Dose')} for xanomeline high dose.`,
      ),
    ),
    text('[[rule table from=table number="14-3.01"]]'),
    heading(3, 'Primary Endpoint: CIBIC+ at Week 24'),
    text(
      cell(
        `The mean CIBIC+ score at Week 24 was ${withArms(armCells('14-3.02', 'Week 24 > Mean (SD)', 'mean'))}. ${doseResponseOf('14-3.02')}`,
      ),
    ),
    text('[[rule table from=table number="14-3.02"]]'),
  ]
}

function secondary(): readonly Piece[] {
  return [
    heading(3, 'Secondary Endpoints'),
    text(cell(`${changeFromBaseline('14-3.03', 'Week 8')} ${doseResponseOf('14-3.03')}`)),
    text(cell(`${changeFromBaseline('14-3.05', 'Week 16')} ${doseResponseOf('14-3.05')}`)),
    text(
      '[[rule table from=table number=("14-3.03", "14-3.05") join=beside heads=("Week 8", "Week 16") rows_where="path ~ \'Change from Baseline\' or path ~ \'p-value\'" title="Change from Baseline in the ADAS-Cog (11) at Weeks 8 and 16 - LOCF"]]',
    ),
    text(
      cell(
        `The mean CIBIC+ score was ${withArms(armCells('14-3.04', 'Week 8 > Mean (SD)', 'mean'))} at Week 8 (dose response: p-value ${pOf('14-3.04', doseResponse)}), ` +
          `and ${withArms(armCells('14-3.06', 'Week 16 > Mean (SD)', 'mean'))} at Week 16 (p-value ${pOf('14-3.06', doseResponse)}).`,
      ),
    ),
    text(
      cell(
        `The mean NPI-X total score from Week 4 through Week 24 was ${withArms(armCells('14-3.12', 'Mean of Weeks 4-24 > Mean (SD)', 'mean'))}. ${doseResponseOf('14-3.12')}`,
      ),
    ),
    text('[[rule table from=table number="14-3.12"]]'),
    heading(3, 'Supportive Analyses'),
    text(
      cell(
        `Among subjects who completed Week 24, the mean change from baseline in the ADAS-Cog (11) was ${withArms(armCells('14-3.07', 'Change from Baseline > Mean (SD)', 'mean'))}. ${doseResponseOf('14-3.07')} ` +
          `In the repeated measures analysis, the least squares mean change was ${withArms(armCells('14-3.11', 'LS Means (SE)', 'mean'))}; the differences from placebo had p-values of ${pOf('14-3.11', 'p-value(Xan - Placebo)', 'Xanomeline Low Dose')} and ${pOf('14-3.11', 'p-value(Xan - Placebo)')}.`,
      ),
    ),
    text(
      cell(
        'In the categorical analysis of the CIBIC+, the treatments did not differ by the CMH test with p-values of {14-3.13 | Week 8 > n | p-value | p} at Week 8, {14-3.13 | Week 16 > n | p-value | p} at Week 16 and {14-3.13 | Week 24 > n | p-value | p} at Week 24.',
      ),
    ),
  ]
}

function statisticalIssues(): readonly Piece[] {
  return [
    heading(3, 'Handling of Dropouts and Missing Data'),
    text(
      fromPlan(
        'heading="Early Termination and Missing Data" query="imputed last observation carried forward" max=3',
      ),
    ),
    heading(3, 'Multicentre Studies'),
    text(fromPlan('heading="Multi-center Studies"')),
    heading(3, 'Examination of Subgroups'),
    text(fromPlan('heading="Examination of Subgroups"')),
    text(
      cell(
        `In men, the mean change from baseline in the ADAS-Cog (11) at Week 24 was ${withArms(armCells('14-3.08', 'Change from Baseline > Mean (SD)', 'mean'))}. ${doseResponseOf('14-3.08')} ` +
          `In women it was ${withArms(armCells('14-3.09', 'Change from Baseline > Mean (SD)', 'mean'))}. ${doseResponseOf('14-3.09')}`,
      ),
    ),
  ]
}

function changeFromBaseline(table: string, week: string): string {
  return `The mean change from baseline in the ADAS-Cog (11) at ${week} was ${withArms(armCells(table, 'Change from Baseline > Mean (SD)', 'mean'))}.`
}

function doseResponseOf(table: string): string {
  return `The test for dose response gave a p-value of ${pOf(table, doseResponse)}.`
}

function pOf(table: string, row: string, arm = 'Xanomeline High Dose'): string {
  return `{${table} | ${row} | ${arm} | p}`
}

function differenceOf(table: string, arm: string): string {
  const at = (row: string, part: string) => `{${table} | ${row} | ${arm} | ${part}}`
  return `${at(difference, 'mean')} (95% CI ${at(interval, 'lower')} to ${at(interval, 'upper')}; p-value ${at('p-value(Xan - Placebo)', 'p')})`
}
