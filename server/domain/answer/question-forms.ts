/**
 * What a person who writes a request means as a question: "List the exclusion criteria" asks what they
 * are. Anything else stays as it is written.
 */
export function toQuestion(written: string): string {
  const spelled = spellOut(written)
    .replace(there, 'What $2 the $1$3')
    .replace(untilWhen, 'When $1 $2 due?')
  const what = requests.exec(spelled)?.[1]?.trim()
  if (!what || clauses.test(what)) return spelled
  const [noun = ''] = what.split(complements, 1)
  return `What ${plurals.test(noun.trim()) ? 'are' : 'is'} the ${what}?`
}

/** "Which endpoints are there?" asks what they are. */
const there = /^\W*(?:which|what) ([^?]+?) (is|are|was|were) there\b([^?]*\?\s*)$/i

/** What is to be dealt with by a day is due on it. */
const untilWhen =
  /^\W*(?:by|until) (?:when|what date|which date|what day) (is|are|must|should|has|have|does|do) (.+?) (?:(?:need|have) )?(?:to be |be )?(?:dealt with|done|implemented|completed|closed|resolved|fixed|remedied|put right|finished)\W*$/i

/** Short forms that people type and sources hardly have: "wk 24" is Week 24, whatever the sources say. */
function spellOut(written: string): string {
  return shortForms.reduce((text, [short, long]) => text.replace(short, long), written)
}

const shortForms: readonly (readonly [RegExp, string])[] = [
  [/\bwk(s?)(?=[\s.]?\d|\b)\.?/gi, 'week$1 '],
  [/\bdropp?(?:ed|ing|s)? out\b/gi, 'discontinued'],
  [/\bpts\b/gi, 'patients'],
  [/\bpt\b(?=\.? )/g, 'patient'],
  [/\bmth(s?)\b/gi, 'month$1'],
  [/\byr(s?)\b/gi, 'year$1'],
]

const requests =
  /^\W*(?:(?:please|can you|could you|kindly)\s+)*(?:list|name|enumerate|state|give(?: me)?|show(?: me)?|tell me)\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?([^?.!]+?)(?:,?\s+please)?[?.!\s]*$/i
const clauses =
  /^(?:about|what|which|who|whom|when|where|why|how|if|whether|that|any|some|me|it)\b/i
const complements = /\s(?:of|in|on|at|for|to|from|by|with|that|which|who)\s/i
const plurals = /(?:[^s]s|criteria|data|women|men|people)$/i

/**
 * Asks for a judgement of what happened: a table has no row of it, whatever its rows are called, and a
 * plan can't know it.
 */
export function asksForJudgement(text: string): boolean {
  return (ofState.test(text) && judges(text)) || ofDeed.test(text)
}

/** Says itself of something that it is good or bad. */
export function judges(text: string): boolean {
  return judging.test(text)
}

const ofState = /^\W*(?:is|are|was|were)\b/i
const ofDeed =
  /^\W*(?:did|has|have)\b.*\b(?:work|help|improve|succeed|fail)(?:ed)?\b|^\W*do(?:es)?\b.*\bwork\W*$/i
const judging =
  /\b(?:safe|safer|unsafe|(?:in)?effective|efficacious|better|worse|superior|inferior|beneficial|harmful|(?:un)?successful|useful|(?:un)?tolerable|(?:well|poorly|badly) tolerated|improved?|worked|helped|succeeded|failed)\b/i

/** "What causes the delay?" asks for a reason as "why" does. */
export function asksForCause(text: string): boolean {
  return /^\W*what (?:causes?|caused|has caused|led to|leads to|explains?|explained)\b/i.test(text)
}

/** Asks whether there was anything of it at all: how much of it there was tells that. */
export function asksForExistence(text: string): boolean {
  return /^\W*(?:was|were) there (?:any|an?)\b/i.test(text)
}

/** One row tells nothing of who is the oldest. */
export function asksOldest(text: string): boolean {
  return /\b(?:oldest|youngest)\b/i.test(text)
}

/** "How many were used?" leaves to the question before what is counted. */
export function leavesOutCounted(text: string): boolean {
  return ofBareCount.test(text)
}

const ofBareCount =
  /^\W*(?:(?:and|but|so),? )?how (?:many|much)(?: of (?:them|these|those|it))? (?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|must|should|may)\b/i

/** "What does the scale assess?" is told in words: how often something was found with it is no answer. */
export function asksMeaning(text: string): boolean {
  return ofMeaning.test(text)
}

const ofMeaning =
  /^\W*what (?:do|does|did)\b.*\b(?:assess|measure|evaluate|describe|capture|cover|reflect)\W*$|^\W*what (?:is|are|was|were)\b.*\b(?:supposed|meant|intended) to\b|^\W*what (?:is|are|was|were)\b.*\bfor\W*$/i

/** "At which visits is it done?" wants to be told visits, weeks or days. */
export function asksVisit(text: string): boolean {
  return ofVisit.test(text)
}

const ofVisit =
  /^\W*(?:at|on|in|during) (?:which|what) (?:\w+ )?(?:visits?|weeks?|days?|months?)\b/i

/**
 * Asks in another language than English: some words that others alone have, and none that English alone
 * has. Names and terms are the same in most of them.
 */
export function isInOtherLanguage(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const foreign = words.filter((word) => ofOthers.has(word) || accents.test(word))
  return foreign.length >= leastForeign && !words.some((word) => ofEnglish.has(word))
}

const leastForeign = 2
const accents = /[àâäãåçéèêëíìîïñóòôöõøœßúùûü]/u
const ofOthers = toWords(
  'wie viele wieviele welche welcher welches wer wann warum wo haben wurde wurden ist sind der das dem den ' +
    'ein eine einer nicht und für mit von bei nach zur zum unter werden gab gibt ' +
    'quel quelle quels quelles combien les des du une est sont ont été pourquoi où avec pour dans qui que ' +
    'cuántos cuántas cuál cuáles qué quién los las del fueron fue por para con cuando ' +
    'quanti quante quale quali che chi gli delle della sono stati stato perché il ' +
    'hoeveel welke het een zijn werden waarom wanneer',
)
const ofEnglish = toWords(
  'how many much what which who when where why the of is are was were did does and on to there with from',
)

function toWords(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

/** "Up to what amount can the head approve a grant?": what was approved shows no limit. */
export function asksLimit(text: string): boolean {
  return ofLimit.test(text)
}

const ofLimit =
  /\b(?:up to|above|below|over|under|beyond) (?:what|how (?:much|many))\b.*\b(?:can|may|must|could|might|should)\b|\bwhat (?:is|are) the (?:limits?|ceilings?|caps?|thresholds?)\b/i

/** What is so today may have been otherwise before. */
export function asksNow(text: string): boolean {
  return atPresent.test(text)
}

const atPresent =
  /\b(?:now|today|nowadays|current(?:ly)?|at present|as things stand|since the|amended|valid|in force)\b/i
