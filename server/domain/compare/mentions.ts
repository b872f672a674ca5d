import { readNumberWords } from '../../../shared/text/number-words.ts'
import { containsRange, rangesOverlap, type TextRange } from '../../../shared/text/range.ts'
import { nameKey, readTelling } from '../verify/names-of-cells.ts'
import type { Token } from '../verify/statement.ts'
import type { ComparedTable } from './read-table.ts'
import { spellOut } from './read-parts.ts'
import type { Series } from './series.ts'

/** Where a sentence names what is compared. */
export type Mention = {
  readonly parties: readonly string[]
  readonly range: TextRange
  /** 'each': "either dose", "every group"; 'plural': "the two groups", together or each; 'one': by name. */
  readonly spread: 'one' | 'each' | 'plural'
}

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

const counts = 'two|three|four|five|six|seven|eight'
const distributing = /\b(?:each|every|either|all|both|any)\b/i

/** "Either dose of the drug", "the two drug groups", "each of the three groups". */
function listPhrases(
  text: string,
  arms: ReadonlyMap<string, string>,
): readonly Mention[] | undefined {
  const treated = listTreated(arms)
  const drugs = ['active', ...treated.drugs].join('|')
  const kinds = 'groups?|arms?|cohorts?|doses?'
  const first = `(?:(?:each|every|either|all|both|any)(?: one)?(?: of)?(?: the)?|the)(?: (${counts}))?`
  const ofDrug = new RegExp(
    `\\b${first} (?:(?:${drugs}) (?:dose )?(?:${kinds})|doses?(?: (?:levels?|groups?))?(?: of (?:the )?(?:${drugs}))?)(?![\\p{L}-])`,
    'giu',
  )
  const ofAll = new RegExp(
    `\\b${first}(?: treatment| study)? (?:groups?|arms?|cohorts?)(?![\\p{L}-])`,
    'giu',
  )
  const isPlural = (words: string): boolean =>
    distributing.test(words) || /\b\p{L}+s$/iu.test(words)
  const read = (pattern: RegExp, parties: readonly string[]) =>
    Array.from(text.matchAll(pattern)).flatMap(
      (match): { mention: Mention; isRight: boolean }[] => {
        if (!isPlural(match[0])) return []
        const range = { start: match.index, end: match.index + match[0].length }
        const spread = /\b(?:each|every|either|any)\b/i.test(match[0]) ? 'each' : 'plural'
        const told = match[1] ?? (/\b(?:both|either)\b/i.test(match[0]) ? 'two' : undefined)
        const isRight = told === undefined || readNumberWords(told) === parties.length
        return [{ mention: { parties, range, spread }, isRight: isRight && parties.length > 1 }]
      },
    )
  const ofTreated = read(ofDrug, treated.parties)
  const others = read(ofAll, [...arms.keys()]).filter(
    ({ mention }) => !ofTreated.some((one) => rangesOverlap(one.mention.range, mention.range)),
  )
  const found = [...ofTreated, ...others]
  return found.every(({ isRight }) => isRight) ? found.map(({ mention }) => mention) : undefined
}

/** The groups that are named by doses of one drug. */
function listTreated(arms: ReadonlyMap<string, string>): {
  readonly drugs: readonly string[]
  readonly parties: readonly string[]
} {
  const firsts = [...arms].map(([arm, name]) => ({
    arm,
    drug: (
      /^\p{L}{4,}/u.exec(name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '))?.[0] ?? ''
    ).toLowerCase(),
  }))
  const drugs = new Set(
    firsts
      .map(({ drug }) => drug)
      .filter((drug) => drug !== '' && firsts.filter((one) => one.drug === drug).length > 1),
  )
  return {
    drugs: [...drugs],
    parties: firsts.flatMap(({ arm, drug }) => (drugs.has(drug) ? [arm] : [])),
  }
}

/** The rows of a block that a sentence names: by all telling words of a name that stand together. */
export function findRowMentions(
  text: string,
  tokens: readonly Token[],
  series: Series,
  table: ComparedTable,
): readonly Mention[] {
  const told = new Set(tokens.map(rowKey))
  const found = listEntryNames(series, table).flatMap(({ party, names }) =>
    names
      .filter((keys) => keys.every((key) => told.has(key)))
      .flatMap((keys) =>
        findWindows(tokens, keys).map((range): Mention => ({
          parties: [party],
          range,
          spread: 'one',
        })),
      ),
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
  const named = mergeSame(inOrder(longest))
  return inOrder([...named, ...findCounted(text, series)])
}

/** "Of the five wards": all that are compared. */
function findCounted(text: string, { axis, entries }: Series): readonly Mention[] {
  if (axis !== 'rows') return []
  const pattern = new RegExp(
    `\\b(?:of|in|among|across) (?:all )?(?:the )?(${counts}) \\p{Ll}+s\\b`,
    'giu',
  )
  return Array.from(text.matchAll(pattern)).flatMap((match): readonly Mention[] => {
    const range = { start: match.index, end: match.index + match[0].length }
    const parties = entries.map(({ party }) => party)
    return readNumberWords(match[1] ?? '') === parties.length
      ? [{ parties, range, spread: 'plural' }]
      : []
  })
}

type EntryNames = { readonly party: string; readonly names: readonly (readonly string[])[] }

const entryNames = new WeakMap<Series, readonly EntryNames[]>()

function listEntryNames(series: Series, table: ComparedTable): readonly EntryNames[] {
  const known =
    entryNames.get(series) ??
    series.entries.map(({ party, label }) => ({ party, names: listNames(label, table) }))
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
    .map((name) => [...new Set(readTelling([name], findArms).map(rowKey))])
    .filter((keys) => keys.length > 0 && !keys.every((key) => key.startsWith('# ')))
}

/** A word may stand between those of a name. */
function findWindows(tokens: readonly Token[], keys: readonly string[]): readonly TextRange[] {
  return tokens.flatMap((token, at): readonly TextRange[] => {
    if (!keys.includes(rowKey(token))) return []
    const near = tokens.slice(at, at + keys.length + 1)
    const last = near.findLastIndex((one) => keys.includes(rowKey(one)))
    const own = near.slice(0, last + 1)
    const hasAll = keys.every((key) => own.some((one) => rowKey(one) === key))
    const end = own.at(-1)?.range.end ?? token.range.end
    return hasAll ? [{ start: token.range.start, end }] : []
  })
}

/** "Withdrawal by subject" is one of the reasons for a termination. */
function rowKey(token: Token): string {
  const isOfOne = token.kind === 'direction' && token.role.scale === 'completion'
  return isOfOne ? token.key : nameKey(token)
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
