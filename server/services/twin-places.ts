import type { Evidence } from '../../shared/model/citation.ts'
import { describe } from '../../shared/text/describe.ts'
import { foldText, mapRangeBack } from '../../shared/text/fold.ts'
import { findOccurrences } from '../../shared/text/occurrences.ts'
import { containsRange, type TextRange } from '../../shared/text/range.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { listCitations } from '../db/citations.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import type { Dependencies } from './dependencies.ts'
import { findTouched, type TouchedWords } from './touched-words.ts'

/** One of the places where words stand that are asked for, with what tells it from the others. */
type TwinPlace = { readonly range: TextRange; readonly quote: TextQuoteSelector }

/** Of words that stand in several places: what is the same of all, else the places to choose from. */
export type TwinWords = {
  readonly touched: TouchedWords
  /** Empty where it makes no difference which one is meant. */
  readonly places: readonly TwinPlace[]
}

/** In more places than this nobody looks. */
const mostPlaces = 50

/**
 * Words that stand twice keep what is recorded of them where all of their places rest on the same evidence.
 * Where they don't, nothing is: the source of another place is a wrong one.
 */
export async function findTwinWords(
  deps: Pick<Dependencies, 'db'>,
  version: StoredVersion,
  sourceText: SourceText,
  words: string,
  within: TextRange,
): Promise<TwinWords> {
  const ranges = listPlaces(sourceText.text, words, within)
  const all: TouchedWords[] = []
  for (const range of ranges) all.push(await findTouched(deps, version, sourceText, range))
  const [first] = all
  if (!first || ranges.length >= mostPlaces) return { touched: nothingTouched, places: [] }
  const evidence = await listEvidence(deps, version)
  const [key, ...others] = all.map((touched) => keyOf(touched, evidence))
  if (others.every((other) => other === key)) {
    return { touched: { ...first, targets: all.flatMap(({ targets }) => targets) }, places: [] }
  }
  const places = ranges.map((range) => ({
    range,
    quote: describe(sourceText.text, range).quote,
  }))
  return { touched: nothingTouched, places }
}

const nothingTouched: TouchedWords = { targets: [], notes: [], claimState: null, words: '' }

function listPlaces(text: string, words: string, within: TextRange): readonly TextRange[] {
  const fold = foldText(text)
  const exact = foldText(words).folded.trim()
  const all = findOccurrences(fold.folded, exact, mostPlaces).map((start) =>
    mapRangeBack(fold, { start, end: start + exact.length }),
  )
  const inside = all.filter((range) => containsRange(within, range))
  return inside.length > 0 ? inside : all
}

type EvidenceByTarget = ReadonlyMap<string, readonly Evidence[]>

async function listEvidence(
  { db }: Pick<Dependencies, 'db'>,
  { runId }: StoredVersion,
): Promise<EvidenceByTarget> {
  if (!runId) return new Map()
  const citations = await listCitations(db, runId)
  const byTarget = Map.groupBy(citations, ({ targetKey }) => targetKey)
  return new Map(
    [...byTarget].map(([target, own]) => [target, own.map(({ evidence }) => evidence)]),
  )
}

function keyOf({ targets, notes, claimState }: TouchedWords, evidence: EvidenceByTarget): string {
  const cited = targets.flatMap(({ targetKey }) =>
    (evidence.get(targetKey) ?? []).map(nameEvidence),
  )
  const gaps = notes.map(({ sectionId, ruleId }) => `${sectionId} ${ruleId}`)
  return JSON.stringify([[...new Set(cited)].toSorted(), gaps, claimState])
}

function nameEvidence(one: Evidence): string {
  if (one.kind === 'data') return `${one.pointer} ${one.value}`
  return `${one.sourceTextId} ${one.range.start} ${one.range.end}`
}
