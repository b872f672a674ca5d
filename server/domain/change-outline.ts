import type { OutlineSection } from '../../shared/model/outline.ts'
import { rangesOverlap, type TextRange } from '../../shared/text/range.ts'
import { changeChoice, giveEvidence, type GivenEvidence } from './change-choice.ts'
import { findRuleKind } from './rules/rule-kinds.ts'

type Choice = OutlineSection['choices'][number]

/** What a person wants of a section; what is absent stays as it is. */
export type SectionWish = {
  readonly isSelected: boolean
  readonly rules?: readonly {
    readonly ruleId: string
    readonly evidence: readonly GivenEvidence[]
  }[]
  /** All passages that the section may use. */
  readonly passages?: readonly GivenEvidence[]
}

type OutlineMistake = {
  /** Path in the wish: `['rules', 0, 'evidence', 2]` or `['passages', 1]`. */
  readonly place: readonly (string | number)[]
  readonly reason: string
}

type ChangedSection =
  | { readonly outcome: 'changed'; readonly section: OutlineSection }
  | { readonly outcome: 'refused'; readonly mistakes: readonly OutlineMistake[] }

/**
 * A section of the outline as a person wants it. Evidence by rule is put in place as it is given.
 * Passages for the section as a whole take away what lies in none of them; one that no rule uses
 * yet goes to the first rule that can use it. Where both are given, the one that differs from what
 * is stored holds, and if both do they have to agree.
 */
function changeSection(section: OutlineSection, wish: SectionWish): ChangedSection {
  const byRule = changeRules(section, wish)
  const byPassages = changePassages(section, wish)
  const mistakes = [...byRule.mistakes, ...byPassages.mistakes]
  if (mistakes.length > 0) return { outcome: 'refused', mistakes }
  const choices = pickChanged(section.choices, byRule.choices, byPassages.choices)
  if (!choices) {
    const reason = 'rules and relevant_chunk_ids want different evidence: send one of them'
    return { outcome: 'refused', mistakes: [{ place: [], reason }] }
  }
  return { outcome: 'changed', section: { ...section, choices, isLeftOut: !wish.isSelected } }
}

/**
 * `changeSection` by someone to whom a part of the evidence is not shown, since its source was
 * deleted: what they can't see they can't take out.
 */
export function changeShown(
  section: OutlineSection,
  wish: SectionWish,
  isShown: (sourceTextId: string) => boolean,
): ChangedSection {
  const shown = section.choices.map((one) => {
    const chosen = one.choice.chosen.filter(({ sourceTextId }) => isShown(sourceTextId))
    const isWhole = chosen.length === one.choice.chosen.length
    return isWhole ? one : { ...one, choice: { ...one.choice, chosen } }
  })
  const made = changeSection({ ...section, choices: shown }, wish)
  if (made.outcome === 'refused') return made
  const choices = made.section.choices.map((one, index) => {
    const stored = section.choices[index]
    if (!stored || one.choice === stored.choice) return one
    if (one.choice === shown[index]?.choice) return stored
    const hidden = stored.choice.chosen.filter(({ sourceTextId }) => !isShown(sourceTextId))
    if (hidden.length === 0) return one
    return { ...one, choice: giveEvidence(one.choice, [...one.choice.chosen, ...hidden]) }
  })
  return { outcome: 'changed', section: { ...made.section, choices } }
}

type Changed = { readonly choices: readonly Choice[]; readonly mistakes: readonly OutlineMistake[] }

function pickChanged(
  stored: readonly Choice[],
  byRule: readonly Choice[],
  byPassages: readonly Choice[],
): readonly Choice[] | undefined {
  if (isSame(byPassages, stored)) return byRule
  if (isSame(byRule, stored) || isSame(byRule, byPassages)) return byPassages
  return undefined
}

function changeRules({ choices }: OutlineSection, { rules = [] }: SectionWish): Changed {
  const mistakes: OutlineMistake[] = []
  const changed = new Map<string, Choice>()
  for (const [index, { ruleId, evidence }] of rules.entries()) {
    const choice = choices.find((one) => one.ruleId === ruleId)
    if (!choice) {
      mistakes.push({
        place: ['rules', index, 'rule_id'],
        reason: `no rule ${ruleId} stands there`,
      })
      continue
    }
    const made = changeChoice(choice.choice, kindOf(choice), evidence)
    if (made.outcome === 'changed') changed.set(ruleId, { ...choice, choice: made.choice })
    else {
      const at = made.index === undefined ? [] : [made.index]
      mistakes.push({ place: ['rules', index, 'evidence', ...at], reason: made.reason })
    }
  }
  return { choices: choices.map((choice) => changed.get(choice.ruleId) ?? choice), mistakes }
}

function changePassages({ choices }: OutlineSection, { passages }: SectionWish): Changed {
  if (!passages) return { choices, mistakes: [] }
  const kept = choices.map((choice) => keepWithin(choice, passages))
  const isUsed = (passage: GivenEvidence) =>
    choices.some(({ choice }) => choice.chosen.some((chosen) => liesIn(chosen, passage)))
  return passages.reduce<Changed>(
    (changed, passage, index) => {
      if (isUsed(passage)) return changed
      const added = addPassage(changed.choices, passage)
      if (added) return { ...changed, choices: added }
      const reason = 'no rule of the section can use this passage'
      const mistake = { place: ['passages', index], reason }
      return { ...changed, mistakes: [...changed.mistakes, mistake] }
    },
    { choices: kept, mistakes: [] },
  )
}

function keepWithin(choice: Choice, passages: readonly GivenEvidence[]): Choice {
  const { chosen } = choice.choice
  const kept = chosen.filter((one) => passages.some((passage) => liesIn(one, passage)))
  if (kept.length === chosen.length) return choice
  return { ...choice, choice: giveEvidence(choice.choice, kept) }
}

/** Behind what the first rule that takes it has; undefined where none does. */
function addPassage(
  choices: readonly Choice[],
  passage: GivenEvidence,
): readonly Choice[] | undefined {
  for (const [index, one] of choices.entries()) {
    const kind = kindOf(one)
    if (kind !== 'sentences' && kind !== 'tables') continue
    const made = changeChoice(one.choice, kind, [passage])
    if (made.outcome === 'refused') continue
    const choice = giveEvidence(one.choice, [...one.choice.chosen, ...made.choice.chosen])
    return choices.with(index, { ...one, choice })
  }
  return undefined
}

function liesIn(
  { sourceTextId, range }: { readonly sourceTextId: string; readonly range: TextRange },
  passage: GivenEvidence,
): boolean {
  return sourceTextId === passage.source.sourceTextId && rangesOverlap(range, passage.range)
}

function kindOf({ rule }: Choice) {
  return (rule && findRuleKind(rule.kind)?.evidence) ?? 'none'
}

function isSame(a: readonly Choice[], b: readonly Choice[]): boolean {
  return (
    JSON.stringify(a.map(({ choice }) => choice.chosen)) ===
    JSON.stringify(b.map(({ choice }) => choice.chosen))
  )
}
