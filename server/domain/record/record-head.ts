import { readScale } from '../tie/tied-table.ts'
import { listCurrencies, readCurrency } from '../../../shared/text/currencies.ts'
import { readTokens, type WordToken } from '../tie/sentence-tokens.ts'

/** What the head of a column says, and in what its values are. */
export type RecordHead = {
  /**
   * What a sentence has to say of it, without "date" of dates and "name" of names. Empty for a head that can't be
   * told in words: "Dose 2", "%".
   */
  readonly head: readonly WordToken[]
  /** "To" of "Assigned to": what alone may stand before the value; '' without one. */
  readonly preposition: string
  /** What its amounts are in; '' where it says nothing. */
  readonly currency: string
  /** Its numbers are thousands, percentages or of another measure. */
  readonly isMeasured: boolean
  /** "Days" of "Duration (days)"; '' without one. */
  readonly unit: string
}

type ValueKind = 'date' | 'number' | 'text'

export function readHead(text: string, kind: ValueKind): RecordHead {
  const unit = /\(([^()]*)\)/.exec(text)?.[1]?.trim().toLowerCase() ?? ''
  // "Amount (before discount)" is no amount
  const plain = text.replace(brackets, (_, inside: string) =>
    saysHow(inside) ? ' ' : ` ${inside} `,
  )
  const tokens = readTokens(plain)
  const words = tokens.flatMap((token) => (token.kind === 'word' ? [token] : []))
  const last = words.length > 1 ? (words.at(-1)?.lower ?? '') : ''
  const preposition = prepositions.test(last) ? last : ''
  const own = (preposition === '' ? words : words.slice(0, -1)).filter(
    ({ lower }) => !/^(?:of|the|an?|in)$/.test(lower),
  )
  const telling = own.filter(({ lower }) => !saysKind(kind, lower))
  const isInWords = tokens.length === words.length
  return {
    head: isInWords ? (telling.length > 0 ? telling : own) : [],
    preposition,
    currency: findCurrency(text),
    isMeasured: isMeasured(text),
    unit: saysHow(unit) && findCurrency(text) === '' ? unit : '',
  }
}

const brackets = /\(([^()]*)\)/g

const prepositions = /^(?:by|to|from|at|in|on|for|with|until|since|before|after)$/

/** True for what stands in brackets and says in what or how the values are written. */
function saysHow(inside: string): boolean {
  return (
    inside.trim() === '' ||
    findCurrency(inside.toUpperCase()) !== '' ||
    isMeasured(inside) ||
    ways.test(inside.trim())
  )
}

const ways =
  /^(?:\p{Lu}{3}|[kmµu]?g|[mcd]?l|[kcm]?m|days?|weeks?|months?|years?|h|hours?|min|minutes?|litres?|n|nos?\.?|[ymd]+[-/. ][ymd]+[-/. ][ymd]+|y(?:es)?\/no?|m\/f)$/iu

function isMeasured(text: string): boolean {
  return (
    readScale(text) !== undefined ||
    /%|['’]?0{3}s?\b|thousand|million|billion|\b(?:k|m|mn|mln|mio|bn)\b|\b[tk](?:eur|gbp|usd|chf)\b|\b[mk]?[£$€](?:k|m|bn)?\b(?=k|m)/i.test(
      text,
    )
  )
}

function findCurrency(head: string): string {
  return listCurrencies(head)[0]?.code ?? ''
}

/** Words that say only of which kind the values are. */
const plainHeads = {
  date: /^(?:dates?|days?)$/,
  text: /^(?:names?|ids?|nos?|numbers?|refs?|references?|codes?)$/,
}

/** True for a word that says only of which kind the values of a column are: "date" of dates. */
export function saysKind(kind: ValueKind, lower: string): boolean {
  return kind === 'number' ? readCurrency(lower) !== undefined : plainHeads[kind].test(lower)
}
