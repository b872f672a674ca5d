/** What a word does to a statement beside naming things; undefined where it does nothing of the kind. */
export type Role =
  | { readonly kind: 'negation' }
  /** `up` and `down` of one `scale` exclude each other. */
  | { readonly kind: 'direction'; readonly scale: string; readonly way: 'up' | 'down' }
  | { readonly kind: 'modality'; readonly force: Force }

/** `planned` is what was going to be; the others are what the words demand or allow. */
export type Force = 'planned' | 'must' | 'should' | 'may'

/** `word` is in lower case. */
export function findRole(word: string): Role | undefined {
  return roles.get(word)
}

/** One key for words that say the same here; `stem` is the stem of the word. */
export function toSynonym(stem: string): string {
  return synonyms.get(stem) ?? stem
}

/** Words that carry a sentence and tell nothing of it: their tense is no difference. */
export function isCarrier(word: string): boolean {
  return carriers.has(word)
}

const directions: readonly (readonly [scale: string, up: string, down: string])[] = [
  [
    'amount',
    'increase increases increased increasing rise rises rose raised raises raise elevated elevates elevate higher high greater more larger above exceed exceeds exceeded upregulated upregulates upregulation up-regulated enhance enhances enhanced enhancement grew grow growth gain gained longer most highest largest maximum older heavier upper promote promotes promoted promoting stimulates stimulate stimulated activates activated activate activation induces induce induced',
    'decrease decreases decreased decreasing fall falls fell lower lowers lowered low fewer less smaller below reduce reduces reduced reduction reductions reducing decline declined declines downregulated downregulates downregulation down-regulated diminish diminished diminishes loss lost shorter least lowest smallest minimum younger lighter lack lacks lacking impair impairs impaired inhibit inhibits inhibited inhibition inhibiting suppress suppresses suppressed suppression prevent prevents prevented attenuates attenuated blocks blocked block deficient deficiency depletion weaker',
  ],
  [
    'quality',
    'improve improves improved improvement better benefit beneficial',
    'worsen worsens worsened worsening worse deteriorated deterioration',
  ],
  ['time', 'after following post behind later', 'before prior preceding earlier'],
  [
    'inclusion',
    'included includes include included inclusion with',
    'excluded excludes exclude exclusion',
  ],
  ['end', 'started begin began start onset', 'stopped ended end stop'],
  ['normality', 'normal', 'abnormal'],
  ['presence', 'present positive', 'absent negative absence'],
]

const forces: readonly (readonly [Force, string])[] = [
  ['planned', 'will shall planned intended scheduled'],
  ['must', 'must required'],
  ['should', 'should recommended'],
  ['may', 'may might could can'],
]

const roles: ReadonlyMap<string, Role> = new Map(
  [
    ...'not no never neither nor none without cannot nobody nothing fail fails failed unable'
      .split(' ')
      .map((word) => [word, { kind: 'negation' }] as const),
    ...directions.flatMap(([scale, up, down]) => [
      ...up.split(' ').map((word) => [word, { kind: 'direction', scale, way: 'up' }] as const),
      ...down.split(' ').map((word) => [word, { kind: 'direction', scale, way: 'down' }] as const),
    ]),
    ...forces.flatMap(([force, words]) =>
      words.split(' ').map((word) => [word, { kind: 'modality', force }] as const),
    ),
  ].filter(([word]) => word !== 'with') as readonly (readonly [string, Role])[],
)

const synonyms: ReadonlyMap<string, string> = new Map(
  'patient:subject particip:subject individu:subject person:subject women:femal woman:femal men:male man:male studi:trial drug:treatment medic:treatment therapi:treatment' // stems
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)

const carriers = new Set(
  'was were is are be been being has have had do does did the a an of to by s'.split(' '),
)
