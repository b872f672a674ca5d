import {
  areForms,
  readOrdinal,
  readTokens,
  type NumberToken,
  type TieToken,
} from './sentence-tokens.ts'
import { isReportWord } from './report-words.ts'
import { tells, type Label } from './read-line.ts'

/** A sentence with its words found by their keys. */
export type ToldSentence = {
  readonly text: string
  readonly tokens: readonly TieToken[]
  /** Keys of the words and numbers of the heading above it. */
  readonly heading: ReadonlySet<string>
  readonly short: ShortForms
  /** Indexes of the tokens that have a key, or a form of it. */
  readonly find: (token: TieToken) => readonly number[]
}

/** Words that stand for others: "gmt" for "geometric", "mean" and "titre". */
export type ShortForms = ReadonlyMap<string, readonly string[]>

export function readToldSentence(text: string, context: string, short: ShortForms): ToldSentence {
  const tokens = readTokens(text)
  const byKey = new Map<string, number[]>()
  const add = (key: string, at: number): void => {
    const known = byKey.get(key)
    if (known) known.push(at)
    else byKey.set(key, [at])
  }
  tokens.forEach((token, at) => {
    add(token.key, at)
    if (token.kind !== 'word') return
    for (const key of short.get(token.lower) ?? []) add(key, at)
    const ordinal = readOrdinal(token)
    if (ordinal !== undefined) add(`#${String(ordinal)}`, at)
  })
  const known = new Map<string, readonly number[]>()
  const heading = new Set(
    readTokens(context).flatMap((one) =>
      one.kind === 'word' ? [one.key, ...(short.get(one.lower) ?? [])] : [one.key],
    ),
  )
  return {
    text,
    tokens,
    short,
    heading,
    find: (token) => {
      const found = known.get(token.key) ?? byKey.get(token.key) ?? findForms(token, byKey)
      known.set(token.key, found)
      return found
    },
  }
}

function findForms(
  token: TieToken,
  byKey: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  if (token.kind === 'number' || token.key.length < 6) return []
  return [...byKey].flatMap(([key, places]) => (areForms(key, token.key) ? places : []))
}

/** Where a sentence has a label. */
type LabelMention = {
  /** Indexes of its tokens, ascending. */
  readonly own: readonly number[]
  /** Share of what it takes to name the label, 0 to 1. */
  readonly share: number
}

const mentions = new WeakMap<ToldSentence, Map<Label, readonly LabelMention[]>>()

/** Every place where a sentence names a label, by all of it or by a part. */
export function findMentions(told: ToldSentence, label: Label): readonly LabelMention[] {
  const known = mentions.get(told) ?? new Map<Label, readonly LabelMention[]>()
  mentions.set(told, known)
  const found =
    known.get(label) ?? [label.core, ...label.other].flatMap((own) => findAll(told, own, label.all))
  known.set(label, found)
  return found
}

function findAll(
  told: ToldSentence,
  core: readonly TieToken[],
  all: readonly TieToken[],
): readonly LabelMention[] {
  const places = core.map((token) =>
    told.find(token).filter((at) => isBeside(told, at, token, all)),
  )
  const held = places.filter((one) => one.length > 0)
  const [pivot] = held.toSorted((a, b) => a.length - b.length)
  if (!pivot) return []
  const found = pivot.map((at) => {
    const own = held.map(
      (some) => some.toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0] ?? at,
    )
    return { own: [...new Set(own)].toSorted((a, b) => a - b), share: held.length / core.length }
  })
  return [...found, ...listAgain(core, places, found)]
}

/** "… discontinued before Day 209; on placebo one discontinued": what was named in full is named again by its first word. */
function listAgain(
  core: readonly TieToken[],
  places: readonly (readonly number[])[],
  found: readonly LabelMention[],
): readonly LabelMention[] {
  const [first] = core
  if (core.length < 2 || first?.kind !== 'word' || isReportWord(first.key)) return []
  if (!found.some(({ share }) => share === 1)) return []
  const taken = new Set(found.flatMap(({ own }) => own))
  return (places[0] ?? []).filter((at) => !taken.has(at)).map((at) => ({ own: [at], share: 1 }))
}

/** A number names a label only beside the word that it has there: "Day 57"; a year and a dose do so alone. */
function isBeside(
  told: ToldSentence,
  at: number,
  token: TieToken,
  all: readonly TieToken[],
): boolean {
  if (token.kind !== 'number' || token.isYear || /[a-z°]/.test(token.key)) return true
  const place = all.findIndex((one) => one === token || one.key === token.key)
  const words = [all[place - 1], all[place + 1]].filter((one) => one?.kind === 'word')
  // "after the first", of which dose the sentence says elsewhere
  if (told.tokens[at]?.kind === 'word')
    return words.some((word) => word !== undefined && told.find(word).length > 0)
  return [told.tokens[at - 1], told.tokens[at + 1]].some((one) =>
    words.some(
      (word) =>
        one !== undefined &&
        word !== undefined &&
        (one.key === word.key || areForms(one.key, word.key)),
    ),
  )
}

/** True where the sentence, or the heading above it, has a word. */
export function isTold(told: ToldSentence, token: TieToken): boolean {
  return told.heading.has(token.key) || told.find(token).length > 0
}

export function listNumbers({
  tokens,
}: ToldSentence): readonly { readonly at: number; readonly number: NumberToken }[] {
  return tokens.flatMap((token, at) => (token.kind === 'number' ? [{ at, number: token }] : []))
}

/** All that a text defines by its capitals: "geometric mean titre (GMT)". */
export function listShortForms(texts: readonly string[]): ShortForms {
  const found = new Map<string, readonly string[]>(
    Object.entries(general).map(([short, long]) => [short, readTokens(long).map(({ key }) => key)]),
  )
  for (const text of texts) {
    for (const match of text.matchAll(/\((\p{Lu}{2,6})s?\)/gu)) {
      const before = text.slice(Math.max(0, match.index - longestForm), match.index)
      const words = (/(?:\p{L}[\p{L}-]*\s+){2,6}$/u.exec(before)?.[0] ?? '').trim().split(/\s+|-/)
      const short = match[1] ?? ''
      const own = words.slice(-short.length)
      const isOwn =
        own.length === short.length && own.every((word, at) => word[0]?.toUpperCase() === short[at])
      if (isOwn)
        found.set(
          short.toLowerCase(),
          readTokens(own.join(' '))
            .filter(tells)
            .map(({ key }) => key),
        )
    }
  }
  return found
}

/** UTF-16 units of the words that capitals stand for. */
const longestForm = 160

const general = {
  ae: 'adverse event',
  aes: 'adverse events',
  sae: 'serious adverse event',
  saes: 'serious adverse events',
  teae: 'treatment emergent adverse event',
  teaes: 'treatment emergent adverse events',
}

/** Indexes of the words of one kind. */
export function wordsAt({ tokens }: ToldSentence, pattern: RegExp): readonly number[] {
  return tokens.flatMap((token, at) =>
    token.kind === 'word' && pattern.test(token.lower) ? [at] : [],
  )
}
