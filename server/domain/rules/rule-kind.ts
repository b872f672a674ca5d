import type { Draft, RuleResult } from '../../../shared/model/draft.ts'
import type { EvidenceKind, RuleChoice } from '../../../shared/model/outline.ts'
import type { Rule, RuleValue } from '../../../shared/model/template.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import type { EvidenceQuery, SearchedEvidence } from '../evidence.ts'

export type ParameterSpec = {
  readonly name: string
  readonly isRequired: boolean
  /** The shapes that it takes; a lone value where `list` is allowed counts as a list of one. */
  readonly types: readonly RuleValue['type'][]
  /** The words that it takes, where these are all; for the error message and the schema. */
  readonly words?: readonly string[]
}

/** What composing sees beside the evidence. */
type ComposeContext = {
  /** Whether the rule stands alone in its paragraph; otherwise its output must be inline. */
  readonly isWholeParagraph: boolean
  /** ISO 8601 date that "today" means in this run. */
  readonly asOf: string
  /** What has been composed of the document; absent where it is composed rule by rule. */
  readonly document?: DocumentSoFar
}

/** For rules that look at the document itself: reuse, abbreviations, validation. */
export type DocumentSoFar = {
  /** The section of the rule; its draft holds the outputs before it. */
  readonly sectionId: string
  /** In any order; a section that has not been composed is not there. */
  readonly drafts: readonly Draft[]
}

/**
 * One kind of rule (rules.md). Pure: `choose` picks evidence at the outline step, `compose` makes
 * text from exactly that evidence at the orchestrate step.
 */
export interface RuleKind {
  readonly name: string
  readonly parameters: readonly ParameterSpec[]
  /** True when the output may be more than words in a line. */
  readonly needsOwnParagraph: boolean
  /** What `choose` picks, and so what a person may pick in its place. */
  readonly evidence: EvidenceKind
  /** True when it can only be composed after the sections without such a rule. */
  readonly needsDocument?: boolean
  /** Mistakes that the parameter table can't show, in words for the template's writer. */
  findMistakes(rule: Rule): readonly string[]
  /** Roles of which at least one source must be there before anything runs. */
  requiredRoles(rule: Rule): readonly SourceRole[]
  queries(rule: Rule): readonly EvidenceQuery[]
  choose(rule: Rule, evidence: SearchedEvidence): RuleChoice
  compose(
    rule: Rule,
    choice: RuleChoice,
    evidence: SearchedEvidence,
    context: ComposeContext,
  ): RuleResult
}
