import { countWords, listPhrases } from './group-phrases.ts'
import { readNumberWords } from '../../../shared/text/number-words.ts'
import { containsRange, rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { readTelling } from '../verify/names-of-cells.ts'
import type { Token } from '../verify/statement.ts'
import type { Mention } from './mention.ts'
import type { ComparedTable } from './read-table.ts'
import { isYear, ownKey, spellOut } from './read-parts.ts'
import type { Series } from './series.ts'

/** The groups of a table that a sentence names; undefined where it counts more or fewer than there are. */
export function findGroupMentions(
  text: string,
  { arms, findArms }: ComparedTable,
): readonly Mention[] | undefined {
  const phrases = listPhrases(text, arms)
  if (!phrases) return undefined
  const named = findArms(text)
    .filter(({ arm }) => arms.has(arm))
    .map(({ arm, range }): Mention => ({ parties: [arm], range, spread: 'one' }))
  return inOrder([
    ...phrases,
    ...named.filter(({ range }) => !phrases.some((one) => rangesOverlap(one.range, range))),
  ])
}

/** The rows of a block that a sentence names: by all telling words of a name that stand together. */
export function findRowMentions(
  text: string,
  tokens: readonly Token[],
  series: Series,
  table: ComparedTable,
): readonly Mention[] {
  const told = new Set(tokens.map(ownKey))
  const found = listEntryNames(series, table).flatMap(({ party, label, names }) =>
    names
      .filter((keys) => keys.every((key) => told.has(key)))
      .flatMap((keys) => findWindows(tokens, keys))
      .map((words): Mention => {
        return { parties: [party], range: extend(text, words, label), spread: 'one' }
      }),
  )
  const longest = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.parties[0] !== one.parties[0] &&
          containsRange(other.range, one.range) &&
          !containsRange(one.range, other.range),
      ),
  )
  const either = findEither(text, tokens, series, table)
  const named = mergeSame(
    inOrder([
      ...either,
      ...longest.filter(({ range }) => !either.some((one) => rangesOverlap(one.range, range))),
    ]),
  )
  return inOrder([...named, ...findAllRows(text, series, table)])
}

/** "Minimally or moderately improved": two names with one word for both, which stands behind them. */
function findEither(
  text: string,
  tokens: readonly Token[],
  series: Series,
  table: ComparedTable,
): readonly Mention[] {
  const parties = listEntryNames(series, table).flatMap(({ party, names: [keys = []] }) =>
    keys.length === 2 ? [{ party, keys }] : [],
  )
  return tokens.flatMap((first, at): readonly Mention[] => {
    const [second, last] = tokens.slice(at + 1)
    if (!second || !last || !isEither(text, first, second, last)) return []
    const find = (token: Token): string | undefined =>
      parties.find(({ keys }) => [token, last].every((one) => keys.includes(ownKey(one))))?.party
    const [one, other] = [find(first), find(second)]
    if (one === undefined || other === undefined || one === other) return []
    const range = { start: first.range.start, end: last.range.end }
    return [{ parties: [one, other], range, spread: 'either' }]
  })
}

function isEither(text: string, first: Token, second: Token, last: Token): boolean {
  return (
    /^\s+or\s+(?:a\s+)?$/i.test(text.slice(first.range.end, second.range.start)) &&
    /^\s+$/.test(text.slice(second.range.end, last.range.start))
  )
}

/** "Of the five wards", "of all wards" of a table of wards: all that are compared. */
function findAllRows(
  text: string,
  { axis, entries }: Series,
  { corners, block }: ComparedTable,
): readonly Mention[] {
  if (axis !== 'rows') return []
  const pattern = new RegExp(
    `\\b(?:of|in|among|across) (?:(?:all )?(?:the )?(${countWords})|all(?: the| of the)?) (\\p{Ll}+)s\\b`,
    'giu',
  )
  return Array.from(text.matchAll(pattern)).flatMap((match): readonly Mention[] => {
    const range = { start: match.index, end: match.index + match[0].length }
    const parties = entries.map(({ party }) => party)
    const [, count, kind = ''] = match
    // "of all incidents" is of what a table by "type of incident" counts, and of no type
    const by = new RegExp(`(?<!\\p{L})(?:by|per|each) ${kind}`, 'iu')
    const isOfKind =
      new RegExp(`(?<!\\p{L}|\\bof )${kind}`, 'iu').test(corners) || by.test(block.title)
    const isAll = count === undefined ? isOfKind : readNumberWords(count) === parties.length
    return isAll ? [{ parties, range, spread: 'plural' }] : []
  })
}

type EntryNames = {
  readonly party: string
  readonly label: string
  readonly names: readonly (readonly string[])[]
}

const entryNames = new WeakMap<Series, readonly EntryNames[]>()

function listEntryNames(series: Series, table: ComparedTable): readonly EntryNames[] {
  const known =
    entryNames.get(series) ??
    series.entries.map(({ party, label }) => ({ party, label, names: listNames(label, table) }))
  entryNames.set(series, known)
  return known
}

/** "Cedar (intensive care)" is called by either name. */
function listNames(label: string, { findArms }: ComparedTable): readonly (readonly string[])[] {
  const inBrackets = Array.from(
    label.matchAll(/\(([^()]*\p{L}{3}[^()]*)\)/gu),
    ([, words = '']) => words,
  )
  return [spellOut(label), ...inBrackets]
    .map((name) => [...new Set(readTelling([name], findArms).map(ownKey))])
    .filter((keys) => keys.length > 0)
    .filter((keys) => isYear(label) || !keys.every((key) => key.startsWith('# ')))
}

/** "Withdrawal by subject" is named to its end. */
function extend(text: string, { start, end }: TextRange, label: string): TextRange {
  const words = new Set(label.toLowerCase().match(/\p{L}+/gu) ?? [])
  const rest = /^(?:\s+\p{L}+)*/u.exec(text.slice(end))?.[0] ?? ''
  const own = rest.match(/\s+\p{L}+/gu) ?? []
  const other = own.findIndex((word) => !words.has(word.trim().toLowerCase()))
  const more = other < 0 ? own : own.slice(0, other)
  return { start, end: end + more.join('').length }
}

/** A word may stand between those of a name. */
function findWindows(tokens: readonly Token[], keys: readonly string[]): readonly TextRange[] {
  return tokens.flatMap((token, at): readonly TextRange[] => {
    if (!keys.includes(ownKey(token))) return []
    const near = tokens.slice(at, at + keys.length + 1)
    const last = near.findLastIndex((one) => keys.includes(ownKey(one)))
    const own = near.slice(0, last + 1)
    const hasAll = keys.every((key) => own.some((one) => ownKey(one) === key))
    const end = own.at(-1)?.range.end ?? token.range.end
    return hasAll ? [{ start: token.range.start, end }] : []
  })
}

/** "Intensive care (Cedar)" names one row twice. */
function mergeSame(mentions: readonly Mention[]): readonly Mention[] {
  const merged: Mention[] = []
  for (const one of mentions) {
    const last = merged.at(-1)
    const isSame = last?.parties[0] === one.parties[0]
    if (
      last &&
      (rangesOverlap(last.range, one.range) || (isSame && one.range.start - last.range.end <= 2))
    ) {
      if (!isSame) continue
      const end = Math.max(last.range.end, one.range.end)
      merged[merged.length - 1] = { ...last, range: { start: last.range.start, end } }
    } else merged.push(one)
  }
  return merged
}

function inOrder(mentions: readonly Mention[]): readonly Mention[] {
  return mentions.toSorted((a, b) => a.range.start - b.range.start)
}
