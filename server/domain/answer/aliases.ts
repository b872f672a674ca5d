import { sliceRange } from '../../../shared/text/range.ts'
import { listTerms } from '../../../shared/text/terms.ts'
import type { SourceText } from '../../../shared/model/source-text.ts'
import type { EvidenceSource } from '../evidence.ts'
import { findAbbreviations } from '../find-abbreviations.ts'
import type { Concept } from './asked-question.ts'

/** Two ways in which the sources write one thing: "AE" and "adverse event", "High Dose" and "drug 15 mg". */
export type Alias = { readonly short: readonly string[]; readonly long: readonly string[] }

/** What the sources themselves explain: in brackets, in lists of abbreviations, and as "short = long" in notes. */
export function readAliases(sources: readonly EvidenceSource[]): Alias[] {
  const all = sources.flatMap(({ sourceText }) => {
    const found = aliasesOf.get(sourceText) ?? readAliasesOf(sourceText)
    aliasesOf.set(sourceText, found)
    return [...found]
  })
  return [...new Map(all).values()]
}

/** A text never changes; each alias by its name. */
const aliasesOf = new WeakMap<SourceText, ReadonlyMap<string, Alias>>()

function readAliasesOf(sourceText: SourceText): ReadonlyMap<string, Alias> {
  const usable = [...readAbbreviations(sourceText), ...readEquations(sourceText)].filter(
    ({ short, long }) => short.length > 0 && long.length > 0 && long.length <= 8,
  )
  return new Map(usable.map((alias) => [JSON.stringify(alias), alias]))
}

/** The concepts, each also by the terms that an alias gives it; a short form is its words, or itself. */
export function applyAliases(concepts: readonly Concept[], aliases: readonly Alias[]): Concept[] {
  const spelled = concepts.flatMap((concept) => spellOut(concept, aliases))
  return aliases.reduce<Concept[]>((all, alias) => addOtherSide(all, alias, aliases), spelled)
}

function readAbbreviations(sourceText: SourceText): Alias[] {
  return findAbbreviations(sourceText).map(({ short, range }) => ({
    short: listTerms(short),
    long: listTerms(sliceRange(sourceText.text, range)),
  }))
}

const equation = /([\p{L}\p{N}][\p{L}\p{N} -]{0,30}?)\s*=\s*([^=;.\n]{3,80})/gu

function readEquations(sourceText: SourceText): Alias[] {
  return sourceText.blocks.flatMap(({ kind, range }) =>
    kind === 'table_note' || kind === 'note' || kind === 'caption'
      ? Array.from(sliceRange(sourceText.text, range).matchAll(equation), (match) => ({
          short: listTerms(match[1] ?? ''),
          long: listTerms(match[2] ?? ''),
        }))
      : [],
  )
}

function spellOut(concept: Concept, aliases: readonly Alias[]): Concept[] {
  const found = aliases.find(
    ({ short, long }) => short.length === 1 && long.length > 1 && short[0] === concept.term,
  )
  if (!found) return [concept]
  return found.long.map((term) => ({
    word: concept.word,
    // together they count as no more than two words would
    share: concept.share * Math.min(1, 2 / found.long.length),
    term,
    terms: new Set([term, concept.term]),
  }))
}

/** What tells one name from its sisters ("15" of "drug 15 mg") stands for the whole of it. */
function addOtherSide(concepts: Concept[], alias: Alias, aliases: readonly Alias[]): Concept[] {
  const terms = new Set(concepts.map(({ term }) => term))
  if (![...alias.short, ...alias.long].some((term) => terms.has(term))) return concepts
  const sisters = aliases.filter((one) => one !== alias && isSister(one, alias))
  const [short, long] = (['short', 'long'] as const).map((side) =>
    alias[side].filter((term) => !sisters.some((one) => one[side].includes(term))),
  ) as [string[], string[]]
  const has = (own: readonly string[]) => own.length > 0 && own.every((term) => terms.has(term))
  if (has(short)) return addTerms(concepts, alias.short, long)
  return has(long) ? addTerms(concepts, alias.long, short) : concepts
}

function isSister(a: Alias, b: Alias): boolean {
  return a.short.length > 1 && b.short.length > 1 && a.short.some((term) => b.short.includes(term))
}

function addTerms(
  concepts: readonly Concept[],
  of: readonly string[],
  others: readonly string[],
): Concept[] {
  return concepts.map((concept) =>
    of.includes(concept.term)
      ? { ...concept, terms: new Set([...concept.terms, ...others]) }
      : concept,
  )
}
