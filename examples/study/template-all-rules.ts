import { bullets, grid, heading, pageBreak, text, type Piece } from '../build/piece.ts'
import type { ExampleDocument } from '../build/write-document.ts'
import { reportHouse, study } from './house.ts'

const highDose = 'Velorastat High Dose > n (%)'

const cover: readonly Piece[] = [
  text('CLINICAL STUDY REPORT', 'Subtitle'),
  text('{{report_title}}', 'Title'),
  grid({
    widths: [30, 70],
    headerRowCount: 0,
    rows: [
      ['**Protocol number**', '[[rule extract from=protocol label="Protocol number"]]'],
      ['**Sponsor**', '[[rule extract from=protocol label="Sponsor"]]'],
      ['**Phase**', '[[rule extract from=protocol label="Phase"]]'],
      ['**Protocol date**', '[[rule extract from=protocol label="Date" type=date]]'],
      ['**Report date**', '{{report_date|date:d MMMM yyyy}}'],
      ['**Author**', '{{author.name}}{{?author.title}}'],
      ['**Cost of the study**', '{{?study_cost|currency:GBP}}'],
    ],
  }),
  text('{{#if is_final}}This is the final report.{{else}}This is a draft for review.{{/if}}'),
  pageBreak,
  { kind: 'contents', title: 'Table of Contents' },
  { kind: 'table_list', title: 'List of Tables' },
  pageBreak,
]

const front: readonly Piece[] = [
  heading(1, 'Synopsis'),
  text('[[rule summary from=protocol query="design of the study" sentences=2 tense=done]]'),
  text('[[rule reuse section="Primary Endpoint" pick=1]]'),
  heading(1, 'Abbreviations'),
  text('[[rule abbreviations]]'),
  heading(1, 'Investigators'),
  text('The study was conducted by the following investigators:'),
  grid({
    widths: [50, 25, 25],
    rows: [
      ['Name', 'City', 'Subjects'],
      ['{{#investigators}}{{name}}', '{{city}}', '{{subjects}}{{/investigators}}'],
    ],
  }),
  text(
    '{{#has_audit}}The study was audited by the sponsor.{{/has_audit}}{{^has_audit}}No centre was audited.{{/has_audit}}',
  ),
  text('In this template, \\{{ and \\[[ stand for themselves.'),
]

const plan: readonly Piece[] = [
  heading(1, 'Investigational Plan'),
  heading(2, 'Ethical Conduct of the Study'),
  text('[[rule copy from=protocol heading="Good Clinical Practice" tense=done]]'),
  heading(2, 'Overall Study Design'),
  text(
    '[[rule copy from=protocol heading="Overall Design" tense=planned terms=("patient=subject")]]',
  ),
  text('[[rule copy from=protocol heading="Data Safety Monitoring Board" tense=planned]]'),
  heading(2, 'Definition of Treatment-Emergent Adverse Events'),
  // Protocol and analysis plan disagree here: 14 days, 30 days.
  text(
    '[[rule synthesis from=(sap, protocol) query="definition of treatment-emergent adverse events" sentences=2 tense=done]]',
  ),
]

const results: readonly Piece[] = [
  heading(1, 'Study Subjects'),
  text(
    '[[rule compute text="Of the {screened} subjects who were screened, {failed} ({share}) were not randomized." values=("screened = {14-1.1 | Screened | Total | count}", "randomized = {14-1.1 | Randomized | Total | count}", "failed = screened - randomized", "share = percent(failed, screened)")]]',
  ),
  text(
    '[[rule table from=table number="14-1.1" columns=("Placebo", "Velorastat 5 mg", "Velorastat 15 mg") relabel=("Velorastat 5 mg=5 mg", "Velorastat 15 mg=15 mg") source_line=no]]',
  ),
  text(
    '[[rule table from=table number="14-1.2" rows_where="path ~ \'Age\' or path ~ \'mass\' or path ~ \'SBP\'" columns=("Placebo", "Velorastat") compose="Mean (SD) [min, max] = {Mean} ({SD}) [{Min}, {Max}]" pivot=(columns, rows) title="Age, Body Mass Index and Baseline Blood Pressure" notes=drop]]',
  ),
  heading(1, 'Primary Endpoint'),
  text(
    '[[rule cell text="The mean change from baseline with velorastat 15 mg was {14-2.1 | Change from baseline > Mean (SD) | Velorastat 15 mg | mean} mmHg."]]',
  ),
  text(
    '[[rule when if="{14-2.1 | Comparison with placebo > p-value | Velorastat 15 mg | p} < 0.05" then="The difference between velorastat 15 mg and placebo was statistically significant." else="The difference between velorastat 15 mg and placebo was not statistically significant."]]',
  ),
  text('[[rule validation must="velorastat 15 mg"]]'),
  heading(1, 'Adverse Events'),
  text(
    `The most frequent adverse events with velorastat 15 mg were [[rule list from=table number="14-3.1" rows_where="depth = 1 and '${highDose}' percent >= 8" phrase="{row} ({${highDose}})"]].`,
  ),
  text(
    '[[rule when if="role listing" then="Narratives are given in the listings." else="Narratives are not part of this report."]]',
  ),
  text('[[rule validation equals="{14-1.1 | Treated | Total | count} = 181"]]'),
]

const back: readonly Piece[] = [
  heading(1, 'Conclusions'),
  text('[[rule fixed text="The conclusions of the sponsor are added here after medical review."]]'),
  heading(1, 'Publications'),
  text(
    '[[rule omit reason="No results of the study had been published by the date of the report."]]',
  ),
  heading(1, 'Signatures'),
  text('{{signatures}}'),
  heading(1, 'Source Tables'),
  text('The tables below are complete:'),
  ...bullets('Table 14-2.1', 'Table 14-3.1'),
  text('[[rule append from=table number=("14-2.1", "14-3.1")]]'),
]

/** Every kind of rule but figure and custom; placeholders and blocks take their values from data. */
export const allRulesTemplate: ExampleDocument = {
  house: reportHouse,
  title: 'Clinical study report with every kind of rule',
  creator: study.sponsor,
  headerLeft: `${study.sponsor} – Clinical Study Report`,
  headerRight: study.protocolNumber,
  footerLeft: 'Confidential',
  pieces: [...cover, ...front, ...plan, ...results, ...back],
}
