import { findRuleKind } from '../domain/rules/rule-kinds.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import type { TemplateContent } from '../../shared/model/template.ts'
import { howToGive } from '../services/check-generate-request.ts'
import { listNeededRoles } from '../services/read-template.ts'
import { beginStep, commit, completeStep, RunFailure, type RunContext } from './run-context.ts'

/**
 * Step 2: the passages of every source are in the index, where reading put them; what is left to
 * judge is whether each role that a rule needs has a source.
 */
export async function ingest(
  context: RunContext,
  content: TemplateContent,
  sources: readonly EvidenceSource[],
): Promise<void> {
  await beginStep(context, 'ingest')
  checkRoles(context, content, sources)
  await commit(context, (trx, now) => completeStep(trx, context, 'ingest', now))
}

function checkRoles(
  { run }: RunContext,
  content: TemplateContent,
  sources: readonly EvidenceSource[],
): void {
  const needed = listNeededRoles(content, run.inputs.selectedSectionIds)
  const absent = needed.find(({ role }) => !sources.some((source) => source.role === role))
  if (!absent) return
  const rule = content.sections
    .flatMap((section) => section.rules.map((one) => ({ section, one })))
    .find(({ one }) => one.id === absent.rules[0])
  const unread = run.inputs.sources.find(({ role }) => role === absent.role)
  throw new RunFailure(
    'role_missing',
    `No source that could be read has the role "${absent.role}", which ` +
      `${rule && findRuleKind(rule.one.rule.kind) ? `the rule "${rule.one.rule.kind}"` : 'a rule'} needs. ` +
      howToGive(absent.role),
    {
      ...(rule && { section_id: rule.section.id, rule_id: rule.one.id }),
      // the one that was given this role, and could not be read
      ...(unread && { source_id: unread.documentId }),
    },
  )
}
