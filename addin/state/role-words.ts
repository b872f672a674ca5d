import type { SourceRole } from '../../shared/model/vocabulary.ts'

/** What a source is, for the reader. */
export function describeRole(role: SourceRole | null): string {
  return role === null ? 'role not known yet' : roleWords[role]
}

const roleWords: Record<SourceRole, string> = {
  protocol: 'protocol',
  sap: 'analysis plan',
  table: 'result table',
  listing: 'listing',
  figure: 'figure',
  report: 'report',
  contract: 'contract',
  ledger: 'ledger',
  guideline: 'guideline',
  other: 'other source',
}
