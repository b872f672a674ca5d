import { heading, text, type Piece } from '../../examples/build/piece.ts'
import { asInProtocol, fromPlan, fromProtocol } from './house.ts'

/** ICH E3, section 9: what was planned, and what became of the plan. */
export const investigationalPlan: readonly Piece[] = [
  heading(1, 'Investigational Plan'),
  ...design(),
  ...population(),
  ...treatments(),
  ...variables(),
  ...statistics(),
  heading(2, 'Changes in the Conduct of the Study or Planned Analyses'),
  text(fromPlan('heading="Deviations from Protocol-Specified Analyses" except=(2, 3)')),
]

function design(): readonly Piece[] {
  return [
    heading(2, 'Overall Study Design and Plan'),
    text(fromProtocol('heading="Summary of Study Design"')),
    heading(2, 'Discussion of Study Design, Including the Choice of Control Groups'),
    text(fromProtocol('heading="Discussion of Design and Control"')),
  ]
}

function population(): readonly Piece[] {
  return [
    heading(2, 'Selection of Study Population'),
    heading(3, 'Inclusion Criteria'),
    text(asInProtocol('heading="Inclusion Criteria"')),
    heading(3, 'Exclusion Criteria'),
    // behind these stand the medications with their washout periods, in tables without numbers
    text(fromProtocol('heading="Exclusion Criteria" max=80')),

    heading(3, 'Removal of Subjects from Therapy or Assessment'),
    text(fromProtocol('heading="Discontinuations"')),
  ]
}

function treatments(): readonly Piece[] {
  return [
    heading(2, 'Treatments'),
    heading(3, 'Treatments Administered'),
    text(
      fromProtocol('heading="TTS Administration Procedures" pick=(1, 3, 4, 5, 6, 7, 8, 12, 20)'),
    ),
    heading(3, 'Identity of Investigational Products'),
    text(fromPlan('heading="Description of Clinical Study" pick=(4, 5, 6, 7)')),
    heading(3, 'Method of Assigning Subjects to Treatment Groups'),
    text(fromProtocol('heading="Patient Assignment"')),
    heading(3, 'Selection of Doses in the Study'),
    text(
      fromProtocol(
        'heading="Discussion of Design and Control" query="dosage specification, tolerance and target plasma levels" max=1',
      ),
    ),
    heading(3, 'Blinding'),
    text(fromProtocol('heading="Blinding"')),
    heading(3, 'Prior and Concomitant Therapy'),
    text(fromProtocol('heading="Concomitant Therapy" except="Please consult"')),
    heading(3, 'Treatment Compliance'),
    text(fromProtocol('heading="Compliance"')),
  ]
}

function variables(): readonly Piece[] {
  return [
    heading(2, 'Efficacy and Safety Variables'),
    heading(3, 'Efficacy Measurements'),
    text(fromProtocol('heading="Efficacy Measures"')),
    heading(3, 'Safety Variables'),
    text(fromProtocol('heading="Safety Measures"')),
    heading(3, 'Adverse Events and Their Definition'),
    text(fromProtocol('heading="3.9.3.2 Clinical Adverse Events" pick=(2, 3, 4, 5)')),
    text(fromPlan('heading="11.2 Adverse Events" pick=(5, 6, 7, 8)')),
    text(asInProtocol('heading="Serious Adverse Events" max=9')),
    heading(3, 'Laboratory Assessments'),
    text(fromProtocol('heading="Clinical Laboratory Tests"')),
    text('[[rule table from=protocol number="LZZT.1"]]'),
    heading(3, 'Vital Signs and Cardiovascular Measures'),
    text(fromProtocol('heading=("Vital Sign Determination", "Cardiovascular Safety Measures")')),
    heading(3, 'Appropriateness of Measurements'),
    // "subjects and patients" are two things here
    text('[[rule copy from=protocol heading="Appropriateness and Consistency of Measurements"]]'),
    heading(3, 'Primary Efficacy Variables'),
    text(fromPlan('heading="Study Endpoint(s) > Primary"')),
    heading(3, 'Secondary Efficacy Variables'),
    text(fromPlan('heading="3.2.2 Secondary > Secondary Efficacy Endpoints"')),
    heading(3, 'Drug Concentration Measurements'),
    text(fromProtocol('heading="Pharmacokinetics" max=4')),
    heading(2, 'Data Quality Assurance'),
    text(fromProtocol('heading="Quality Assurance"')),
  ]
}

function statistics(): readonly Piece[] {
  return [
    heading(2, 'Statistical Methods Planned in the Protocol and Determination of Sample Size'),
    heading(3, 'General Considerations'),
    text(fromPlan('heading="General Considerations for Data Analyses" max=5')),
    text(fromPlan('heading="Multiple Comparisons and Multiplicity"')),
    text(fromPlan('heading="Early Termination and Missing Data"')),
    heading(3, 'Analysis of the Primary Efficacy Variables'),
    text(fromPlan('heading="10.1.1 ADAS-COG (11)"')),
    text(fromPlan('heading="Primary Efficacy Endpoints > CIBIC+"')),
    heading(3, 'Analysis of the Secondary Efficacy Variables'),
    text(fromPlan('heading="Secondary Efficacy Endpoints > NPI-X"')),
    heading(3, 'Analysis of Safety'),
    text(fromPlan('heading="Extent of Exposure"')),
    text(
      fromPlan(
        'heading=("Deaths and Serious Adverse Events", "Clinical Laboratory Evaluations", "Other Safety Measures")',
      ),
    ),
    heading(3, 'Determination of Sample Size'),
    text(fromProtocol('heading="Sample Size"')),
    heading(3, 'Interim Analyses'),
    text(fromProtocol('heading="Interim Efficacy Analyses" max=2')),
    text(
      fromPlan(
        'heading="Deviations from Protocol-Specified Efficacy Analyses" query="interim analyses" max=1',
      ),
    ),
  ]
}
