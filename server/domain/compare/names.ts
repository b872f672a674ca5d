import { rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { listStatistics } from '../check/named-rows.ts'
import type { ArmFinder } from '../verify/arms.ts'
import { isPlacingWord, isReportingWord, isStatistic } from '../verify/lexicon.ts'
import { isNamedNumber } from '../verify/named-number.ts'
import { isEndByItself } from '../verify/judge-causes.ts'
import { nameKey } from '../verify/names-of-cells.ts'
import type { Token } from '../verify/statement.ts'
import { findCell, type Form } from './form.ts'
import { listOtherWords, type OtherWords } from './other-words.ts'
import { ownKey, readKeys } from './read-parts.ts'
import type { ComparedTable } from './read-table.ts'
import { rangeOf, type ComparedSentence } from './sentence.ts'
import type { Series } from './series.ts'
import { isOfOtherThings, isShareOfAll } from './whole.ts'

/** How well a sentence names a series: how many of its words are the series' own. */
type Fit = { readonly coverage: number; readonly orient: 1 | -1 }

/**
 * Undefined unless every telling word of a sentence is accounted for: by the form of what it says, by the
 * names of the series, by its table's title, or by the value that a number gives; and unless it names
 * all that the series is of.
 */
export function fit(
  sentence: ComparedSentence,
  form: Form,
  series: Series,
  table: ComparedTable,
): Fit | undefined {
  const { text, mentions } = sentence
  if (form.fits?.(series) === false) return undefined
  if (series.isOfEvents && !tellsEvents(text)) return undefined
  const change = readChange(sentence, series, form)
  if (!change) return undefined
  const around = readAround(table)
  const others = listOtherWords(text, form).filter(({ keys: own }) =>
    own.every((key) => series.named.has(key) || around.has(key)),
  )
  const taken = [...others.map(({ range }) => range), ...form.consumed, ...change.consumed]
  const left = listLeft(sentence, taken)
  const keys = listKeys(left, others, form)
  const inSeries = left.filter((token) => series.named.has(nameKey(token)))
  const otherKeys = others.flatMap((one) => one.keys)
  const held = {
    isAround: [...left.map(nameKey), ...otherKeys].some((key) => around.has(key)),
    isInSeries: inSeries.length > 0,
    isRowNamed:
      series.axis === 'rows' && mentions.filter(({ spread }) => spread === 'one').length > 1,
  }
  if (!namesAll(series, keys, held)) return undefined
  if (!tellsStatistic(text, series, form) || !namesUnits(form, series, table)) return undefined
  const given = { sentence, form, series, table, around }
  if (!left.every((token) => isKnown(token, given))) return undefined
  const coverage = new Set([...inSeries, ...listMentioned(sentence)].map(nameKey)).size
  return { coverage, orient: change.orient }
}

/** What a sentence says beside its form and whom it names. */
function listLeft(sentence: ComparedSentence, taken: readonly TextRange[]): readonly Token[] {
  const { tokens, mentions, groups } = sentence
  const all = [...taken, ...[...mentions, ...groups].map(({ range }) => range)]
  return tokens.filter(
    ({ range }) => !all.some((one) => rangesOverlap(one, range)) && !leads(sentence, range),
  )
}

function listKeys(
  left: readonly Token[],
  others: readonly OtherWords[],
  { tells }: Form,
): ReadonlySet<string> {
  const ofTokens = left.flatMap((token) => [nameKey(token), ownKey(token)])
  // "Min" is a name that goes down
  const ofLeast = tells === 'least' ? ['amount down'] : []
  return new Set([...ofTokens, ...others.flatMap(({ keys }) => keys), ...ofLeast])
}

/** An adverse event is what somebody had; events are counted as such. */
function tellsEvents(text: string): boolean {
  return /\bevents?\b/i.test(text.replace(/\badverse events?\b/gi, ' '))
}

function listMentioned({ tokens, mentions, groups }: ComparedSentence): readonly Token[] {
  const all = [...mentions, ...groups]
  return tokens.filter((token) => all.some(({ range }) => rangesOverlap(range, token.range)))
}

type Held = {
  readonly isAround: boolean
  readonly isInSeries: boolean
  /** Two rows by their names: these tell which block is meant. */
  readonly isRowNamed: boolean
}

/** True where a sentence names what a series is of, and the block or the reasons that it stands in. */
function namesAll(
  { own, axis, isOfAll, reason, block, statistics, title }: Series,
  keys: ReadonlySet<string>,
  { isAround, isInSeries, isRowNamed }: Held,
): boolean {
  const isNamed = (names: Iterable<string>): boolean => [...names].some((key) => keys.has(key))
  // "any severe event" is not of any event
  const isMeant = isOfAll && isAround && !isNamed(own)
  if (!own.every((key) => keys.has(key)) && !isMeant) return false
  if (own.length === 0 && !isAround && !isInSeries && !isRowNamed) return false
  const isPart = axis === 'rows' || axis === 'columns'
  if (own.length === 0 && statistics.length === 0 && !isPart) return false
  if (reason.size > 0 && !isNamed(reason) && !isEndByItself(title)) return false
  return isRowNamed || block.size === 0 || isNamed(block)
}

/** "After 90 mg" is with it. */
function leads({ masked }: ComparedSentence, { start, end }: TextRange): boolean {
  const [words, rest] = [masked.slice(start, end), masked.slice(end)]
  if (/^included$/i.test(words)) return /[·¤]\s+$/.test(masked.slice(0, start))
  return /^(?:after|following|including)$/i.test(words) && /^\s+(?:the\s+)?[§¤]/.test(rest)
}

type Given = {
  readonly sentence: ComparedSentence
  readonly form: Form
  readonly series: Series
  readonly table: ComparedTable
  readonly around: ReadonlySet<string>
}

function isKnown(token: Token, given: Given): boolean {
  const { sentence, series, form, around } = given
  const key = nameKey(token)
  const isNamed = series.named.has(key) || around.has(key)
  if (token.kind === 'number') {
    const at = sentence.tokens.indexOf(token)
    return (isNamed && isNamedNumber(sentence.tokens, at, sentence.text)) || isValue(token, given)
  }
  // "of those who terminated early" makes a smaller whole
  if (form.isOfWhole === true && series.above.has(key) && !series.own.includes(ownKey(token)))
    return false
  if (isNamed) return true
  if (token.kind !== 'word') return false
  if (isAllOf(sentence, token)) return true
  if (/^(?:becaus|due|reason)$/.test(key)) return series.named.has('reason')
  if (form.bases?.has(key) === true) return true
  if (measuring.test(key)) return false
  return isReportingWord(key) || isPlacingWord(key) || isStatistic(key) || plain.has(key)
}

/** "21.8% of all": the number tells what it is of. */
function isAllOf({ text }: ComparedSentence, { range }: Token): boolean {
  const isAll = /^all$/i.test(text.slice(range.start, range.end))
  return isAll && /(?:%|per ?cent)\s+of\s+$/i.test(text.slice(0, range.start))
}

/** An event that was reported is not one that was measured. */
const measuring = /^(?:measur|analys|examin|detect|classifi|charg|assess)$/

/** Words that say no more than that something was so. */
const plain: ReadonlySet<string> = new Set('group cohort use receiv own everi lay lie'.split(' '))

/** The value of whoever is named just before it, else of whom the sentence is about. */
function isValue(token: Extract<Token, { kind: 'number' }>, given: Given): boolean {
  const { form, series, table, sentence } = given
  const { decimal, unit, comparator } = token.quantity
  const before = sentence.masked.slice(0, token.range.start)
  const [, at] = /§(\d+)·*\s*\(?\s*$/.exec(before) ?? []
  const named = at === undefined ? undefined : sentence.mentions[Number(at)]?.parties
  const own = form.given?.find(({ range }) => range.start === token.range.start)?.party
  const party = own ?? (named?.length === 1 ? named[0] : form.focus)
  const cell = party === undefined ? undefined : findCell(series, party)
  if (!cell || comparator !== '') return false
  if (unit === '%') {
    const isOwn = Number(decimal) === cell.percent || isPercentOf(series, cell.decimal, decimal)
    if (isOwn && !isOfOtherThings(sentence, token.range)) return true
    return isShareOfAll(sentence, token.range, series, cell)
  }
  if (/\bof (?:the )?$/i.test(before) && cell.size !== undefined)
    return Number(decimal) === cell.size
  const spelled = sentence.text.slice(token.range.start, token.range.end)
  const unitWords = /[^\d.,\s].*$/.exec(spelled)?.[0] ?? ''
  const isOfUnit = unit === '' || `${series.title} ${table.context}`.includes(unitWords)
  return isOfUnit && decimal === cell.decimal
}

/** "92.8" below "Compliance (%)". */
function isPercentOf({ title }: Series, own: string, told: string): boolean {
  return /%|\bpercent/i.test(title) && own === told
}

const known = new WeakMap<ComparedTable, ReadonlySet<string>>()

function readAround(table: ComparedTable): ReadonlySet<string> {
  const { context, corners, findArms } = table
  const keys = known.get(table) ?? readBoth([context, corners, listDrugs(table)], findArms)
  known.set(table, keys)
  return keys
}

/** "The high dose of velorastat". */
function listDrugs({ arms }: ComparedTable): string {
  return [...arms.values()].map((name) => /^\p{L}{4,}/u.exec(name)?.[0] ?? '').join(' ')
}

function readBoth(words: readonly string[], findArms: ArmFinder): ReadonlySet<string> {
  return new Set(words.flatMap((one) => [...readKeys(one, findArms)]))
}

/** Years are of an age, and any other unit stands where the table names what it measures. */
function namesUnits({ units = [] }: Form, { title }: Series, { context }: ComparedTable): boolean {
  const around = `${title} ${context}`
  return units.every((unit) => {
    if (/^years?$/i.test(unit)) return /\bage\b/i.test(title)
    const plain = unit.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    // "kg" is no part of "kg/m²"
    return new RegExp(`(?<![\\p{L}/·*])${plain}(?![\\p{L}\\d/·*²])`, 'iu').test(around)
  })
}

/** A mean is told as one, and what is told as a mean is one. */
function tellsStatistic(
  text: string,
  { statistics: own, named }: Series,
  { tells }: Form,
): boolean {
  const told = new Set([...listStatistics(text), ...(tells ? [tells] : [])])
  const asked = (['mean', 'adjusted', 'median', 'deviation'] as const).filter((one) =>
    told.has(one),
  )
  if (own.length === 0) return asked.every((one) => named.has(one))
  if (told.has('adjusted') && !own.includes('adjusted')) return false
  return own.some((statistic) => told.has(statistic))
}

const turns = [
  [1, /\b(?:increase[sd]?|increasing|rises?|rose|risen|gains?|gained|went up|gone up)\b/gi],
  [
    -1,
    /\b(?:decrease[sd]?|decreasing|falls?|fell|fallen|reductions?|declines?|declined|drops?|dropped|loss|went down|gone down)\b/gi,
  ],
] as const

const changes = /\bchang\p{L}*/iu

/** A change is told as one; of a fall the lower value is the greater. Undefined where it is not. */
function readChange(
  { masked }: ComparedSentence,
  { isChange, entries }: Series,
  { parties }: Form,
): { readonly orient: 1 | -1; readonly consumed: readonly TextRange[] } | undefined {
  // what it was at each time says nothing of how it changed
  if (!isChange) return changes.test(masked) ? undefined : { orient: 1, consumed: [] }
  const told = turns.flatMap(([way, pattern]) =>
    Array.from(masked.matchAll(pattern), (match) => ({
      way,
      range: { start: match.index, end: match.index + match[0].length },
    })),
  )
  const [first] = told
  const itself = changes.exec(masked)
  // "the mean change was -3.4" is told with its sign
  if (!first && parties && itself) return { orient: 1, consumed: [rangeOf(itself)] }
  if (!first || told.some(({ way }) => way !== first.way)) return undefined
  const own = parties ? entries.filter(({ party }) => parties.includes(party)) : entries
  const goAll = own.every(({ cell }) => Math.sign(cell.value) === first.way)
  return goAll ? { orient: first.way, consumed: told.map(({ range }) => range) } : undefined
}
