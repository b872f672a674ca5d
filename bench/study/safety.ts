import { heading, text, type Piece } from '../../examples/build/piece.ts'
import { armCells, cell, subjectsWithArms, when, withArms } from './cells.ts'
import { fromPlan } from './house.ts'
import { safetyMeasures } from './safety-measures.ts'

/** ICH E3, section 12. */
export const safetyEvaluation: readonly Piece[] = [
  heading(1, 'Safety Evaluation'),
  ...exposure(),
  ...adverseEvents(),
  ...serious(),
  ...safetyMeasures,
  ...conclusions(),
]

function exposure(): readonly Piece[] {
  return [
    heading(2, 'Extent of Exposure'),
    text(
      cell(
        'In the safety population, the mean average daily dose was {14-4.01 | Average daily dose (mg) > Mean | Safety Population > Xanomeline Low Dose | whole} mg with xanomeline low dose and {14-4.01 | Average daily dose (mg) > Mean | Safety Population > Xanomeline High Dose | whole} mg with xanomeline high dose, ' +
          'and the mean cumulative dose at the end of the study was {14-4.01 | Cumulative dose at end of study > Mean | Safety Population > Xanomeline Low Dose | whole} mg and {14-4.01 | Cumulative dose at end of study > Mean | Safety Population > Xanomeline High Dose | whole} mg.',
      ),
    ),
    text('[[rule table from=table number="14-4.01"]]'),
  ]
}

function adverseEvents(): readonly Piece[] {
  const any = armCells('14-5.01', 'ANY BODY SYSTEM', 'whole', 'n(%)')
  return [
    heading(2, 'Adverse Events'),
    heading(3, 'Brief Summary of Adverse Events'),
    text(
      cell(
        `Treatment-emergent adverse events were reported for ${subjectsWithArms(any)}. ` +
          'Compared with placebo, the p-value was {14-5.01 | ANY BODY SYSTEM | Placebo vs. Low Dose | p} for xanomeline low dose and {14-5.01 | ANY BODY SYSTEM | Placebo vs. High Dose | p} for xanomeline high dose.',
      ),
    ),
    text(
      'The most frequent events with xanomeline high dose were [[rule list from=table number="14-5.01" rows_where="depth = 1 and \'Xanomeline High Dose > n(%)\' percent >= 10" phrase="{row | lower} ({Xanomeline High Dose > n(%)}, placebo {Placebo > n(%)})"]].',
    ),
    heading(3, 'Display of Adverse Events'),
    text(
      'The table below shows the adverse events that were reported for at least 5% of the subjects in any group.',
    ),
    text(
      '[[rule table from=table number="14-5.01" rows_where="depth = 1 and any percent >= 5" columns=("Placebo > n(%)", "Xanomeline Low Dose > n(%)", "Xanomeline High Dose > n(%)", "Placebo vs. Low Dose", "Placebo vs. High Dose")]]',
    ),
    heading(3, 'Analysis of Adverse Events'),
    text(
      'Events that differed from placebo with a p-value below 0.05 were, with xanomeline low dose, [[rule list from=table number="14-5.01" rows_where="depth = 1 and \'Placebo vs. Low Dose\' p < 0.05" phrase="{row | lower} (p-value {Placebo vs. Low Dose | p})"]], ' +
        'and with xanomeline high dose, [[rule list from=table number="14-5.01" rows_where="depth = 1 and \'Placebo vs. High Dose\' p < 0.05" phrase="{row | lower} (p-value {Placebo vs. High Dose | p})"]].',
    ),
  ]
}

function serious(): readonly Piece[] {
  const any = armCells('14-5.02', 'ANY BODY SYSTEM', 'count', 'n(%)')
  return [
    heading(2, 'Deaths, Other Serious Adverse Events and Other Significant Adverse Events'),
    heading(3, 'Deaths'),
    text(
      cell(
        `The number of subjects whose reason for early termination was death was ${withArms(armCells('14-1.02', 'Reason for Early Termination (prior to Week 24) > Death', 'count'))}.`,
      ),
    ),
    heading(3, 'Other Serious Adverse Events'),
    text(
      cell(`Treatment-emergent serious adverse events were reported for ${subjectsWithArms(any)}.`),
    ),
    text(
      'The events were [[rule list from=table number="14-5.02" rows_where="depth = 1" phrase="{row | lower} (placebo {Placebo > n(%) | count}, low dose {Xanomeline Low Dose > n(%) | count}, high dose {Xanomeline High Dose > n(%) | count})"]].',
    ),
    text('[[rule table from=table number="14-5.02"]]'),
    heading(3, 'Adverse Events Leading to Discontinuation'),
    text(
      fromPlan(
        'heading="Adverse Events Leading to Discontinuation of Investigational Product and/or Withdrawal from the Study and Other Significant Adverse Events"',
      ),
    ),
    heading(3, 'Narratives'),
    text(
      '[[rule omit reason="Narratives of deaths and serious adverse events are not among the sources of this report; they are added by medical writing."]]',
    ),
  ]
}

function conclusions(): readonly Piece[] {
  const any = armCells('14-5.01', 'ANY BODY SYSTEM', 'percent', 'n(%)')
  return [
    heading(2, 'Safety Conclusions'),
    text(
      when(
        `${any.low} > ${any.placebo} and ${any.high} > ${any.placebo}`,
        `Treatment-emergent adverse events were more frequent with xanomeline (${any.low} with low dose and ${any.high} with high dose) than with placebo (${any.placebo}).`,
        `Treatment-emergent adverse events were reported for ${any.placebo} with placebo, ${any.low} with xanomeline low dose and ${any.high} with xanomeline high dose.`,
      ),
    ),
    text(
      when(
        '{14-5.01 | SKIN AND SUBCUTANEOUS TISSUE DISORDERS | Placebo vs. High Dose | p} < 0.05',
        'Skin and subcutaneous tissue disorders were reported for {14-5.01 | SKIN AND SUBCUTANEOUS TISSUE DISORDERS | Xanomeline High Dose > n(%) | whole} with xanomeline high dose and {14-5.01 | SKIN AND SUBCUTANEOUS TISSUE DISORDERS | Placebo > n(%) | whole} with placebo (p-value {14-5.01 | SKIN AND SUBCUTANEOUS TISSUE DISORDERS | Placebo vs. High Dose | p}).',
        'Skin and subcutaneous tissue disorders did not differ between xanomeline high dose and placebo.',
      ),
    ),
  ]
}
