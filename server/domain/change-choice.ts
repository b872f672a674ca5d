import type { ChosenEvidence, EvidenceKind, RuleChoice } from '../../shared/model/outline.ts'
import { rangesOverlap, sliceRange, trimRange, type TextRange } from '../../shared/text/range.ts'
import type { EvidenceSource } from './evidence.ts'
import { listFilledTables } from './evidence-tables.ts'
import { findAbbreviations } from './find-abbreviations.ts'
import { listUnits } from './prose-units.ts'
import { createGap } from './rules/gap.ts'

/** Words of a source that a person gives a rule, as a piece of any length. */
export type GivenEvidence = { readonly source: EvidenceSource; readonly range: TextRange }

export type ChangedChoice =
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
  const chosen: ChosenEvidence[] = []
  for (const [index, piece] of given.entries()) {
    const found = findEvidence[kind](piece)
    if (found.length === 0) return { outcome: 'refused', index, reason: reasons[kind] }
    chosen.push(...found.map((range) => ({ sourceTextId: piece.source.sourceTextId, range })))
  }
  const distinct = withoutTwins(chosen)
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

const findEvidence: Readonly<Record<EvidenceKind, (given: GivenEvidence) => readonly TextRange[]>> =
  {
    sentences: ({ source, range }) =>
      listUnits(source, 0, source.sourceText.blocks.length)
        .map((unit) => unit.range)
        .filter((unit) => rangesOverlap(unit, range)),
    tables: ({ source, range }) =>
      listFilledTables(source)
        .map(({ table }) => table.range)
        .filter((table) => rangesOverlap(table, range)),
    value: ({ source, range }) => {
      const { text } = source.sourceText
      return sliceRange(text, range).trim() === '' ? [] : [trimRange(text, range)]
    },
    abbreviations: ({ source, range }) =>
      findAbbreviations(source.sourceText)
        .map((abbreviation) => abbreviation.range)
        .filter((explained) => rangesOverlap(explained, range)),
    none: () => [],
  }

const reasons: Readonly<Record<EvidenceKind, string>> = {
  sentences: 'no sentence or list item stands there',
  tables: 'no table with values stands there',
  value: 'no words stand there',
  abbreviations: 'no abbreviation is explained there',
  none: 'the rule looks at no source',
}

function withoutTwins(chosen: readonly ChosenEvidence[]): readonly ChosenEvidence[] {
  return chosen.filter((one, index) => chosen.findIndex((other) => isTwin(one, other)) === index)
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
