import { grid, heading, onNewPage, text, type Piece } from '../../examples/build/piece.ts'
import { fromProtocol } from './house.ts'

/** ICH E3, sections 1 to 8: their numbers come from the heading styles. */
export const front: readonly Piece[] = [
  ...titlePage(),
  ...synopsis(),
  ...contents(),
  ...ethics(),
  ...introduction(),
]

function titlePage(): readonly Piece[] {
  return [
    heading(1, 'Title Page'),
    text('[[rule extract from=(sap, protocol) label="Study Title"]]', 'Title'),
    grid({
      widths: [34, 66],
      headerRowCount: 0,
      rows: [
        ['**Protocol number**', '[[rule extract from=protocol pattern="[A-Z0-9]{3}-MC-LZZT"]]'],
        [
          '**Investigational product**',
          '[[rule extract from=protocol pattern="Xanomeline .LY[0-9]{6}."]]',
        ],
        ['**Sponsor**', '[[rule extract from=(sap, protocol) pattern="Eli Lilly and Company"]]'],
        [
          '**Phase of development**',
          '[[rule extract from=(protocol, sap) label=("Phase", "Phase of development")]]',
        ],
        [
          '**Study initiation and completion dates**',
          '[[rule extract from=(protocol, sap) label=("Study initiation date", "First patient enrolled", "Study period") type=date]]',
        ],
        ['**Responsible medical officer**', '{{?medical_officer}}'],
        ['**Date of the report**', '{{report_date|date:d MMMM yyyy}}'],
      ],
    }),
    text(
      'This study was performed in compliance with Good Clinical Practice, including the archiving of essential documents.',
    ),
  ]
}

function synopsis(): readonly Piece[] {
  return [
    onNewPage(heading(1, 'Synopsis')),
    grid({
      widths: [26, 74],
      endsPage: true,
      headerRowCount: 0,
      rows: synopsisRows(),
    }),
  ]
}

function synopsisRows(): readonly (readonly string[])[] {
  return [
    ['**Title of study**', '[[rule extract from=(sap, protocol) label="Study Title"]]'],
    [
      '**Objectives**',
      '[[rule reuse section="Primary Objectives"]]\n[[rule reuse section="Secondary Objectives"]]',
    ],
    ['**Methodology**', '[[rule reuse section="Overall Study Design and Plan" pick=(1, 2)]]'],
    ['**Number of subjects**', '[[rule reuse section="Disposition of Subjects" pick=(1, 2)]]'],
    [
      '**Diagnosis and main criteria for inclusion**',
      '[[rule reuse section="Inclusion Criteria" pick=(2, 3, 4, 5)]]',
    ],
    [
      '**Test product, dose, mode of administration**',
      '[[rule reuse section="Identity of Investigational Products" pick=(1, 2)]]',
    ],
    [
      '**Reference therapy**',
      '[[rule reuse section="Identity of Investigational Products" pick=3]]',
    ],
    [
      '**Criteria for evaluation**',
      '[[rule reuse section="Primary Efficacy Variables"]]\n[[rule reuse section="Safety Variables"]]',
    ],
    [
      '**Statistical methods**',
      '[[rule reuse section="Analysis of the Primary Efficacy Variables" pick=(1, 3, 4, 6)]]',
    ],
    ['**Efficacy results**', '[[rule reuse section="Efficacy Conclusions"]]'],
    ['**Safety results**', '[[rule reuse section="Safety Conclusions"]]'],
  ]
}

function contents(): readonly Piece[] {
  return [
    onNewPage(heading(1, 'Table of Contents')),
    { kind: 'contents', title: '' },
    { kind: 'table_list', title: 'List of In-Text Tables' },
    onNewPage(heading(1, 'List of Abbreviations')),
    text('[[rule abbreviations]]'),
  ]
}

function ethics(): readonly Piece[] {
  return [
    onNewPage(heading(1, 'Ethics')),
    heading(2, 'Independent Ethics Committee or Institutional Review Board'),
    text(fromProtocol('heading="Ethical Review" except=1')),
    heading(2, 'Ethical Conduct of the Study'),
    text(fromProtocol('heading="Regulatory Considerations" pick=1')),
    heading(2, 'Subject Information and Consent'),
    text(fromProtocol('heading="Informed Consent" pick=(1, 2, 3, 4, 15)')),
    heading(1, 'Investigators and Study Administrative Structure'),
    text(
      '[[rule omit reason="The investigators, sites and committees are listed in Appendix 16.1.4, which is kept in the trial master file."]]',
    ),
  ]
}

function introduction(): readonly Piece[] {
  return [
    heading(1, 'Introduction'),
    text(fromProtocol('heading="Introduction"')),
    heading(1, 'Study Objectives'),
    heading(2, 'Primary Objectives'),
    text(fromProtocol('heading="Primary Objectives"')),
    heading(2, 'Secondary Objectives'),
    text(fromProtocol('heading="Secondary Objectives"')),
  ]
}
