import { stem } from '../../shared/text/stem.ts'
import { findTerms, isNumberTerm, listTerms } from '../../shared/text/terms.ts'

/** What a question asks for; a `statement` asks for nothing, it looks for what says the same. */
export type QuestionKind =
  'person' | 'time' | 'place' | 'amount' | 'reason' | 'manner' | 'thing' | 'statement'

export type Question = {
  readonly text: string
  readonly kind: QuestionKind
  /** Its terms, each once, in order. */
  readonly terms: readonly string[]
  /** Those of them that an answer may repeat: not the "type" of "what type"; all where no other is left. */
  readonly named: readonly string[]
  /** Terms that it spells with a capital, but for its first word. */
  readonly names: readonly string[]
  /** Terms that stand side by side. */
  readonly pairs: readonly (readonly [string, string])[]
  /** The terms of what is asked for: "many subjects", "which study"; [] where nothing names it. */
  readonly focus: readonly string[]
  readonly numbers: readonly string[]
}

export function readQuestion(text: string): Question {
  const found = findTerms(text).map(({ term }) => term)
  const terms = [...new Set(found)]
  const pairs = found.slice(1).map((term, index): [string, string] => [found[index] ?? '', term])
  return {
    text,
    kind: findKind(text),
    terms,
    named: keepNamed(terms),
    names: listTerms((text.match(/(?<=\s)\p{Lu}[\p{L}\p{N}'-]*/gu) ?? []).join(' ')),
    pairs: pairs.filter(([first, second]) => first !== second),
    focus: findFocus(text),
    numbers: terms.filter(isNumberTerm),
  }
}

function keepNamed(terms: readonly string[]): readonly string[] {
  const named = terms.filter((term) => !asking.has(term))
  return named.length > 0 ? named : terms
}

/** Words that ask, and that sentences which answer hardly ever repeat. */
const asking: ReadonlySet<string> = new Set(
  (
    'many come name type take call kind use place mean start happen locate much about go get make old some ' +
    "more other find part have long say try approximate believe amount what give group don't also people way " +
    'look term'
  )
    .split(' ')
    .map(stem),
)

const kinds: readonly (readonly [QuestionKind, RegExp])[] = [
  [
    'amount',
    /\bhow (?:many|much|long|old|far|often|soon|frequent(?:ly)?|tall|large|big|high|low|deep|fast|heavy)\b/i,
  ],
  [
    'amount',
    /\b(?:what|which) (?:\w+ )?(?:number|percentage|proportion|percent|amount|share|rate|incidence|dose|sample size)\b|\b(?:number|percentage|proportion|incidence) of\b/i,
  ],
  [
    'amount',
    /\bwhat (?:was|were) the (?:\w+ ){0,2}(?:changes?|differences?|effects?|results?|values?|scores?|rates?|incidence)\b/i,
  ],
  [
    'time',
    /\bwhen\b(?! (?:using|doing))|\b(?:what|which) (?:\w+ )?(?:year|date|day|month|century|decade|time)\b/i,
  ],
  ['person', /\b(?:who|whom|whose)\b/i],
  [
    'place',
    /\bwhere\b|\b(?:what|which) (?:\w+ )?(?:city|country|state|place|town|region|continent|county)\b/i,
  ],
  [
    'reason',
    /\bwhy\b|\bwhat (?:is|was|were|are) the (?:reasons?|rationale)\b|\bfor what reason\b/i,
  ],
  ['manner', /\bhow\b/i],
  ['thing', /\b(?:what|which)\b|\?\s*$/i],
]

/** A query of bare words asks, too; only a full stop says that something is stated. */
function findKind(text: string): QuestionKind {
  if (/[.!]['")\]]*\s*$/.test(text)) return 'statement'
  const asked = cutClause(text)
  return kinds.find(([, pattern]) => pattern.test(asked))?.[0] ?? 'thing'
}

/** Where a question begins with the word that asks, another one leads to a clause: "What happens when …". */
function cutClause(text: string): string {
  return (
    /^\W*(?:[\w'-]+\s+)?\b(?:what|which|who|how|when|where|why)\b.*?(?=\b(?:when|where|who|whom|whose|why|how)\b|$)/is.exec(
      text,
    )?.[0] ?? text
  )
}

/** The words that follow the one that asks, up to the first verb of the question. */
function findFocus(text: string): readonly string[] {
  const asked = /\b(?:how many|how much|what|which)\s+((?:[\p{L}\p{N}'-]+\s*){1,4})/iu.exec(
    text,
  )?.[1]
  if (!asked) return []
  const name =
    asked.split(/\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will)\b/i)[0] ?? ''
  return listTerms(name).slice(0, 2)
}
