import { currencySigns } from '../../../shared/text/currencies.ts'
import type { TextRange } from '../../../shared/text/range.ts'
import { stem } from '../../../shared/text/stem.ts'

/** A number, and the code or sign of its money. */
const amount = `(?:${currencySigns})?\\s?\\d`

/**
 * `strict` words limit a statement ("only", "before", "at most"): neither side may leave one out. `modal` is what is
 * demanded or allowed.
 */
export type WordKind = 'value' | 'name' | 'word' | 'strict' | 'modal' | 'not'

type Found = { readonly kind: WordKind; readonly key: string; readonly range: TextRange }

const below = 'below'
const above = 'above'

/** Several words that say one thing; each stands once. */
export function findPhrases(text: string): readonly Found[] {
  const found: Found[] = []
  for (const [pattern, kind, key] of phrases) {
    for (const { 0: words, index } of text.matchAll(pattern)) {
      const range = { start: index, end: index + words.length }
      const isTaken = found.some(
        (one) => one.range.start < range.end && range.start < one.range.end,
      )
      if (!isTaken) found.push({ kind, key, range })
    }
  }
  return found
}

/** What limits or denies, where it is one word. */
export function readSmallWord(word: string): Pick<Found, 'kind' | 'key'> | undefined {
  return small.get(word)
}

/** Words that carry a sentence and tell nothing of it; `word` is in lower case. */
export function isCarrying(word: string): boolean {
  return carrying.has(word)
}

/** Of a comparator of a number. */
export function readLimit(comparator: string): string {
  return comparator === '<' ? below : comparator === '>' ? above : comparator
}

/** Longer ones first. */
const phrases: readonly (readonly [RegExp, WordKind, string])[] = [
  [/\b(?:is|are|was|were) due to(?= \p{Ll}+ (?:in|on|at|by|from|with)\b)/giu, 'modal', 'planned'],
  [/(?<=\b(?:postponed|put off|deferred|delayed) )until\b/gi, 'word', ''],
  [/\b(?:runs?|ran|lasts?|continues?) (?:until|to)(?= \d)/gi, 'word', 'expire'],
  [/\b(?:takes?|took|taken|taking) place\b/gi, 'word', 'occur'],
  [/\b(?:rises?|rose|goes|went|climbs?|climbed) above\b/gi, 'strict', above],
  [
    /\b(?:no|not) later than\b|\bat the latest\b|\bby\s+(?=[^.;,]{1,20} at the latest)/gi,
    'strict',
    '≤',
  ],
  [
    /\b(?:no|not) (?:more|longer|older|greater|higher) than\b|\bat most\b|\ba maximum of\b|\bup to a maximum of\b/gi,
    'strict',
    '≤',
  ],
  [new RegExp(`\\bup to(?= (?:about )?${amount})`, 'giu'), 'strict', '≤'],
  [/\bin which to\b|\bwithin\b/gi, 'strict', '≤'],
  [/\b(?:no|not) (?:less|fewer|shorter|lower|earlier) than\b|\ba minimum of\b/gi, 'strict', '≥'],
  [
    /\b(?:more|higher|greater|longer|older) than\b|\bin excess of\b|\bexceed(?:s|ed|ing)?\b|\babove\b/gi,
    'strict',
    above,
  ],
  [/\b(?:less|fewer|lower|shorter|younger) than\b|\bbelow\b/gi, 'strict', below],
  [new RegExp(`\\b(?:just |well )?(?:under|short of)(?= ${amount})`, 'giu'), 'strict', below],
  [new RegExp(`\\b(?:just |well )?over(?= ${amount})`, 'giu'), 'strict', above],
  [new RegExp(`\\bbetween(?= ${amount})`, 'giu'), 'strict', 'between'],
  [/\bno longer\b/gi, 'not', 'not'],
  [/\bnot (?:all|every|each)\b/gi, 'not', 'not all'],
  [
    /\bsubject to\b|(?<=,\s)provid(?:ed|ing)(?: that)?\b|\bprovid(?:ed|ing) that\b|\bon condition that\b|\b(?:as|so) long as\b|\bin (?:the event|case)(?: that)?\b/gi,
    'strict',
    'if',
  ],
  [/\baccording to\b|\bin the (?:view|opinion) of\b/gi, 'strict', 'according'],
  [
    /\bm(?:ee|e)t(?:s|ing)?(?= (?:the |all |these |its |their )?(?:\p{L}+ )?(?:criteri(?:a|on)|conditions?|requirements?)\b)/giu,
    'word',
    'fulfil',
  ],
  [/\bresolved?(?= (?:to|that)\b)/gi, 'word', 'decide'],
  [
    /\bother than\b|\bapart from\b|\bwith the exception of\b|\bsave (?:in|for|that|where)\b/gi,
    'strict',
    'except',
  ],
  [/\bbecause of\b|\bdue to\b|\bowing to\b|\bon account of\b/gi, 'strict', 'because'],
  [/\bprior to\b/gi, 'strict', 'before'],
  [/\b(?:subsequent to)\b/gi, 'strict', 'after'],
  [/\bup to and including\b|\buntil\b|\btill\b/gi, 'strict', 'until'],
  [
    /\b(?:has|have) the right to\b|\b(?:is|are) (?:entitled|allowed|permitted|free) to\b/gi,
    'modal',
    'may',
  ],
  [
    /\b(?:has|have|had) to\b|\b(?:is|are|was|were) (?:obliged|obligated|required|bound) to\b/gi,
    'modal',
    'must',
  ],
  [/\b(?:is|are) (?:(?:now|also|then|always) )?to(?= \p{Ll})/giu, 'modal', 'must'],
  [
    /\bthe (?:\p{L}+ )?(?:protocol|plan) (?:foresaw|foresees|planned|plans|provided for|provides for)\b/giu,
    'modal',
    'planned',
  ],
  [
    /\b(?:has|have)(?= (?:\d+|\p{L}+)(?: \([^)]*\))? (?:working )?(?:days?|weeks?|months?|hours?|years?) (?:in which )?to\b)/giu,
    'modal',
    'must',
  ],
  [/\b(?:is|are|was|were) expected to\b/gi, 'modal', 'expected'],
  [
    /\b(?:was|were) to(?= \p{Ll})|\b(?:is|are|was|were) (?:planned|intended|scheduled|due) to\b|\b(?:it is planned to)\b/giu,
    'modal',
    'planned',
  ],
  [/\bin place of\b/gi, 'word', 'replace'],
  [/\b(?:carried|carry|carries|carrying) out\b/gi, 'word', 'perform'],
  [/\bput off\b/gi, 'word', 'postpone'],
  [/\bcall(?:ed|ing|s)? off\b/gi, 'word', 'cancel'],
  [/\bturn(?:ed|ing|s)? down\b/gi, 'word', 'reject'],
  [/\b(?:take|took|taken|taking) up again\b/gi, 'word', 'resume'],
  [/\bhand(?:ed|ing|s)? in\b/gi, 'word', 'submit'],
  [/\bset(?:ting)? up\b/gi, 'word', 'establish'],
  [/\b(?:draw|draws|drew|drawn) up\b/gi, 'word', 'prepare'],
  [/\b(?:lay|lays|laid) down\b|\bset(?:s)? out\b/gi, 'word', 'stipulate'],
  [/\bput forward\b/gi, 'word', 'propose'],
  [/\b(?:has|have|had) yet to\b/gi, 'not', 'not'],
  [/\bbetween them\b|\bin (?:all|total)\b/gi, 'strict', 'together'],
  [/\bun(?:til|less) and\b/gi, 'strict', 'unless'],
  [/\b(?:a|per|each|every) (?:year|annum)\b|\bannual(?:ly)?\b|\byearly\b/gi, 'word', 'each year'],
  [/\b(?:a|per|each|every) month\b|\bmonthly\b/gi, 'word', 'each month'],
  [/\b(?:a|per|each|every) week\b|\bweekly\b/gi, 'word', 'each week'],
  [/\b(?:a|per|each|every) day\b|\bdaily\b/gi, 'word', 'each day'],
  [
    new RegExp(
      `\\b(?:come|comes|came|amount|amounts|amounted|stand|stands|stood|set|sets) (?:to|at)(?= ${amount})`,
      'giu',
    ),
    'word',
    '',
  ],
]

/** Of verbs that say what somebody thinks or means to do: what follows is not told as so. */
export function isSupposing(word: ToldKeys): boolean {
  return word.keys.some((key) => supposing.has(key))
}

type ToldKeys = { readonly keys: readonly string[] }

const supposing: ReadonlySet<string> = new Set(
  'hope expect believe claim suggest propose plan intend want wish assume fear allege deny doubt consider recommend seek try attempt offer promise agree predict forecast estimate'
    .split(' ')
    .map(stem),
)

const small: ReadonlyMap<string, Pick<Found, 'kind' | 'key'>> = new Map([
  ...list('not no non none neither nor cannot never nobody nothing without', 'not', () => 'not'),
  ...list('shall must', 'modal', () => 'must'),
  ...list('may can', 'modal', () => 'may'),
  ...list('will would', 'modal', (word) => word),
  ...list('should', 'modal', () => 'should'),
  ...list('could might', 'modal', () => 'might'),
  ...list(
    'before after since because than unless if when whether only all each both most some half except likely unlikely ' +
      'possibly probably possible probable about nearly almost estimated expected planned ' +
      'intended proposed alleged allegedly reportedly apparently first last once twice alone solely mainly largely partly ' +
      'otherwise together altogether also further still already again merely just exactly',
    'strict',
    (word) => word,
  ),
  ...list('every', 'strict', () => 'each'),
  ...list('where', 'strict', () => 'if'),
  ...list('approximately around roughly', 'strict', () => 'about'),
])

function list(
  words: string,
  kind: WordKind,
  toKey: (word: string) => string,
): readonly (readonly [string, Pick<Found, 'kind' | 'key'>])[] {
  return words.split(' ').map((word) => [word, { kind, key: toKey(word) }])
}

const carrying = new Set(
  (
    'a an the and or of in on at for with under by to from against during into per through as that which who whom whose ' +
    'this these those there their its his her it they he she them is are was were be been being has have had having do does ' +
    'did then now while whereas although so such however moreover therefore thus hereby therein thereof ' +
    'any respectively but yet'
  ).split(' '),
)
