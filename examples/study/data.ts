import { createRandom, drawNormal } from '../build/statistics.ts'

/** Counts of the three arms: placebo, 5 mg, 15 mg. */
export type ByArm = readonly [number, number, number]

export const screened = 241
export const randomized: ByArm = [60, 61, 61]
export const treated: ByArm = [60, 60, 61]
export const fullAnalysisSet: ByArm = [59, 59, 60]
export const perProtocol: ByArm = [51, 52, 51]
export const completed: ByArm = [52, 54, 53]

export const discontinuations: readonly (readonly [string, ByArm])[] = [
  ['Adverse event', [1, 2, 5]],
  ['Lack of efficacy', [4, 1, 0]],
  ['Lost to follow-up', [1, 1, 1]],
  ['Withdrawal by subject', [2, 2, 1]],
  ['Protocol deviation', [0, 1, 1]],
]

export const sexes: readonly (readonly [string, ByArm])[] = [
  ['Male', [33, 31, 35]],
  ['Female', [27, 30, 26]],
]

export const races: readonly (readonly [string, ByArm])[] = [
  ['White', [41, 43, 40]],
  ['Black or African American', [11, 10, 12]],
  ['Asian', [6, 5, 7]],
  ['Other', [2, 3, 2]],
]

/** A count of subjects and of events in each arm. */
export type EventCounts = readonly [
  readonly [number, number],
  readonly [number, number],
  readonly [number, number],
]

export type SystemOrganClass = {
  readonly name: string
  /** Subjects with at least one event; a subject may have several. */
  readonly subjects: ByArm
  readonly terms: readonly (readonly [string, EventCounts])[]
}

export const anyAdverseEvent: ByArm = [24, 27, 34]
export const seriousAdverseEvent: EventCounts = [
  [1, 1],
  [1, 1],
  [2, 3],
]
export const eventsToDiscontinuation: EventCounts = [
  [1, 1],
  [2, 3],
  [5, 7],
]

// prettier-ignore
export const systemOrganClasses: readonly SystemOrganClass[] = [
  { name: 'Gastrointestinal disorders', subjects: [6, 7, 9], terms: [
    ['Nausea', [[3, 3], [4, 5], [5, 6]]],
    ['Diarrhoea', [[2, 2], [2, 2], [3, 4]]],
    ['Constipation', [[1, 1], [2, 2], [2, 2]]],
  ] },
  { name: 'General disorders and administration site conditions', subjects: [5, 5, 5], terms: [
    ['Fatigue', [[3, 3], [4, 4], [5, 5]]],
    ['Oedema peripheral', [[2, 2], [1, 1], [0, 0]]],
  ] },
  { name: 'Infections and infestations', subjects: [6, 6, 5], terms: [
    ['Nasopharyngitis', [[5, 5], [4, 4], [4, 5]]],
    ['Urinary tract infection', [[1, 1], [2, 2], [1, 1]]],
  ] },
  { name: 'Investigations', subjects: [1, 4, 8], terms: [
    ['Blood potassium increased', [[0, 0], [3, 3], [6, 7]]],
    ['Alanine aminotransferase increased', [[1, 1], [1, 1], [2, 2]]],
  ] },
  { name: 'Musculoskeletal and connective tissue disorders', subjects: [3, 3, 5], terms: [
    ['Back pain', [[3, 3], [2, 2], [2, 2]]],
    ['Muscle spasms', [[0, 0], [1, 1], [3, 3]]],
  ] },
  { name: 'Nervous system disorders', subjects: [9, 10, 13], terms: [
    ['Headache', [[7, 8], [6, 7], [5, 5]]],
    ['Dizziness', [[2, 2], [5, 6], [9, 12]]],
    ['Somnolence', [[1, 1], [0, 0], [1, 1]]],
  ] },
  { name: 'Vascular disorders', subjects: [0, 2, 5], terms: [
    ['Hypotension', [[0, 0], [1, 1], [4, 5]]],
    ['Orthostatic hypotension', [[0, 0], [1, 1], [2, 2]]],
  ] },
]

/** One randomized subject; blood pressure in mmHg, body mass index in kg/m². */
export type Subject = {
  readonly arm: 0 | 1 | 2
  readonly age: number
  readonly bodyMassIndex: number
  readonly baseline: number
  readonly week12: number
  readonly isInFullAnalysisSet: boolean
}

/** Mean change in mmHg that each arm is drawn with. */
const drawnChange: ByArm = [-3.4, -7.9, -11.6]

/** One of those with which rounded means, changes and differences agree with each other. */
const seed = 20243434

/** The same subjects on every call. */
export function createSubjects(): Subject[] {
  const random = createRandom(seed)
  return ([0, 1, 2] as const).flatMap((arm) =>
    Array.from({ length: randomized[arm] }, (_, index) => {
      const baseline = within(drawNormal(random, 149, 5.2), 140, 159, 1)
      const change = drawNormal(random, drawnChange[arm] - 0.3 * (baseline - 149), 8.6)
      return {
        arm,
        age: within(drawNormal(random, 54.5, 9.8), 24, 75, 0),
        bodyMassIndex: within(drawNormal(random, 28.6, 3.7), 18.6, 39.8, 1),
        baseline,
        week12: within(baseline + change, 96, 185, 1),
        isInFullAnalysisSet: index < fullAnalysisSet[arm],
      }
    }),
  )
}

function within(value: number, low: number, high: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(Math.min(high, Math.max(low, value)) * scale) / scale
}
