import { listBases } from './inflect.ts'

/** How sure a form is to be a verb: "receive" is one, "record" may be a noun. */
type VerbSureness = 'sure' | 'maybe' | 'no'

/** Of a base form: "receive", "record", "placebo". */
export function isBaseVerb(word: string): VerbSureness {
  if (sure.has(word)) return 'sure'
  return maybe.has(word) ? 'maybe' : 'no'
}

/** The verb of a form on -s with how sure it is one: "receives", "records"; undefined for "results". */
export function findThirdPerson(
  word: string,
): { readonly base: string; readonly sureness: 'sure' | 'maybe' } | undefined {
  if (word === 'analyses') return undefined
  if (sureThirds.has(word)) return { base: word.replace(/s$/, ''), sureness: 'sure' }
  for (const base of listBases(word)) {
    const sureness = isBaseVerb(base)
    if (sureness !== 'no') return { base, sureness }
  }
  return undefined
}

/** Verbs that say how something is, not what happens: their past tense claims no event. */
export function isStativeVerb(base: string): boolean {
  return stative.has(base)
}

/** Participles behind "be" that say how something is: "is defined as", "are planned". */
export function isStativeParticiple(word: string): boolean {
  return stativeParticiples.has(word)
}

/** Participles of what is done in a study: "are randomized", "is administered". */
export function isProcedureParticiple(word: string): boolean {
  return procedures.test(word)
}

/** Verbs whose past tense would state a result: a plan can't have any. */
export function isResultVerb(base: string): boolean {
  return resultVerbs.has(base)
}

/** Behind these a clause with "that … will" says what was thought: "would". */
export function isThinkingWord(word: string): boolean {
  return thinking.test(word)
}

/** "plan", "intend": with "we" or "it" they are the plan itself. */
export function isPlanningWord(word: string): boolean {
  return planning.test(word)
}

const sure = words(
  'accept accompany achieve acquire act add adhere adjust administer admit agree allocate allow analyse analyze ' +
    'appear apply arise ascertain ask assess assign assist assume assure attain attend avoid be become begin ' +
    'belong bring calculate carry categorize choose classify collect combine commence communicate compare ' +
    'compile comply comprise compute conclude conduct confirm consider consist constitute contain continue ' +
    'contribute convene convert correlate correspond create decide declare define delete deliver demonstrate ' +
    'depend derive describe destroy detect determine develop deviate die differ disagree disappear discard discontinue ' +
    'discuss dispense dispose divide elect eliminate employ enable encourage enrol enroll ensure enter establish ' +
    'evaluate exceed exclude exhibit exist expand expect explain explore express extend extract facilitate fail ' +
    'follow fulfil fulfill gather generate get give grow happen have hypothesize identify implement impute ' +
    'improve include incorporate indicate inform ingest initiate inject insert inspect instruct intend ' +
    'interpret introduce investigate involve keep know lack learn maintain make manage meet minimise minimize modify ' +
    'notify observe obtain occur omit participate perform permit persist promote protect possess precede prepare prescribe ' +
    'preserve prevent proceed prohibit prolong prove provide publish qualify quantify randomise randomize re-enter read receive ' +
    'recommend reconcile recover reduce refer remember believe feel forget reflect refrain rely remain remove replace represent require ' +
    'resolve respond retain return reveal satisfy seem select send serve solicit specify stabilize stratify submit ' +
    'suffer suggest summarise summarize survive suspend swallow take tend terminate tolerate transmit treat undergo ' +
    'understand undertake utilise utilize validate vary verify violate weigh withdraw withhold worsen write',
)

/** Sure on -s alone: "equal" and "end" are other words, too. */
const sureThirds = words('equals starts ends stops adds')

const maybe = words(
  'address aim answer approach assay attempt audit benefit block call cause center centre change check ' +
    'claim code collapse commit complete compromise consent contact contract control correct cover cross date deal ' +
    'decline decrease design document dose draw drop effect end escalate estimate examine ' +
    'exercise exit experience face fall fast feature fill film find finish fit flag focus form forward function go group ' +
    'guide handle harvest head help hold hope impact implant increase infer interest interview issue label ' +
    'last lead leave level lie limit link list live log look lose lower match matter mean measure ' +
    'merit miss mix model monitor move need note number offer open order own pass pay plan plot pool post ' +
    'practice present process produce profile progress project propose question range rate reach record ' +
    'recruit refuse regard relapse release repeat report request reserve respect rest result resume ' +
    'review rinse risk round run sample save scale scan schedule score screen search secure see seek separate set ship show ' +
    'sign sort stand start state stay stop store stress study subject supply support switch target telephone test ' +
    'time total track train transfer transport travel trigger unblind update use value view visit wait want wash ' +
    'warrant watch wear wish work',
)

const stative = words(
  'aim allow apply assume belong comprise consist constitute contain correspond define depend differ ' +
    'enable expect have include intend involve know lack mean need plan possess reflect refer represent require ' +
    'range propose hypothesize anticipate describe concern specify cover constitute want wish hope believe ' +
    'appear exist suffice meet satisfy exceed fall',
)

const stativeParticiples = words(
  'defined based planned expected assumed anticipated powered designed intended considered required ' +
    'estimated composed divided involved located specified needed balanced stratified ' +
    'structured organized organised anchored proposed hypothesized estimated allowed permitted prohibited ' +
    'excluded included eligible interested concerned sponsored supplied formulated projected comprised ' +
    'limited restricted blinded registered scheduled targeted calculated referred called termed named authorized described listed shown provided ' +
    'preferred accepted regarded warranted aimed powered known pre-specified prespecified',
)

const procedures =
  /^(?:re-?)?(?:randomi[sz]ed|enroll?ed|screened|recruited|allocated|assigned|treated|compared|analy[sz]ed|summari[sz]ed|tabulated|collected|administered|dispensed|stratified|imputed|adjusted|measured|assessed|evaluated|recorded|performed|conducted|calculated|computed|coded|tested|reviewed|monitored|followed|documented|dosed|started|discontinued|withdrawn|replaced|carried|presented|planned|drawn|taken|obtained|examined|repeated|scheduled|unblinded|titrated|escalated|estimated|derived|pooled|excluded|included|scored|asked|instructed|given|done)$/

const resultVerbs = words(
  'indicate show demonstrate prove reveal suggest differ improve worsen increase decrease reduce ' +
    'alleviate benefit respond tolerate enhance outperform survive die recover relapse progress experience ' +
    'develop suffer achieve confirm prevent exceed cure resolve disappear conclude',
)

const thinking =
  /^(?:expect|anticipat|assum|hypothe|estimat|believ|propos|intend|predict|speculat|plan(?:s|ned|ning)?$|likely$|unlikely$|possib|probab|hop(?:e|es|ed|ing)$|ensur|assur|agree|confirm|guarante|inform|explain|understand|understood|promis|project(?:s|ed)$|risk$|belief|conclu|suggest|warrant|certif|declar|acknowledg|recogni|indicat|requir|specif|stat(?:e|es|ed|ing)$|not(?:e|es|ed)$)/

const planning =
  /^(?:plan(?:ned)?|intend(?:ed)?|expect(?:ed)?|anticipated?|propose[d]?|assumed?|estimated?|hypothesi[sz]ed?|believed?|projected|hoped?)$/

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
