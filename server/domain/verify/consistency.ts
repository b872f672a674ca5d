import { rangesOverlap, shiftRange, type TextRange } from '../../../shared/text/range.ts'
import { createArmFinder, type ArmFinder } from './arms.ts'
import { isNamedNumber } from './named-number.ts'
import { readStatement, type Token } from './statement.ts'

/** A sentence or cell of a document; `context` is its section or the heads it stands below. */
type DocumentStatement = {
  /** In the document's text. */
  readonly range: TextRange
  readonly text: string
  readonly context: string
}

/** One quantity that a document gives twice with other values; both places are of the document's text. */
type Inconsistency = {
  /** What both speak of, in the first one's words. */
  readonly thing: string
  readonly first: { readonly range: TextRange; readonly value: string }
  readonly second: { readonly range: TextRange; readonly value: string }
}

/**
 * Where a document contradicts itself: sentences of the same words, arms and other numbers around a
 * value that differs. Words must be the same, not alike: two visits, groups or statistics are two things.
 */
export function findInconsistencies(
  statements: readonly DocumentStatement[],
): readonly Inconsistency[] {
  const findArms = createArmFinder([])
  const places = listTwins(statements.flatMap(listClauses)).flatMap((one) =>
    listPlaces(one, findArms),
  )
  const byKey = new Map<string, Place[]>()
  for (const place of places) {
    const same = byKey.get(place.key)
    if (same) same.push(place)
    else byKey.set(place.key, [place])
  }
  return [...byKey.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const other = same.find(
      (place) =>
        place.value !== first.value &&
        !rangesOverlap(place.range, first.range) &&
        !areParallel(first, place),
    )
    if (!other) return []
    const { thing, range, value } = first
    return [
      {
        thing,
        first: { range, value },
        second: { range: other.range, value: other.value },
      },
    ]
  })
}

/**
 * Sections beside each other whose titles say the same of two things ("Primary endpoint: A at Week 24",
 * "… B at Week 24") use the same words for both; and so do any two with the results of tests.
 */
function areParallel(one: Place, other: Place): boolean {
  if (one.context === other.context) return false
  if (/\bp[- ]?values?\b|\bp\s*[<=>]/i.test(one.thing)) return true
  const [first, second] = [splitContext(one.context), splitContext(other.context)]
  if (first.parent !== second.parent) return false
  const shared = first.words.filter((word) => second.words.includes(word))
  return shared.length * 2 >= Math.min(first.words.length, second.words.length)
}

function splitContext(context: string): { parent: string; words: readonly string[] } {
  const path = context.split(' | ')
  const title = path.at(-1) ?? ''
  return {
    parent: path.slice(0, -1).join(' | '),
    words: title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [],
  }
}

type Place = {
  readonly key: string
  readonly context: string
  readonly thing: string
  readonly range: TextRange
  readonly value: string
}

/** Fewer words than this name no thing: "n", "The p-value was". */
const leastWords = 3

const telling: ReadonlySet<Token['kind']> = new Set(['word', 'name', 'direction'])

type Clause = {
  readonly text: string
  readonly context: string
  /** Where it begins in the document's text. */
  readonly start: number
}

/** Sentences of two statements hold two things: "…; …". */
function listClauses({ range, text, context }: DocumentStatement): readonly Clause[] {
  if (isReference(text)) return []
  return Array.from(text.matchAll(/[^;]+/g), ({ 0: clause, index }) => ({
    text: clause,
    context,
    start: range.start + index,
  })).filter((clause) => /\d/.test(clause.text))
}

/**
 * Reading a clause takes a thousand times as long as looking at it: those that no other one shares its
 * longer words with are left out.
 */
function listTwins(clauses: readonly Clause[]): readonly Clause[] {
  const outlines = clauses.map(({ text }) => outline(text))
  const alike = new Map<string, Set<string>>()
  clauses.forEach(({ text }, at) => {
    const key = outlines[at] ?? ''
    alike.set(key, (alike.get(key) ?? new Set()).add(text.trim()))
  })
  return clauses.filter((_, at) => (alike.get(outlines[at] ?? '')?.size ?? 0) > 1)
}

/** The beginnings of the longer words, which no inflection changes, in any order. */
function outline(text: string): string {
  const words = text.toLowerCase().match(/\p{L}{5,}/gu) ?? []
  const telling = words.filter((word) => !untelling.test(word)).map((word) => word.slice(0, 3))
  return [...new Set(telling)].toSorted().join(' ')
}

const untelling =
  /^(?:three|seven|eight|eleven|twelve|their|there|these|those|which|while|where|would|could|should|about|after|before|other)$/

/** A value, the clause that it stands in, and what the clause says beside it. */
function listPlaces({ text, context, start }: Clause, findArms: ArmFinder): readonly Place[] {
  const tokens = readStatement(text, findArms)
  const words = tokens.filter(({ kind }) => kind !== 'number')
  const content = words.filter(({ kind }) => telling.has(kind))
  if (content.length < leastWords) return []
  const numbers = tokens
    .filter((token) => token.kind === 'number')
    .filter((token) => !isNamedNumber(tokens, tokens.indexOf(token), text))
  return numbers.map((number) => {
    const { quantity, range } = number
    return {
      key: describeAround(tokens, number, numbers.indexOf(number), text),
      context,
      thing: text.trim().replace(/[.!?:,]+$/, ''),
      range: shiftRange(range, start),
      value: `${quantity.comparator}${quantity.decimal} ${quantity.unit}`.trim(),
    }
  })
}

/** "J Stat 1:151-6": volume and pages are no quantities. */
function isReference(text: string): boolean {
  return /\b\d+(?:\(\d+\))?:\s?[A-Z]?\d+[-–]\d+/.test(text)
}

/** Words in their order with the place of the value; numbers that name ("Week 24") stay, values don't. */
function describeAround(
  tokens: readonly Token[],
  own: Token,
  ordinal: number,
  text: string,
): string {
  const unit = own.kind === 'number' ? own.quantity.unit : ''
  const parts = tokens.map((token, at) => {
    if (token.kind !== 'number') return token.key
    return token !== own && isNamedNumber(tokens, at, text) ? token.key : '#'
  })
  return `${parts.join(' ')}|${ordinal}|${unit}`
}
