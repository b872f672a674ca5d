import {
  createComputedFinder,
  type FindComputed,
} from '../../../server/domain/compare/find-computed.ts'
import { buildSourceText, table, type TableSpec } from '../../support/build-source-text.ts'

/** Finds what follows from some tables, each of which is a source of its own. */
export function compareIn(...tables: readonly TableSpec[]): FindComputed {
  return createComputedFinder(
    tables.map((one, at) => ({
      documentId: `document ${at}`,
      name: `table-${at}.docx`,
      role: 'table',
      sourceHash: '',
      versionNumber: 1,
      sourceTextId: `text ${at}`,
      sourceText: buildSourceText([one]),
      passages: [],
    })),
  )
}

const arms = ['Placebo (N=40)', 'Low Dose (N=40)', 'High Dose (N=50)']

export const events = table({
  number: '1',
  title: 'Treatment-Emergent Adverse Events by Preferred Term',
  population: 'Safety',
  header: [['Preferred Term', ...arms]],
  rows: [
    ['Any adverse event', '20 (50.0%)', '24 (60.0%)', '35 (70.0%)'],
    ['Nausea', '4 (10.0%)', '6 (15.0%)', '9 (18.0%)'],
    ['Headache', '8 (20.0%)', '6 (15.0%)', '5 (10.0%)'],
    ['Severe headache', '2 (5.0%)', '2 (5.0%)', '1 (2.0%)'],
  ],
})

export const ratings = table({
  number: '2',
  title: 'Global Impression - Categorical Analysis',
  population: 'Efficacy',
  header: [['Assessment', ...arms]],
  rows: [
    ['Week 8', '', '', ''],
    ['n', '40', '40', '48'],
    ['Moderate improvement', '2 (5%)', '3 (8%)', '0'],
    ['Minimal improvement', '11 (28%)', '14 (35%)', '20 (42%)'],
    ['No change', '27 (68%)', '23 (58%)', '28 (58%)'],
    ['Week 16', '', '', ''],
    ['n', '40', '39', '48'],
    ['Moderate improvement', '1 (3%)', '4 (10%)', '6 (13%)'],
    ['Minimal improvement', '10 (25%)', '12 (31%)', '14 (29%)'],
    ['No change', '29 (73%)', '23 (59%)', '28 (58%)'],
    ['Reported symptoms', '', '', ''],
    ['n', '40', '40', '50'],
    ['Mild pain', '9 (23%)', '8 (20%)', '7 (14%)'],
    ['Severe pain', '4 (10%)', '3 (8%)', '2 (4%)'],
  ],
})

export const wards = table({
  number: '3',
  title: 'Hand hygiene compliance by ward',
  header: [['Ward', 'Opportunities', 'Compliant', 'Compliance (%)']],
  rows: [
    ['Alder', '240', '211', '87.9'],
    ['Cedar', '180', '167', '92.8'],
    ['Elm', '200', '144', '72.0'],
    ['Total', '620', '522', '84.2'],
  ],
})

export const disposition = table({
  number: '4',
  title: 'Summary of Disposition and Demographics',
  population: 'Randomized',
  header: [['', ...arms, 'Total (N=130)']],
  rows: [
    ['Completed Week 12', '30 (75%)', '28 (70%)', '33 (66%)', '91 (70%)'],
    ['Reason for early termination', '', '', '', ''],
    ['Adverse event', '4 (10%)', '7 (18%)', '12 (24%)', '23 (18%)'],
    ['Protocol deviation', '2 (5%)', '2 (5%)', '2 (4%)', '6 (5%)'],
    ['Lost to follow-up', '1 (3%)', '2 (5%)', '0 (0%)', '3 (2%)'],
    ['Age (years)', '', '', '', ''],
    ['Mean', '61.2', '60.4', '59.9', '60.5'],
    ['<50 yrs', '5 (13%)', '6 (15%)', '8 (16%)', '19 (15%)'],
    ['50-70 yrs', '25 (63%)', '24 (60%)', '30 (60%)', '79 (61%)'],
    ['>70 yrs', '10 (25%)', '10 (25%)', '12 (24%)', '32 (25%)'],
    ['Weight (kg) at baseline', '', '', '', ''],
    ['Mean', '80.1', '78.6', '79.3', '79.4'],
    ['Median', '80.1', '79.0', '79.9', '79.7'],
  ],
})

export const efficacy = table({
  number: '6',
  title: 'ADAS-Cog (11), Change from Baseline to Week 24',
  population: 'Efficacy',
  header: [['', ...arms]],
  rows: [
    ['Baseline', '', '', ''],
    ['Mean (SD)', '24.1 (12.2)', '24.4 (12.9)', '21.3 (11.7)'],
    ['Week 24', '', '', ''],
    ['Mean (SD)', '26.7 (13.8)', '26.4 (13.2)', '20.9 (12.5)'],
    ['Change from Baseline', '', '', ''],
    ['Mean (SD)', '2.5 (5.8)', '2.0 (5.6)', '-0.4 (4.3)'],
    ['Median (Range)', '2.0 (-11;16)', '1.0 (-11;17)', '0.0 (-7;13)'],
  ],
})

export const ages = table({
  number: '7',
  title: 'Demographics',
  population: 'Randomized',
  header: [['', ...arms, 'Total (N=130)']],
  rows: [
    ['Age (years)', '', '', '', ''],
    ['Mean', '61.2', '60.4', '59.9', '60.5'],
    ['Min, Max', '41.0, 79.0', '38.0, 80.0', '44.0, 77.0', '38.0, 80.0'],
    ['Body mass index (kg/m²)', '', '', '', ''],
    ['Mean', '28.1', '27.9', '28.4', '28.2'],
    ['Min', '20.1', '21.2', '19.9', '19.9'],
    ['Max', '36.2', '35.1', '37.0', '37.0'],
  ],
})
