/** The sources that a question is asked of: the real study, both examples, the folders of `files`, and files of the corpus. */
export const worlds = [
  'study',
  'audit',
  'clinical',
  'orders',
  'accounts',
  'pumps',
  'schools',
  'legend',
  'reports',
  'papers',
  'office',
] as const
export type World = (typeof worlds)[number]

export const kinds = [
  'cell',
  'total',
  'extreme',
  'difference',
  'p-value',
  'definition',
  'eligibility',
  'date',
  'duration',
  'yes or no',
  'who, where',
  'follow-up',
  'planned or done',
  'disagreement',
  'ambiguous',
  'not there',
  'language',
] as const
export type Kind = (typeof kinds)[number]

/**
 * `expected`: what the first statements must say together, and part of the name of the source that they
 * must cite; 'none' where the sources don't say. `mayRefuse`: to say nothing, or to say that it is not
 * sure, is as right.
 */
export type Question = {
  readonly kind: Kind
  readonly ask: string
  readonly expected: { readonly says: readonly RegExp[]; readonly source: string } | 'none'
  readonly mayRefuse: boolean
}

/** The turns of one conversation. */
export type Talk = { readonly world: World; readonly turns: readonly Question[] }

export function answered(kind: Kind, ask: string, source: string, ...says: RegExp[]): Question {
  return { kind, ask, expected: { says, source }, mayRefuse: false }
}

/** Where an answer would be good, and none is no fault. */
export function open(kind: Kind, ask: string, source: string, ...says: RegExp[]): Question {
  return { kind, ask, expected: { says, source }, mayRefuse: true }
}

export function unanswerable(kind: Kind, ask: string): Question {
  return { kind, ask, expected: 'none', mayRefuse: true }
}

/** Each question in a conversation of its own. */
export function apart(world: World, questions: readonly Question[]): readonly Talk[] {
  return questions.map((question) => ({ world, turns: [question] }))
}
