import type { ArmFinder } from './arms.ts'
import type { NumberToken, PairedValue } from './cell-values.ts'
import { listCountColumns, type CountColumn } from './count-columns.ts'
import { doubt } from './doubt.ts'
import type { CellFinding } from './judge-cells.ts'
import { readWording } from './house-words.ts'
import { isDerived } from './judge-naming.ts'
import { nameKey } from './names-of-cells.ts'
import type { Token } from './statement.ts'
import type { Claim, ClaimEvidence } from './verdict.ts'

/**
 * A row "Transactions 12,986, Tested 375, Exceptions 15" counts ever fewer: each number has to be told of
 * its own column, and not of one that counts fewer. Only the greatest count may go without, as that of
 * all that the row names.
 */
export function judgeCountColumns(
  claim: Claim,
  tokens: readonly Token[],
  paired: readonly PairedValue[],
  evidence: readonly ClaimEvidence[],
  findArms: ArmFinder,
): readonly CellFinding[] {
  const spans = readSpans(claim.text, tokens)
  const wording = listKeys(readWording(claim, findArms))
  return paired.flatMap(({ claim: number, value }): readonly CellFinding[] => {
    const cited = evidence[value.index]
    const columns = cited && number.quantity.unit === '' ? listCountColumns(cited, findArms) : []
    const own = columns.find(({ isOwn }) => isOwn)
    const span = spans.find((one) => one.number.range.start === number.range.start)
    if (!own || !span || columns.length < 2) return []
    if (isToldOf(own, columns, span, spans, tokens, wording)) return []
    const { start, end } = number.range
    const others = new Set(columns.flatMap((one) => (one === own ? [] : [...one.words])))
    const told = [...span.noun, ...span.predicate].findLast((one) => others.has(nameKey(one)))
    return [doubt({ start, end: Math.max(end, told?.range.end ?? 0) }, value)]
  })
}

/** What a sentence says around a number: before it, as its noun and as its predicate. */
type Span = {
  readonly number: NumberToken
  readonly before: readonly Token[]
  readonly noun: readonly Token[]
  readonly predicate: readonly Token[]
}

function isToldOf(
  own: CountColumn,
  columns: readonly CountColumn[],
  span: Span,
  spans: readonly Span[],
  tokens: readonly Token[],
  wording: ReadonlySet<string>,
): boolean {
  const others = columns.filter((one) => one !== own)
  const [before, noun, predicate] = [span.before, span.noun, span.predicate].map(listKeys)
  if (!before || !noun || !predicate) return true
  const isIn = ({ words }: CountColumn, keys: ReadonlySet<string>): boolean =>
    [...words].every((key) => keys.has(key))
  const tells = (keys: ReadonlySet<string>): boolean =>
    [...own.words].some((key) => keys.has(key) || isDerived(key, keys))
  const fewer = others.filter(({ count }) => count < own.count)
  if (!tells(predicate) && fewer.some((one) => isIn(one, predicate))) return false
  const limits = fewer.filter((one) => isIn(one, noun))
  if (limits.some(({ isParticiple }) => isParticiple || !tells(noun))) return false
  if (tells(noun) || tells(predicate) || tells(before)) return true
  if (others.some((one) => isIn(one, noun) || isIn(one, predicate))) return false
  const taken = new Set(spans.flatMap((one) => [...one.noun, ...one.predicate]))
  const free = listKeys(tokens.filter((token) => !taken.has(token)))
  // the author of a template's rule chose the column, and all words for it
  const isOfAuthor = [...before, ...noun, ...predicate].every((key) => wording.has(key))
  return tells(free) || isOfAuthor || others.every(({ count }) => count <= own.count)
}

function listKeys(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(tokens.map(nameKey))
}

function readSpans(text: string, tokens: readonly Token[]): readonly Span[] {
  const numbers = tokens
    .filter((one) => one.kind === 'number')
    .filter(({ range }) => !/[([]\s*$/.test(text.slice(0, range.start)) || isAlone(tokens))
  return numbers.map((number, at) => readSpan(text, tokens, numbers, number, at))
}

function isAlone(tokens: readonly Token[]): boolean {
  return tokens.filter(({ kind }) => kind === 'number').length === 1
}

function readSpan(
  text: string,
  tokens: readonly Token[],
  numbers: readonly NumberToken[],
  number: NumberToken,
  at: number,
): Span {
  const [last, next] = [numbers[at - 1], numbers[at + 1]]
  const lead = text.slice(0, number.range.start)
  const start = Math.max(last?.range.end ?? 0, lead.search(/(?:(?!,\d)[^,;:])*$/))
  // "15 of the 375 tested were exceptions": the predicate is of the 15
  const isPart = next !== undefined && partOf.test(text.slice(number.range.end, next.range.start))
  const isWhole = ofWhole.test(lead)
  const subject = isPart ? next : number
  const follower = isPart ? numbers[at + 2] : next
  const rest = text.slice(subject.range.end, follower?.range.start ?? text.length)
  const end = subject.range.end + (clauseEnd.exec(rest)?.index ?? rest.length)
  const verbAt = verb.exec(text.slice(subject.range.end, end))?.index
  const isOpen = verbAt === undefined
  const middle = isOpen ? end : subject.range.end + verbAt
  const listIn = (from: number, to: number): readonly Token[] =>
    tokens.filter(({ kind, range }) => kind !== 'number' && range.start >= from && range.end <= to)
  return {
    number,
    before: listIn(start, number.range.start),
    noun: isPart ? [] : listIn(number.range.end, middle),
    predicate: isWhole ? [] : listIn(isPart && isOpen ? subject.range.end : middle, end),
  }
}

const partOf = /^\s*(?:\([^()]*\)\s*)?(?:of|out of|among)\s+(?:(?:the|all|these|those)\s+)*$/i
const ofWhole = /(?<!\b(?:total|number|sum) )\b(?:of|among)\s+(?:(?:the|all|these|those)\s+)*$/i
const clauseEnd = /[,;:](?=\s)|\.\s/
const verb = /\b(?:was|were|is|are|had|has|have|did|turned|proved)\b/i
