/** Every enum of the product, once (api.md §9); shared/contract makes its zod schemas of these. */
export const documentStatuses = ['Pending', 'Ingesting', 'Generating', 'Ready', 'Failed'] as const

export const sourceStatuses = ['pending', 'processing', 'completed', 'failed'] as const

export const taskStatuses = ['pending', 'in_progress', 'completed', 'failed', 'cancelled'] as const
export type TaskStatus = (typeof taskStatuses)[number]

export const documentKinds = ['source', 'generated', 'local'] as const
export type DocumentKind = (typeof documentKinds)[number]

export const sourceRoles = [
  'protocol',
  'sap',
  'table',
  'listing',
  'figure',
  'report',
  'contract',
  'ledger',
  'guideline',
  'other',
] as const
export type SourceRole = (typeof sourceRoles)[number]

/** The five steps of a run, in their order. */
export const stepNames = ['extract', 'ingest', 'outline', 'orchestrate', 'generate'] as const
export type StepName = (typeof stepNames)[number]

export const claimStates = [
  'supported',
  'partly_supported',
  'contradicted',
  'no_source_found',
  'house_text',
  'not_a_claim',
  'not_checked',
  'edited_since_check',
] as const
export type ClaimState = (typeof claimStates)[number]

export const anchorStates = [
  'intact',
  'edited',
  'moved',
  'split',
  'ambiguous',
  'lost',
  'none',
] as const
export type AnchorState = (typeof anchorStates)[number]

export const permissions = ['read', 'search', 'write', 'generate', 'admin'] as const
export type Permission = (typeof permissions)[number]

export const memberRoles = ['internal', 'owner', 'admin', 'member', 'viewer'] as const
export type MemberRole = (typeof memberRoles)[number]

export const apiKeyStatuses = ['active', 'expired', 'revoked'] as const
export type ApiKeyStatus = (typeof apiKeyStatuses)[number]

/** Whether what was found answers a question. */
export const verdicts = ['sufficient', 'insufficient_evidence', 'low_confidence'] as const
export type Verdict = (typeof verdicts)[number]

export const fileFormats = ['docx', 'pdf', 'html'] as const
export type FileFormat = (typeof fileFormats)[number]

/** How much of its sources a document carries in its ledger: all, hashes alone, or nothing. */
export const ledgerModes = ['full', 'ids', 'none'] as const
export type LedgerMode = (typeof ledgerModes)[number]

export const ledgerFormats = ['json', 'csv', 'xlsx'] as const
export type LedgerFormat = (typeof ledgerFormats)[number]

/** Between thousands of a number; a blank is no separator that is read again for certain. */
export const thousandsSeparators = ['comma', 'none'] as const
export type ThousandsSeparator = (typeof thousandsSeparators)[number]

/** What a document has to be before it is called Ready. */
export const requirements = ['no_gaps', 'no_contradicted'] as const
export type Requirement = (typeof requirements)[number]

/** What a run does where its name is taken. */
export const takenNameDeeds = ['return', 'new_version', 'error'] as const
