import type { ChosenEvidence, EvidenceKind, RuleChoice } from '../../shared/model/outline.ts'
import { rangesOverlap, sliceRange, trimRange, type TextRange } from '../../shared/text/range.ts'
import type { EvidenceSource } from './evidence.ts'
import { listFilledTables } from './evidence-tables.ts'
import { findAbbreviations } from './find-abbreviations.ts'
import { listUnits } from './prose-units.ts'
import { createGap } from './rules/gap.ts'

/** Words of a source that a person gives a rule, as a piece of any length. */
export type GivenEvidence = { readonly source: EvidenceSource; readonly range: TextRange }

type ChangedChoice =
  | { readonly outcome: 'changed'; readonly choice: RuleChoice }
  /** `index` is the place of the piece in what was given, where one is at fault. */
  | { readonly outcome: 'refused'; readonly index?: number; readonly reason: string }

/**
 * A rule's choice with other evidence, in the order given. A piece gives the rule what it can use of
 * it: every sentence or table that it touches. The same evidence as before is no change.
 */
export function changeChoice(
  choice: RuleChoice,
  kind: EvidenceKind,
  given: readonly GivenEvidence[],
): ChangedChoice {
  const chosen = new Map<string, ChosenEvidence>()
  const taken = new Set<TextRange>()
  const listed = new Map<EvidenceSource, readonly TextRange[]>()
  for (const [index, { source, range }] of given.entries()) {
    const pieces = listed.get(source) ?? listEvidence[kind](source)
    listed.set(source, pieces)
    const found = kind === 'value' ? findWords(source, range) : findTouched(pieces, range)
    if (found.length === 0) return { outcome: 'refused', index, reason: reasons[kind] }
    for (const one of found) {
      if (taken.has(one)) continue
      taken.add(one)
      addOnce(chosen, { sourceTextId: source.sourceTextId, range: one })
    }
  }
  const distinct = [...chosen.values()]
  if (kind === 'value' && distinct.length > 1) {
    return { outcome: 'refused', reason: `the rule takes one value, not ${distinct.length}` }
  }
  if (isSame(distinct, choice.chosen)) return { outcome: 'changed', choice }
  return { outcome: 'changed', choice: giveEvidence(choice, distinct) }
}

/** The same choice with this evidence, or with the gap that a person leaves who takes all away. */
export function giveEvidence(
  { searched }: RuleChoice,
  chosen: readonly ChosenEvidence[],
): RuleChoice {
  const reason = 'its evidence was taken out of the outline'
  const gap = chosen.length > 0 ? null : createGap('no_evidence', reason, searched)
  return { chosen, searched, gap, isChanged: true }
}

/** All that a source has of a kind: many pieces may be given of one source. */
const listEvidence: Readonly<
  Record<EvidenceKind, (source: EvidenceSource) => readonly TextRange[]>
> = {
  sentences: (source) =>
    listUnits(source, 0, source.sourceText.blocks.length).map(({ range }) => range),
  tables: (source) => listFilledTables(source).map(({ table }) => table.range),
  abbreviations: ({ sourceText }) => findAbbreviations(sourceText).map(({ range }) => range),
  value: () => [],
  none: () => [],
}

function findTouched(pieces: readonly TextRange[], range: TextRange): readonly TextRange[] {
  return pieces.filter((piece) => rangesOverlap(piece, range))
}

/** A value is taken word for word. */
function findWords({ sourceText }: EvidenceSource, range: TextRange): readonly TextRange[] {
  const { text } = sourceText
  return sliceRange(text, range).trim() === '' ? [] : [trimRange(text, range)]
}

const reasons: Readonly<Record<EvidenceKind, string>> = {
  sentences: 'no sentence or list item stands there',
  tables: 'no table with values stands there',
  value: 'no words stand there',
  abbreviations: 'no abbreviation is explained there',
  none: 'the rule looks at no source',
}

function addOnce(chosen: Map<string, ChosenEvidence>, one: ChosenEvidence): void {
  const name = `${one.sourceTextId} ${one.range.start} ${one.range.end}`
  if (!chosen.has(name)) chosen.set(name, one)
}

function isSame(a: readonly ChosenEvidence[], b: readonly ChosenEvidence[]): boolean {
  return a.length === b.length && a.every((one, index) => isTwin(one, b[index]))
}

function isTwin(a: ChosenEvidence, b: ChosenEvidence | undefined): boolean {
  return (
    a.sourceTextId === b?.sourceTextId &&
    a.range.start === b.range.start &&
    a.range.end === b.range.end
  )
}
