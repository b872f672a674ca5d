import { stem } from '../../../shared/text/stem.ts'
import { classes, qualifiers, synonyms } from './field-words.ts'

/** What a word does to a statement beside naming things; undefined where it does nothing of the kind. */
export type Role =
  | { readonly kind: 'negation' }
  /** Ways of one `scale` exclude each other; only a change has directions, the others are classes. */
  | { readonly kind: 'direction'; readonly scale: string; readonly way: Way }
  | { readonly kind: 'modality'; readonly force: Force }

type Way = 'up' | 'down' | 'middle'

/** `planned` is what was going to be; the others are what the words demand or allow. */
type Force = 'planned' | 'must' | 'should' | 'may'

/** `word` is in lower case. */
export function findRole(word: string): Role | undefined {
  return roles.get(word)
}

/** A difference of direction, or else of what is named. */
export function nameScale({ scale }: Extract<Role, { kind: 'direction' }>): 'direction' | 'name' {
  return classes.some(([name]) => name === scale) ? 'name' : 'direction'
}

/** Words that report a value and tell nothing of what it is a value of; `key` is a stem. */
export function isReportingWord(key: string): boolean {
  return reporting.has(key)
}

/** Beside what reports a value: verbs that place it, and words that join sentences. */
export function isPlacingWord(key: string): boolean {
  return placingWords.has(key)
}

/** Statistics and what they count: a name of a row is told without them; `key` is a stem. */
export function isStatistic(key: string): boolean {
  return statistics.has(key)
}

/**
 * Words that make a smaller class of a thing ("serious" events, "net" revenue): who leaves them out says
 * more. `key` is a stem.
 */
export function isQualifier(key: string): boolean {
  return qualifiers.has(key)
}

/** One key for words that say the same here; `stem` is the stem of the word. */
export function toSynonym(stem: string): string {
  return synonyms.get(stem) ?? stem
}

/** Words that carry a sentence and tell nothing of it: their tense is no difference. */
export function isCarrier(word: string): boolean {
  return carriers.has(word)
}

const directions: readonly (readonly [scale: string, up: string, down: string, middle?: string])[] =
  [
    [
      'amount',
      'increase increases increased increasing rise rises rose raised raises raise elevated elevates elevate higher high greater more larger above exceed exceeds exceeded upregulated upregulates upregulation up-regulated enhance enhances enhanced enhancement grew grow growth gain gained longer most highest largest greatest strongest longest oldest maximum max older heavier heaviest strengthened climbed climbs jumped jumps peaked upper promote promotes promoted promoting stimulates stimulate stimulated activates activated activate activation induces induce induced',
      'decrease decreases decreased decreasing fall falls fell lower lowers lowered low fewer less smaller below reduce reduces reduced reduction reductions reducing decline declined declines downregulated downregulates downregulation down-regulated diminish diminished diminishes loss lost shorter least lowest smallest fewest weakest shortest youngest minimum min younger lighter dropped drops weakened slipped slips shrank shrinks lack lacks lacking impair impairs impaired inhibit inhibits inhibited inhibition inhibiting suppress suppresses suppressed suppression prevent prevents prevented attenuates attenuated blocks blocked block deficient deficiency depletion weaker',
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
    ...[...directions, ...classes].flatMap(([scale, up, down, middle]) => [
      ...listWay(scale, 'up', up),
      ...listWay(scale, 'down', down),
      ...listWay(scale, 'middle', middle ?? ''),
    ]),
    ...forces.flatMap(([force, words]) =>
      words.split(' ').map((word) => [word, { kind: 'modality', force }] as const),
    ),
  ].filter(([word]) => word !== 'with') as readonly (readonly [string, Role])[],
)

function listWay(scale: string, way: Way, words: string): readonly (readonly [string, Role])[] {
  return words.split(' ').map((word) => [word, { kind: 'direction', scale, way }])
}

const carriers = new Set(
  'was were is are be been being has have had do does did the a an of to by s'.split(' '),
)

const reporting = new Set(
  'report observ occur gave give given shown show seen among number total group arm togeth both either each respect cover led lead came come frequent frequenc common differ between statist signific least squar subject treatment valu result score overal amount count found find percent proport rate compar comparison versus vs against most experienc mention list present summari follow record recorded figur altogeth correspond equal reach rang case reason chang percentag period year consist compris compos constitut contain amount account belong take taken took make made avail'.split(
    ' ',
  ),
)

/** Verbs that place a value, and words that join sentences or weigh what stands in them. */
const placing =
  'stood stand stands stay stays stayed remain remains remained achieve achieved attained serve served employ employed charge charged classify classified measure measured analyse analysed examine examined detect detected book booked arrive arrived live lives based work worked located operate operated need needed total totals totalled averaged add added number numbered affect affected receive received deliver delivered handle handled go goes went turn turned ' +
  'despite nevertheless nonetheless still thus therefore hence however moreover also again already well far just same alone altogether slightly sharply considerably clearly markedly merely across over within under about around some together instead until throughout whole entire per part time once overall further ago later meanwhile respective respectively end people'

const placingWords: ReadonlySet<string> = new Set(placing.split(' ').map(stem))

const statistics = new Set(
  'n sd se ls mean median p ci cl std valu differ least squar subject number group total score reason report'.split(
    ' ',
  ),
)
