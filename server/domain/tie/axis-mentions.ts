import type { Line } from './read-line.ts'
import { findMentions, isTold, type ToldSentence } from './told-sentence.ts'
import { findRole, isQualifier } from '../verify/lexicon.ts'
import type { TieToken } from './sentence-tokens.ts'
import { isReportWord } from './report-words.ts'

/** Where a sentence names rows, or columns, of a table. */
export type AxisMention = {
  /** Indexes of the lines that it may be of: several of one name, with a statistic each. */
  readonly lines: readonly number[]
  /** Indexes of the tokens that name it. */
  readonly own: readonly number[]
  /** Those of them that are of its last name. */
  readonly leaf: readonly number[]
  /** Those of the names above it. */
  readonly above: readonly number[]
  /** Index of the token at which it stands. */
  readonly at: number
  /** All that it takes to tell it from the others is told. */
  readonly isFull: boolean
  /** Share of its name that is told, 0 to 1. */
  readonly share: number
  /** Two names are told by the same words. */
  readonly isOpen: boolean
}

type Entity = {
  readonly line: Line
  readonly lines: readonly number[]
  /** No other one has its last name. */
  readonly isAlone: boolean
}

const entities = new WeakMap<readonly Line[], readonly Entity[]>()

function listEntities(lines: readonly Line[]): readonly Entity[] {
  const known = entities.get(lines)
  if (known) return known
  const byName = new Map<string, { line: Line; lines: number[] }>()
  lines.forEach((line, at) => {
    if (line.labels.length === 0 || !line.hasValues) return
    const key = line.labels.map(({ text }) => text.toLowerCase()).join(' | ')
    const own = byName.get(key)
    if (own) own.lines.push(at)
    else byName.set(key, { line, lines: [at] })
  })
  const counts = new Map<string | undefined, number>()
  for (const { line } of byName.values()) {
    const last = line.labels.at(-1)?.text
    counts.set(last, (counts.get(last) ?? 0) + 1)
  }
  const found = [...byName.values()].map((one) => ({
    ...one,
    isAlone: counts.get(one.line.labels.at(-1)?.text) === 1,
  }))
  entities.set(lines, found)
  return found
}

/** The lines that a sentence names, in its order; a name within a longer one is none. */
export function listAxisMentions(
  told: ToldSentence,
  lines: readonly Line[],
): readonly AxisMention[] {
  const found = listEntities(lines)
    .flatMap((entity) => findEntity(told, entity))
    .filter((one) => isTogether(told, one))
  const kept = found.filter((one) => !found.some((other) => outdoes(other, one)))
  return mergeOpen(kept).toSorted((a, b) => a.at - b.at)
}

/** The words of one name stand near each other, and no value between them. */
function isTogether({ tokens }: ToldSentence, { leaf, isFull }: AxisMention): boolean {
  const isWord = leaf.some((at) => {
    const token = tokens[at]
    return token?.kind === 'word'
      ? !isReportWord(token.key)
      : token?.isYear === true || token?.unit !== ''
  })
  return (
    (isFull || isWord) &&
    leaf.every((at, index) => {
      const before = leaf[index - 1]
      if (before === undefined) return true
      const between = tokens.slice(before + 1, at)
      return (
        between.length <= mostBetween &&
        !between.some((one) => one.kind === 'number' && !one.isYear && one.unit === '')
      )
    })
  )
}

const mostBetween = 4

const leastShare = 0.5

function findEntity(told: ToldSentence, { line, lines, isAlone }: Entity): readonly AxisMention[] {
  const leaf = line.labels.at(-1)
  const mentions = leaf ? findMentions(told, leaf).filter(({ share }) => share >= leastShare) : []
  if (!leaf || mentions.length === 0) return []
  const above = line.labels.slice(0, -1)
  const groups = above.map((label) => {
    const share =
      label.core.filter((token) => isTold(told, token)).length / Math.max(1, label.core.length)
    // what has values itself counts more than what stands below it
    const isFree = isAlone && !label.hasValues && !label.core.some(tellsPart)
    const named = findMentions(told, label).toSorted((a, b) => b.share - a.share)[0]
    return { isNamed: share === 1, isFree, own: named?.share === 1 ? named.own : [] }
  })
  if (groups.some(({ isNamed, isFree }) => !isNamed && !isFree)) return []
  return mentions.map(({ own, share }) => ({
    lines,
    leaf: own,
    above: groups.flatMap((one) => one.own),
    own: [...new Set([...own, ...groups.flatMap((one) => one.own)])].toSorted((a, b) => a - b),
    at: own[0] ?? 0,
    // an "amount", a "number" is of what stands elsewhere
    isFull: share === 1 && !leaf.core.every(isPlain),
    share,
    isOpen: false,
  }))
}

function isPlain(token: TieToken): boolean {
  return token.kind === 'word' && isReportWord(token.key)
}

/** What makes those below it a part of all: "serious", "reasons for termination". */
function tellsPart(token: TieToken): boolean {
  if (token.kind === 'number') return false
  const role = findRole(token.lower)
  const isEnd = role?.kind === 'direction' && role.scale === 'completion'
  return isQualifier(token.key) || isEnd || /^reasons?$/.test(token.lower)
}

/** A longer name that has all words of another one is meant there, and so is the one that is told in full. */
function outdoes(other: AxisMention, one: AxisMention): boolean {
  if (other === one) return false
  const holds = one.leaf.every((at) => other.leaf.includes(at))
  if (!holds) return one.leaf.some((at) => other.leaf.includes(at)) && other.isFull && !one.isFull
  if (other.leaf.length > one.leaf.length) return other.share >= one.share
  return other.share > one.share || (other.own.length > one.own.length && other.share === one.share)
}

/** True for a name that only stands above another one that is told. */
export function isAbove({ leaf }: AxisMention, mentions: readonly AxisMention[]): boolean {
  return mentions.some(({ above }) => above.length > 0 && leaf.every((at) => above.includes(at)))
}

function mergeOpen(mentions: readonly AxisMention[]): readonly AxisMention[] {
  const merged: AxisMention[] = []
  for (const one of mentions) {
    const at = merged.findIndex((other) => other.own.join() === one.own.join())
    const same = merged[at]
    if (!same) merged.push(one)
    else merged[at] = { ...same, lines: [...same.lines, ...one.lines], isOpen: true }
  }
  return merged
}

/** Which of the mentions each number is of, in all ways that the order of a sentence leaves open. */
export function listAssignments(
  told: ToldSentence,
  numbers: readonly number[],
  found: readonly AxisMention[],
): readonly (readonly (AxisMention | undefined)[])[] {
  if (found.length === 0) return [numbers.map(() => undefined)]
  const mentions = found.filter((one) => !isJoined(one, found, numbers))
  const needed = mentions.filter((one) => !isAbove(one, mentions))
  const names = new Set(needed.map(({ lines }) => lines.join()))
  if (new Set(mentions.map(({ lines }) => lines.join())).size === 1)
    return [numbers.map((at) => nearest(mentions, at))]
  const listed = assignLists(numbers, mentions)
  if (listed) return [listed]
  const ways = extend(told, numbers, mentions, 0, -1)
  const isComplete = (way: readonly (AxisMention | undefined)[]): boolean =>
    [...names].every((name) => way.some((one) => one?.lines.join() === name))
  const complete = ways.filter(isComplete)
  return (complete.length > 0 ? complete : ways).slice(0, mostWays)
}

const mostWays = 24

function nearest(mentions: readonly AxisMention[], at: number): AxisMention | undefined {
  return mentions.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0]
}

/** "Severe nausea": the name above a row, with no number between, is told of that row. */
function isJoined(
  one: AxisMention,
  mentions: readonly AxisMention[],
  numbers: readonly number[],
): boolean {
  return mentions.some(({ above, leaf, at }) => {
    if (above.length === 0 || leaf === one.leaf) return false
    const [first, last] = [Math.min(at, one.at), Math.max(at, one.at)]
    const isOwn = one.leaf.every((index) => above.includes(index))
    return isOwn && !numbers.some((number) => number > first && number < last)
  })
}

/** "Five in all, three of them on 12 µg": the numbers before the one beside the first name may be of all. */
export function listOpenings(
  told: ToldSentence,
  numbers: readonly number[],
  mentions: readonly AxisMention[],
): readonly (readonly (AxisMention | undefined)[])[] {
  const [first] = mentions
  const opening = numbers.filter((at) => first && at < first.at).slice(0, -1)
  return opening.flatMap((_, by) => {
    const count = by + 1
    const rest = listAssignments(told, numbers.slice(count), mentions)
    return rest.map((way) => [...numbers.slice(0, count).map(() => undefined), ...way])
  })
}

/** As many names in a row as numbers in a row: one each, in their order. */
function assignLists(
  numbers: readonly number[],
  mentions: readonly AxisMention[],
): readonly (AxisMention | undefined)[] | undefined {
  if (mentions.length !== numbers.length || numbers.length < 2) return undefined
  const last = mentions.at(-1)?.at ?? 0
  const isBefore = last < (numbers[0] ?? 0)
  const isBehind = (mentions[0]?.at ?? 0) > (numbers.at(-1) ?? 0)
  return isBefore || isBehind ? mentions : undefined
}

/** Each number is of the name before it or of the one behind it, and names do not cross. */
function extend(
  told: ToldSentence,
  numbers: readonly number[],
  mentions: readonly AxisMention[],
  index: number,
  least: number,
): readonly (readonly AxisMention[])[] {
  const at = numbers[index]
  if (at === undefined) return [[]]
  const before = mentions.findLastIndex((one) => one.at < at)
  const behind = mentions.findIndex((one) => one.at > at)
  const near = [before, behind].filter((one) => one >= 0)
  const within = near.filter((one) => !isApart(told, at, mentions[one]?.at ?? at))
  const ways = (within.length > 0 ? within : near).filter((one) => one >= least)
  return ways
    .flatMap((way) => {
      const mention = mentions[way]
      if (!mention) return []
      return extend(told, numbers, mentions, index + 1, way).map((rest) => [mention, ...rest])
    })
    .slice(0, mostWays)
}

function isApart({ text, tokens }: ToldSentence, a: number, b: number): boolean {
  const [first, last] = [tokens[Math.min(a, b)], tokens[Math.max(a, b)]]
  return /;|,\s+(?:while|whereas)\b/.test(text.slice(first?.range.end ?? 0, last?.range.start ?? 0))
}
