import { bullets, heading, onNewPage, text, type Piece } from '../build/piece.ts'

const statistics: readonly Piece[] = [
  onNewPage(heading(1, 'Statistical Considerations')),
  heading(2, 'Sample Size'),
  text(
    'A sample of 60 subjects per group has 90% power to detect a difference of 6 mmHg between a dose of velorastat and placebo in the change from baseline in seated trough systolic blood pressure at Week 12. This calculation assumes a standard deviation of 10 mmHg and a two-sided significance level of 0.05.',
  ),
  heading(2, 'Analysis Populations'),
  ...bullets(
    'Full analysis set (FAS): all randomized subjects who take at least one dose of double-blind study drug and have at least one post-baseline measurement of blood pressure. Subjects will be analysed as randomized.',
    'Per-protocol population: all subjects of the FAS who complete Week 12 without a major protocol deviation.',
    'Safety population: all randomized subjects who take at least one dose of double-blind study drug. Subjects will be analysed as treated.',
  ),
  heading(2, 'Primary Efficacy Analysis'),
  text(
    'The change from baseline in seated trough systolic blood pressure at Week 12 will be analysed in the FAS by an analysis of covariance (ANCOVA) with treatment as a factor and baseline systolic blood pressure as a covariate. Each dose of velorastat will be compared with placebo. The comparisons will be made in a fixed sequence, first 15 mg and then 5 mg, so that the overall type I error rate is kept at 5%.',
  ),
  heading(2, 'Secondary Efficacy Analyses'),
  text(
    'The change from baseline in seated trough diastolic blood pressure will be analysed in the same way as the primary endpoint. The proportion of subjects with a seated blood pressure below 130/80 mmHg at Week 12 will be summarized by treatment group and compared by Fisher’s exact test. No adjustment for multiplicity will be made for secondary endpoints.',
  ),
  heading(2, 'Safety Analyses'),
  text(
    'Treatment-emergent adverse events will be coded with MedDRA and summarized by system organ class and preferred term for the safety population. A subject who has the same event more than once will be counted once. Laboratory values and ECG intervals will be summarized by visit.',
  ),
  heading(2, 'Missing Data'),
  text(
    'If the Week 12 value is missing, the last post-baseline value will be carried forward (LOCF) for the primary analysis. As a sensitivity analysis, the primary analysis will be repeated with the observed cases only.',
  ),
  heading(2, 'Interim Analysis'),
  text(
    'No interim analysis of efficacy is planned. The reviews of the DSMB are described in Section 7.3.',
  ),
]

const ethics: readonly Piece[] = [
  onNewPage(heading(1, 'Ethics')),
  heading(2, 'Good Clinical Practice'),
  text(
    'The study will be conducted in accordance with the protocol, the ICH guideline for Good Clinical Practice, the principles of the Declaration of Helsinki and the applicable laws of the participating countries. Every person involved in the conduct of the study will be qualified by education, training and experience for the assigned tasks.',
  ),
  heading(2, 'Informed Consent'),
  text(
    'Written informed consent will be obtained from each subject before any study procedure is performed. The investigator will explain the aims, methods, benefits and risks of the study, and that the subject may withdraw at any time without giving a reason. A copy of the signed form will be given to the subject.',
  ),
  heading(2, 'Institutional Review Board'),
  text(
    'The protocol, the informed consent form and any other written information for subjects will be reviewed and approved by the IRB of each centre before the first subject is screened. Amendments must be approved by the IRB before they are implemented, except when necessary to remove an immediate hazard.',
  ),
  heading(2, 'Confidentiality'),
  text(
    'Subjects will be identified in the study records by a subject number only. Monitors, auditors and authorities will be given direct access to the source documents.',
  ),
]

const administration: readonly Piece[] = [
  heading(1, 'Study Administration'),
  heading(2, 'Monitoring and Quality Assurance'),
  text(
    'The sponsor’s monitors will visit each centre at regular intervals, and will compare the entries of the electronic case report form with the source documents. The sponsor may audit any centre. All centres will be trained on the protocol before the first subject is screened.',
  ),
  heading(2, 'Data Handling and Record Keeping'),
  text(
    'Data will be entered by the centres into a validated electronic data capture system. Investigators will keep all study records for at least 15 years after the end of the study.',
  ),
  heading(2, 'Protocol Amendments'),
  text(
    'Amendment 1 (14 March 2024) added the measurement of serum potassium at Weeks 1 and 2. No subject had been randomized when the amendment was approved.',
  ),
  heading(2, 'Publication'),
  text(
    'The results of the study will be published irrespective of their outcome. Authorship will follow the usual criteria of medical journals.',
  ),
]

export const protocolAnalysis: readonly Piece[] = [...statistics, ...ethics, ...administration]
