import { grid, heading, pageBreak, plainHeading, text, type Piece } from '../build/piece.ts'
import type { ExampleDocument } from '../build/write-document.ts'
import { sponsorHouse, study } from './house.ts'
import { protocolDesign } from './protocol-design.ts'
import { protocolConduct } from './protocol-conduct.ts'
import { protocolAnalysis } from './protocol-analysis.ts'

const cover: readonly Piece[] = [
  text('CLINICAL STUDY PROTOCOL', 'Subtitle'),
  text(
    'A Randomized, Double-Blind, Placebo-Controlled, Parallel-Group Study of the Efficacy and Safety of Velorastat in Adults with Mild Hypertension',
    'Title',
  ),
  grid({
    widths: [32, 68],
    headerRowCount: 0,
    rows: [
      ['**Protocol number**', study.protocolNumber],
      ['**Investigational product**', 'Velorastat (ALD-2041), film-coated tablets of 5 mg'],
      ['**Phase**', 'Phase 2'],
      ['**Indication**', 'Mild (grade 1) hypertension'],
      ['**Sponsor**', `${study.sponsor}\n14 Quayside Court, Norwich NR1 9XX, United Kingdom`],
      ['**Medical monitor**', 'Dr Imogen Farrant'],
      ['**Version**', 'Version 2.0 (includes Amendment 1)'],
      ['**Date**', '14 March 2024'],
    ],
  }),
  text(
    `This document is the confidential property of ${study.sponsor}. No part of it may be disclosed to others without the sponsor’s written consent, except to the extent necessary to obtain informed consent from persons to whom the product may be given.`,
  ),
  pageBreak,
  { kind: 'contents', title: 'Table of Contents' },
  pageBreak,
  plainHeading(1, 'List of Abbreviations'),
  grid({
    widths: [22, 78],
    rows: [
      ['Abbreviation', 'Definition'],
      ['AE', 'adverse event'],
      ['ALT', 'alanine aminotransferase'],
      ['ANCOVA', 'analysis of covariance'],
      ['BMI', 'body mass index'],
      ['CI', 'confidence interval'],
      ['DBP', 'diastolic blood pressure'],
      ['DSMB', 'data safety monitoring board'],
      ['ECG', 'electrocardiogram'],
      ['eGFR', 'estimated glomerular filtration rate'],
      ['FAS', 'full analysis set'],
      ['GCP', 'Good Clinical Practice'],
      ['ICH', 'International Council for Harmonisation'],
      ['IRB', 'institutional review board'],
      ['LOCF', 'last observation carried forward'],
      ['MedDRA', 'Medical Dictionary for Regulatory Activities'],
      ['SAE', 'serious adverse event'],
      ['SBP', 'systolic blood pressure'],
      ['SD', 'standard deviation'],
    ],
  }),
  pageBreak,
]

const introduction: readonly Piece[] = [
  heading(1, 'Introduction'),
  heading(2, 'Background'),
  text(
    'Hypertension is the leading modifiable cause of stroke and heart failure, and most adults who have it are in its mildest grade [1]. Blood pressure remains above target in about half of treated patients [2]. Excess aldosterone contributes to sodium retention and to the stiffening of arteries, and it is found in many patients whose blood pressure does not respond to first-line treatment.',
  ),
  text(
    'Velorastat is an oral, selective inhibitor of aldosterone synthase. In a single ascending dose study, velorastat lowered plasma aldosterone in a dose-dependent manner and did not change plasma cortisol at doses of up to 40 mg [3]. In a four-week study in 48 patients, once-daily doses of 5 mg and 15 mg lowered seated systolic blood pressure by 6 to 9 mmHg compared with placebo [4]. The most frequent adverse events were headache, dizziness and asymptomatic increases of serum potassium.',
  ),
  heading(2, 'Study Rationale'),
  text(
    'Existing treatments of mild hypertension act on the receptor of aldosterone or on earlier steps of the renin cascade, and their use is limited by hormonal side effects and by reactive increases of aldosterone. An inhibitor of aldosterone synthesis is expected to avoid both. This study will show whether the effect that was seen over four weeks is maintained over 12 weeks, and which of the two doses should be taken into Phase 3.',
  ),
  heading(2, 'Benefit-Risk Assessment'),
  text(
    'Subjects may benefit from a reduction of blood pressure and from close medical supervision during the study. The known risks are hyperkalaemia, hypotension and a mild decrease of the eGFR; they will be managed by the laboratory monitoring of Section 6.3 and by the stopping rules of Section 7.4. Placebo treatment over 12 weeks is considered acceptable in mild hypertension because rescue treatment is available at every visit (see Section 3.3).',
  ),
]

const references: readonly Piece[] = [
  heading(1, 'References'),
  text(
    '[1] Okonjo T, Lindqvist A. The burden of grade 1 hypertension. Ann Vasc Practice. 2019;12:201–214.',
  ),
  text(
    '[2] Marchetti P, et al. Control of blood pressure in primary care: a registry of 41 practices. Primary Heart J. 2020;7:33–41.',
  ),
  text(
    '[3] Farrant I, Dossel W. First administration of velorastat in healthy volunteers. Early Clin Pharm Rep. 2021;4:88–97.',
  ),
  text(
    '[4] Dossel W, Farrant I, Hale R. Four weeks of aldosterone synthase inhibition with velorastat. Early Clin Pharm Rep. 2022;5:12–25.',
  ),
  text(
    '[5] Working Party on Office Measurement. Seated blood pressure: a practical standard. Ann Vasc Practice. 2017;10:5–19.',
  ),
]

const appendices: readonly Piece[] = [
  plainHeading(1, 'Appendix 1. Prohibited Medication'),
  text(
    'The following medication is prohibited from the start of the run-in period until the last dose of study drug:',
  ),
  grid({
    widths: [40, 60],
    rows: [
      ['Class', 'Note'],
      ['Antihypertensive medication', 'Withdrawn at screening; allowed only as rescue treatment'],
      ['Potassium supplements', 'Includes salt substitutes that contain potassium'],
      ['Mineralocorticoid receptor antagonists', 'Prohibited for 8 weeks before screening'],
      ['Systemic corticosteroids', 'Topical and inhaled preparations are allowed'],
      ['Non-steroidal anti-inflammatory drugs', 'Occasional use of up to 3 days is allowed'],
    ],
  }),
  plainHeading(1, 'Appendix 2. Measurement of Seated Blood Pressure'),
  text(
    'The subject will be seated for at least five minutes in a quiet room, with the back supported and both feet on the floor. The cuff will be placed on the non-dominant arm at the height of the heart. Three readings will be taken two minutes apart with the validated device that the sponsor provides, and the mean of the three readings will be recorded. All readings of a subject should be taken by the same person and at the same time of day.',
  ),
]

export const protocol: ExampleDocument = {
  house: sponsorHouse,
  title: `Protocol ${study.protocolNumber}`,
  creator: study.sponsor,
  headerLeft: `Protocol ${study.protocolNumber}`,
  headerRight: 'Version 2.0, 14 March 2024',
  footerLeft: `${study.sponsor} – Confidential`,
  pieces: [
    ...cover,
    ...introduction,
    ...protocolDesign,
    ...protocolConduct,
    ...protocolAnalysis,
    ...references,
    ...appendices,
  ],
}
