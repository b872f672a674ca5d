import { stem } from '../../../shared/text/stem.ts'
import { listIrregularForms } from '../tense/irregular-verbs.ts'

/** Words that ask and do not say of what: no source need have them. */
export function isAskingTerm(term: string, asksForSomebody: boolean): boolean {
  return askingTerms.has(term) || (!asksForSomebody && hollowVerbs.has(term))
}

/** What is done with a thing in any way whatever: "how are they handled" names the thing alone. */
export function isHandlingTerm(term: string): boolean {
  return handlingVerbs.has(term)
}

/** Words that by themselves say nothing of what is asked for. */
export function isHollowTerm(term: string): boolean {
  return hollowTerms.has(term)
}

/** Words that a heading adds to what its section is about. */
export function isHeadingTerm(term: string): boolean {
  return headingTerms.has(term)
}

/** Words that stand all over a set of papers: they tell only where a question has no others. */
export function isGeneralTerm(term: string): boolean {
  return generalTerms.has(term)
}

/**
 * Terms that mean the same to people who ask; each line is one meaning. A term may stand in several.
 * Only what is true of any two texts stands here, of a study's papers as of a ledger's: short forms,
 * names of arms and the like are the sources' own, and read there.
 */
export function listSameMeaning(term: string): ReadonlySet<string> {
  return new Set([
    term,
    ...meanings.filter((words) => words.has(term)).flatMap((words) => [...words]),
    ...(irregularForms.get(term) ?? []),
    ...wider.filter(([words]) => words.has(term)).flatMap(([, words]) => [...words]),
  ])
}

const meanings: readonly ReadonlySet<string>[] = [
  'patient subject participant',
  'discontinue discontinuation terminate termination dropout stop stopped',
  'responsible owner owns owned own',
  'age aged older younger',
  'due deadline',
  'pay paid payment',
  'supplier vendor',
  'employee staff',
  'agreement contract',
  'annual yearly',
  'join enrol enroll participate',
  'woman women female',
  'man men male',
  'death die died dies fatal',
  'decide decided decision',
  'answer response respond reply',
  'lead led',
  'complete completed completer completion',
  'randomize randomized randomise randomised randomization randomisation',
  'enrol enroll enrolled enrolment enrollment',
  'summarize summarise',
  'analyze analyse analysis analysed analyzed',
  'frequent common',
  'centre center site',
  'drug medication',
  'length duration long period',
  'allowed permitted',
  'forbidden prohibited',
  'objective aim goal',
  'endpoint outcome measure',
  'cause reason',
  'efficacious efficacy effective effectiveness',
  'blinded blinding blind masked masking',
  'criterion criteria',
  'visit visits',
  'fail failed failure',
  'supine lying',
  'faint fainted syncope',
  'before prior',
  'weigh weighed weight',
  'act acted action',
  'close closed closure',
  'assess assessed assessor assessment',
  'acquire acquired acquisition',
  'approve approved approval',
  'inspect inspected inspection inspector',
  'expire expired expiry',
  'renew renewed renewal',
  'deliver delivered delivery',
  'appoint appointed appointment',
  'sell sold sale',
  'lose lost loss',
  'twice duplicate duplicated',
  'oedema edema',
  'diarrhoea diarrhea',
  'anaemia anemia',
].map((line) => new Set(line.split(' ').map(stem)))

/**
 * What is also called by a wider name, which does not mean it: a table has a drop as a change, whichever
 * way it went, and who withdrew as one who discontinued.
 */
const wider: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = [
  ['drop fall fell decrease decline reduction reduce rise rose increase growth grow', 'change'],
  // what must not be taken any more is washed out
  ['stop stopped discontinue discontinued', 'washout'],
  ['withdraw withdrew withdrawal', 'discontinue discontinuation terminate termination'],
  // a company is incorporated in a jurisdiction
  ['incorporated incorporation', 'jurisdiction'],
  // a loan that is drawn is utilised
  ['draw drawn drew', 'drawdown drawdowns utilisation utilization utilise utilised'],
  ['leave', 'withdraw withdrawn withdrawal discontinue discontinuation'],
].map(([words = '', names = '']) => [toTerms(words), toTerms(names)] as const)

/** Forms that are more often another word: a wound is no wind, and a withdrawal is no drug that was withdrawn. */
const ambiguousForms = new Set(
  'wind wound bear bore lie lay grind ground find found saw see bind bound withdraw'.split(' '),
)

/** What was taken is what somebody took; by each of the forms. */
const irregularForms: ReadonlyMap<string, readonly string[]> = new Map(
  listIrregularForms()
    .filter((forms) => !forms.some((form) => ambiguousForms.has(form)))
    .flatMap((forms) => forms.map((form) => [stem(form), forms.map(stem)] as const)),
)

const askingTerms = toTerms(
  'how what which who when where why whom whose many much there any all each every some one say said tell ' +
    'told about please describe explain list name mention did does do done was were will would also and or ' +
    'but not no only per during between among within versus vs compare compared compares comparison same ' +
    'different difference differ found find most least common frequent highest lowest often long mean meant ' +
    'so define defined definition got start end last old far soon cause caused because reason rationale ' +
    'stand stands cover covers across actually really exactly finally eventually ever already yet altogether ' +
    'together just now else such way more less fewer larger smaller greater bigger higher lower largest ' +
    'smallest biggest greatest fewest place carry carried single kind type sort know known let since ' +
    'concern concerned relate related involve involved regard regarding better worse locate located situated must against minus per upon up without still he she her commonest provide provided under apply applied applies remain remains',
)

/** Verbs that say little where somebody counts, and who does what where somebody is asked for. */
const hollowVerbs = toTerms(
  'happen occur occurred show shown see seen give gave given report reported observe observed experience ' +
    'experienced receive received get take taken took have make made makes put come came go came went goes',
)

const handlingVerbs = toTerms(
  'handle handled treat treated deal dealt manage managed process processed',
)

const headingTerms = toTerms('consideration considerations overview summary general determination')

const generalTerms = toTerms(
  'patient subject participant people person number count percentage percent proportion rate share study ' +
    'trial group arm treatment treated result results value values table document source sources early ' +
    'total overall body planned plan plans use used using main case cases occurrence',
)

/** What is counted, or how: a question that names nothing else names nothing. */
const hollowTerms = toTerms(
  'patient subject participant people person number count percentage percent proportion rate share result ' +
    'results value values table document source sources other another others rest case cases amount',
)

function toTerms(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(stem))
}
