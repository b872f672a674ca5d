import type {
  CheckedSentence,
  ClaimWordingAnswer,
  RuleWordingAnswer,
  WordingApproval,
} from '../../shared/contract/checks.ts'
import { listTemplateNames } from '../db/templates.ts'
import type { StoredWordingDecision } from '../db/wording-decisions.ts'
import { showWords } from '../domain/rules/template-wording.ts'
import type { KnownClaim } from './claim-states.ts'
import type { ClaimWording } from './claim-wordings.ts'
import type { Dependencies } from './dependencies.ts'
import type { NamedWording } from './template-wordings.ts'

/** By their ids; those that were deleted are not among them. */
export type TemplateNames = ReadonlyMap<string, string>

export function nameTemplates(
  { db }: Pick<Dependencies, 'db'>,
  claims: readonly Pick<KnownClaim, 'wording'>[],
): Promise<TemplateNames> {
  const ids = claims.flatMap(({ wording }) => wording?.templateId ?? [])
  return listTemplateNames(db, [...new Set(ids)])
}

export function presentWording(
  { templateId, isOfTemplate, isApproved, wordings }: ClaimWording,
  templates: TemplateNames,
): ClaimWordingAnswer {
  const name = templates.get(templateId)
  return {
    template_id: templateId,
    template_name: name ?? null,
    can_be_approved: isOfTemplate && name !== undefined,
    is_approved: isApproved,
    wordings: wordings.map((one) => presentRuleWording(one, one.approval)),
  }
}

export function presentRuleWording(
  wording: NamedWording,
  approval: StoredWordingDecision | undefined,
): RuleWordingAnswer {
  const { id, text, sums } = wording
  return {
    wording_id: id,
    text,
    words: showWords(wording),
    sums: [...sums],
    approval: approval ? toApproval(approval) : null,
  }
}

export function toApproval({
  userId,
  userName,
  createdAt,
}: StoredWordingDecision): WordingApproval {
  return { user_id: userId, user_name: userName, created_at: createdAt }
}

/** What the check says of a claim; where its wording was approved, also by whom, which words, and when. */
export function presentReason({
  verdict,
  wording,
}: Pick<KnownClaim, 'verdict' | 'wording'>): CheckedSentence['reason'] {
  const { reason, explanation } = verdict
  if (!wording?.isApproved) return { code: reason, text: explanation }
  return { code: 'approved_wording', text: `${explanation} ${describeApprovals(wording)}` }
}

function describeApprovals({ wordings }: ClaimWording): string {
  return wordings
    .flatMap((one) => {
      const { approval } = one
      if (!approval) return []
      const { userName, createdAt } = approval
      return [`${userName} approved this wording on ${createdAt.slice(0, 10)}: “${showWords(one)}”`]
    })
    .join(' ')
}
