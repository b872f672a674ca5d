import type { ResultRow, ResultTable } from '../build/result-table.ts'
import { fisherExact, sum } from '../build/statistics.ts'
import * as data from './data.ts'
import { countPercentDecimal, pValue } from './figures.ts'
import { study } from './house.ts'

const arms = ['Placebo', 'Velorastat Low Dose', 'Velorastat High Dose']

/** Two header rows with spans; the arms have other names here than in the other tables, as happens. */
export const adverseEvents: ResultTable = {
  number: '14-3.1',
  title: 'Incidence of Treatment-Emergent Adverse Events by System Organ Class and Preferred Term',
  population: 'Safety',
  protocolNumber: study.protocolNumber,
  placedIn: 'margins',
  widths: [4300, 1500, 950, 1500, 950, 1500, 950, 1150, 1150],
  head: [
    [
      { words: 'System Organ Class\n  Preferred Term', rowSpan: 2 },
      ...arms.map((arm, index) => ({ words: `${arm}\n(N=${data.treated[index]})`, columnSpan: 2 })),
      { words: 'p-value vs. Placebo [1]', columnSpan: 2 },
    ],
    [
      ...arms.flatMap(() => [{ words: 'n (%)' }, { words: 'Events' }]),
      { words: 'Low Dose' },
      { words: 'High Dose' },
    ],
  ],
  rows: [
    row('Any adverse event', data.anyAdverseEvent, countAllEvents()),
    pairs('Any serious adverse event', data.seriousAdverseEvent),
    pairs('Any adverse event leading to discontinuation', data.eventsToDiscontinuation),
    ...data.systemOrganClasses.flatMap(describeClass),
  ],
  notes: [
    "[1] Fisher's exact test of each dose against placebo.",
    'Low Dose = velorastat 5 mg; High Dose = velorastat 15 mg.',
    'A subject with several events of the same term is counted once in n; Events counts every event.',
    'Treatment-emergent: started or worsened on or after the first dose and up to 14 days after the last dose.',
  ],
  program: 'programs/t-14-3-1.R',
  stamp: '10:51 Tuesday, 10 December 2024',
}

function describeClass(group: data.SystemOrganClass): ResultRow[] {
  const terms = group.terms.map(([name, counts]) => pairs(name, counts, 240))
  return [row(group.name, group.subjects, eventsOf(group)), ...terms]
}

function pairs(name: string, counts: data.EventCounts, indent = 0): ResultRow {
  const subjects: data.ByArm = [counts[0][0], counts[1][0], counts[2][0]]
  const events: data.ByArm = [counts[0][1], counts[1][1], counts[2][1]]
  return row(name, subjects, events, indent)
}

function row(name: string, subjects: data.ByArm, events: data.ByArm, indent = 0): ResultRow {
  const cells = subjects.flatMap((count, arm) => [
    countPercentDecimal(count, data.treated[arm] ?? 0),
    count === 0 ? '' : `[${events[arm] ?? 0}]`,
  ])
  return { kind: 'values', indent, cells: [name, ...cells, p(subjects, 1), p(subjects, 2)] }
}

function p(subjects: data.ByArm, arm: 1 | 2): string {
  if (subjects[0] + subjects[arm] === 0) return ''
  return pValue(fisherExact([subjects[0], subjects[arm]], [data.treated[0], data.treated[arm]]))
}

function eventsOf(group: data.SystemOrganClass): data.ByArm {
  const of = (arm: 0 | 1 | 2) => sum(group.terms.map(([, counts]) => counts[arm][1]))
  return [of(0), of(1), of(2)]
}

function countAllEvents(): data.ByArm {
  const all = data.systemOrganClasses.map(eventsOf)
  const of = (arm: 0 | 1 | 2) => sum(all.map((byArm) => byArm[arm]))
  return [of(0), of(1), of(2)]
}
