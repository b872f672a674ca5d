import { stem } from './stem.ts'

/** Terms of words that say nearly the same ("plays", "portrayed"), without the term itself. */
export function listRelatedTerms(term: string): readonly string[] {
  return groupOf.get(term)?.filter((other) => other !== term) ?? []
}

/** Common English verbs of questions with what answers say instead; a word stands in one group. */
const groups: readonly string[] = [
  'play plays portrayed starring star stars starred acted actor actress role cast voiced character',
  'sing sings sang sung singer vocals recorded performed song',
  'write wrote written author composed penned writer composer songwriter',
  'make made produced created manufactured makes producer creator',
  'found founded established formed organized creation establishment',
  'locate located situated lies location site',
  'begin began begun start started starts commenced opened first launched beginning',
  'end ended ends concluded finished final last',
  'die died dies death killed deceased',
  'bear born birth native',
  'win won wins winner victory champion champions defeated beat winning',
  'lose lost loses defeat loser',
  'mean means meaning refers defined definition term derived denotes',
  'name named called known titled dubbed',
  'come came comes derives originated origin originates',
  'become became becomes elected appointed crowned succeeded',
  'lead led leads leader headed commanded ruled',
  'build built builds constructed construction erected',
  'air aired airs premiered premiere broadcast released release',
  'film filmed films shot filming movie',
  'happen happened happens occurs occurred place took',
  'use used uses utilized employed',
  'cause caused causes results resulting leads due',
  'invent invented inventor discovered discovery developed devised',
  'live lived lives resides inhabited home reside',
  'own owned owns owner acquired bought purchased',
  'many number total amount count',
  'old age aged years',
  'big largest biggest largest greatest major',
  'high highest tallest tall elevation height',
  'long length lasted duration',
  'increase increases increased higher raises elevated enhanced greater up-regulated promotes',
  'reduce reduces reduced lower decreases decreased decrease inhibits suppressed diminished attenuated',
  'need needed required requires necessary essential',
  'show shows showed shown demonstrated found indicate reveals suggest',
  'associated association linked correlated related correlates',
  'stop stopped discontinued withdrew terminated ceased',
  'buy sold sell sale purchase',
  'marry married husband wife spouse',
  'movie film picture',
  'kid child children pediatric',
  'doctor physician clinician',
  'patient subject participant',
  'drug medication medicine',
]

const groupOf: ReadonlyMap<string, readonly string[]> = new Map(
  groups.flatMap((group) => {
    const terms = [...new Set(group.split(' ').map(stem))]
    return terms.map((term) => [term, terms] as const)
  }),
)
