import type { ArmFinder } from '../verify/arms.ts'
import { readLimitName } from './other-words.ts'
import { endsStay } from '../verify/judge-causes.ts'
import { isStatistic } from '../verify/lexicon.ts'
import { nameKey, readTelling } from '../verify/names-of-cells.ts'
import { readStatement, type Token } from '../verify/statement.ts'
import { readStatistics, type Statistic } from '../check/named-rows.ts'

/** What names of rows and columns say together of the values below them. */
type NamedParts = {
  readonly own: readonly string[]
  readonly named: ReadonlySet<string>
  /** Keys of the names above that of what it is of. */
  readonly above: ReadonlySet<string>
  /** Keys of a group of reasons: an event is not the reason that it was elsewhere. */
  readonly reason: ReadonlySet<string>
  readonly statistics: readonly Statistic[]
  readonly isChange: boolean
  readonly isOfAll: boolean
}

/**
 * @param path names from outside in, without those of groups. What a value is of is its last name that
 * is neither a time nor a statistic; a statistic is nothing without the name above it. Undefined for
 * "65 yrs": which side of a number a sentence means is not told by it.
 */
export function readParts(path: readonly string[], findArms: ArmFinder): NamedParts | undefined {
  const parts = path.map(spellOut).map((words) => ({
    words,
    tokens: readTelling([words.replace(/\bper [\d,]+(?=\s+\p{L})/giu, 'per')], findArms)
      .filter(({ kind }) => kind !== 'arm')
      .filter((token) => nameKey(token) !== allKey),
  }))
  const telling = parts.filter(({ words, tokens }) => tokens.length > 0 && !isTime(words))
  const last = telling.at(-1)
  const limit = readLimitName(path.at(-1) ?? '')
  if (limit !== undefined) return toLimitParts(limit, path, telling.slice(0, -1), findArms)
  if (last?.tokens.every(({ kind }) => kind === 'number') === true) return undefined
  const isOfAll = last !== undefined && ofAll.test(last.words.trim())
  const above = last && statisticLike.test(last.words) ? (telling.at(-2)?.tokens ?? []) : []
  const everything = path.flatMap((words) => readStatement(spellOut(words), findArms)).map(nameKey)
  return {
    own: [...new Set([...above, ...(last?.tokens ?? [])].map(ownKey))],
    named: new Set(everything),
    above: new Set(telling.slice(0, -1).flatMap(({ tokens }) => tokens.map(nameKey))),
    reason: new Set(
      path
        .slice(0, -1)
        .filter((words) => ofReasons.test(words) || endsStay(words))
        .flatMap((words) => readStatement(spellOut(words), findArms))
        .map(nameKey),
    ),
    statistics: [...new Set(path.flatMap((words) => readStatistics(words.trim())))],
    isChange: path.some((words) => /\bchange(?![\p{L}])|\bchangefrom\b/iu.test(words)),
    isOfAll,
  }
}

type Telling = { readonly words: string; readonly tokens: readonly Token[] }

/** "<65 yrs" below "Age (y)": of both, and of nothing above them. */
function toLimitParts(
  limit: string,
  path: readonly string[],
  above: readonly Telling[],
  findArms: ArmFinder,
): NamedParts | undefined {
  const [group] = above.slice(-1)
  if (!group) return undefined
  const own = [...new Set(group.tokens.map(ownKey))]
  const named = path.slice(0, -1).flatMap((words) => [...readKeys(words, findArms)])
  return {
    own: [...own, limit],
    named: new Set([...named, limit]),
    above: new Set(),
    reason: new Set(),
    statistics: [],
    isChange: false,
    isOfAll: false,
  }
}

/** Tables are short of room: "Wk 24", "Bsln", "End of Trt.". */
export function spellOut(words: string): string {
  return words
    .replace(/\bwk\b\.?/gi, 'Week')
    .replace(/\bbsln\b\.?/gi, 'Baseline')
    .replace(/\btrt\b\.?/gi, 'treatment')
}

/** "Week 24", "Bsln": when a value is of, not what it is of. */
export function isTime(words: string): boolean {
  const rest = words.replace(/\([^()]*\)|\[[^\]]*\]/g, ' ').replace(timeWords, ' ')
  return words.search(timeWords) >= 0 && !/\p{L}/u.test(rest)
}

export function isYear(words: string): boolean {
  return /^\s*(?:19|20)\d\d\s*$/.test(words)
}

export function isTotalName(words: string): boolean {
  return /^\s*(?:grand )?(?:sub-?total|total|all|overall|any|sum|both|combined|missing)\b/i.test(
    words,
  )
}

/** Keys of a table's title and of the headings above it. */
export function readKeys(words: string, findArms: ArmFinder): ReadonlySet<string> {
  return new Set(
    readStatement(words, findArms)
      .map(nameKey)
      .filter((key) => !isStatistic(key)),
  )
}

/** "Withdrawal by subject" is one of the reasons for a termination, and no other word for it. */
export function ownKey(token: Token): string {
  const isOfOne = token.kind === 'direction' && token.role.scale === 'completion'
  return isOfOne ? token.key : nameKey(token)
}

const allKey = 'ani'

const ofReasons = /\b(?:reasons?|causes?|due to|leading to)\b/i

const timeWords =
  /\b(?:weeks?|wk|visit|days?|months?|years?|baseline|bsln|end|of|to|at|from|treatment|trt|study|last|final|value|changes?|changefrom|screening|locf|windowed|observed)\b/gi

const ofAll = /^(?:any|total|all|overall)\b/i

const statisticLike = /\b(?:mean|median|minimum|maximum|min|max|sd|cv|range|slope)\b/i
