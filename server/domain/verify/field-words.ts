/**
 * Words of the fields that documents come from: clinical reports, audits, accounts. None of these lists
 * lets a statement pass that another field would hold back: classes and qualifiers only tell more
 * statements apart, and synonyms are names of one thing wherever both are used.
 */

/** Words of a class that exclude each other; a document of another field does not have them. */
export const classes: readonly (readonly [
  scale: string,
  up: string,
  down: string,
  middle?: string,
])[] = [
  ['sex', 'men man male males boys', 'women woman female females girls'],
  ['severity', 'severe severely', 'mild mildly', 'moderate moderately'],
  [
    'completion',
    'completed completes complete completers completer completion',
    'discontinued discontinues discontinue discontinuation discontinuations withdrew withdrawn withdraws withdrawal withdrawals withdraw termination terminations terminated terminate terminates',
  ],
]

/** Stems. */
export const qualifiers: ReadonlySet<string> = new Set([
  ...'serious nonseri fatal relat primari secondari'.split(' '), // events, endpoints
  'non', // "non-dominant"
  ...'net gross adjust dilut restat'.split(' '), // amounts
  ...'immateri unaudit'.split(' '), // findings, statements
])

/** By stems: who takes part, what is done, with what; how values are summed up. */
export const synonyms: ReadonlyMap<string, string> = new Map(
  'patient:subject particip:subject individu:subject person:subject studi:trial drug:treatment medic:treatment therapi:treatment trt:treatment averag:mean diff:differ die:death'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)
