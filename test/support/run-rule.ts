import type { SearchedEvidence } from '../../server/domain/evidence.ts'
import { parseRule } from '../../server/domain/rules/parse-rule.ts'
import type { DocumentSoFar } from '../../server/domain/rules/rule-kind.ts'
import { findRuleKind } from '../../server/domain/rules/rule-kinds.ts'
import { validateRule } from '../../server/domain/rules/validate-rule.ts'
import type {
  DraftBlock,
  DraftSentence,
  DraftTable,
  Gap,
  RuleResult,
} from '../../shared/model/draft.ts'

/** Chooses and composes as the pipeline does. @throws Error for a rule with mistakes. */
export function runRule(
  text: string,
  evidence: SearchedEvidence,
  isWholeParagraph = true,
  document?: DocumentSoFar,
): RuleResult {
  const parsed = parseRule(`[[rule ${text}]]`)
  if (parsed.outcome === 'failed') throw new Error(`${parsed.expected}, not ${parsed.found}`)
  const kind = findRuleKind(parsed.rule.kind)
  const [mistake] = validateRule(parsed.rule, isWholeParagraph)
  if (!kind || mistake) throw new Error(mistake?.message)
  const choice = kind.choose(parsed.rule, evidence)
  return kind.compose(parsed.rule, choice, evidence, {
    isWholeParagraph,
    asOf: '2024-01-31',
    ...(document && { document }),
  })
}

/** @throws Error for a gap. */
export function contentOf(result: RuleResult): readonly DraftBlock[] {
  if (result.outcome === 'filled') return result.content
  throw new Error(result.outcome === 'gap' ? result.gap.reason : result.reason)
}

/** @throws Error when the rule filled something. */
export function gapOf(result: RuleResult): Gap {
  if (result.outcome === 'gap') return result.gap
  throw new Error(`a result that is ${result.outcome}`)
}

export function sentencesOf(result: RuleResult): readonly DraftSentence[] {
  return contentOf(result).flatMap((block) => (block.kind === 'paragraph' ? block.sentences : []))
}

export function textsOf(result: RuleResult): readonly string[] {
  return sentencesOf(result).map(({ text }) => text)
}

/** @throws Error when the rule gave no table. */
export function tableOf(result: RuleResult): DraftTable {
  const found = contentOf(result).find((block) => block.kind === 'table')
  if (!found) throw new Error('no table')
  return found
}
