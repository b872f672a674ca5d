/** What a count of a report is of: people, or what happens to them, which can happen twice. */
type Counted = 'people' | 'events'

const people =
  'subjects?|patients?|participants?|people|persons?|individuals?|volunteers?|(?:wo)?m[ae]n|children|adults?'
const events = 'events?|episodes?|occurrences?|incidents?'

const nouns = `(?<people>${people})|(?<events>${events}|times)`
const modifier = String.raw`(?:(?!(?:in|on|with|for|by|at|from|had|has|have|was|were|is|are|and|but|or|who|that)\b)[\p{L}-]+|\d+(?:\.\d+)?[ -]?mg)\s+`

/** "13 low dose subjects", "5 (8%) of the treated patients", "6 adverse events". */
const behind = new RegExp(
  String.raw`^\s*(?:\([^()]*\)\s*)?(?:(?:out )?of\s+(?:(?:the|all|these|those)\s+)?)?(?:${modifier}){0,5}?(?:${nouns})(?!\p{L})`,
  'iu',
)
const before = new RegExp(
  String.raw`\bnumber of\s+(?:${modifier}){0,4}?(?:${nouns})(?!\p{L})[^.;,\d]*$`,
  'iu',
)

/** What the words around a number say that it counts; undefined where they don't. */
export function findCounted(text: string, { start, end }: { start: number; end: number }) {
  const groups = (behind.exec(text.slice(end)) ?? before.exec(text.slice(0, start)))?.groups
  if (!groups) return undefined
  return groups.people === undefined ? 'events' : 'people'
}

/** "Patients infected", "Number of subjects treated". */
export function namesPeople(head: string): boolean {
  return new RegExp(`(?<!\\p{L})(?:${people})(?!\\p{L})`, 'iu').test(head)
}

/** "[AEs]", "[events]". */
const eventsAlone = new RegExp(`^\\[\\s*(?:${events}|aes?)\\s*\\]$`, 'iu')

/** What a head of a column or row says that it counts: "Events", "Number of subjects", "n (%)". */
export function readCounted(head: string): Counted | undefined {
  if (eventsAlone.test(head.trim())) return 'events'
  const plain = head.replace(/\[\w+\]|\([^()]*\)/g, ' ').trim()
  if (new RegExp(`^(?:(?:number|no\\.?|n) of |total )?(?:${events})$`, 'iu').test(plain))
    return 'events'
  if (new RegExp(`^(?:(?:number|no\\.?|n) of |total )?(?:${people})$`, 'iu').test(plain))
    return 'people'
  return /^n\s*\(\s*%\s*\)$/i.test(head.trim()) ? 'people' : undefined
}
