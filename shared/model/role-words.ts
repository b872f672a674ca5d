import type { SourceRole } from './vocabulary.ts'

/** As they stand by themselves. */
export const roleWords: Readonly<Record<SourceRole, string>> = {
  protocol: 'Protocol',
  sap: 'Analysis plan',
  table: 'Result table',
  listing: 'Listing',
  figure: 'Figure',
  report: 'Report',
  contract: 'Contract',
  ledger: 'Ledger',
  guideline: 'Guideline',
  other: 'Other source',
}

/** As they stand in a sentence. */
export function describeRole(role: SourceRole | null): string {
  return role === null ? 'role not known yet' : roleWords[role].toLowerCase()
}
