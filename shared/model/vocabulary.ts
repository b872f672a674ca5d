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

/** What a task has documents of: its steps, and the latest check of what it made. */
export const taskStepNames = [...stepNames, 'review_step'] as const
export type TaskStepName = (typeof taskStepNames)[number]

export const taskFileKinds = ['source', 'outline', 'document', 'review'] as const

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

/** What a person says of a template's wording; the last word holds. */
export const wordingDecisions = ['approved', 'withdrawn'] as const
export type WordingDecision = (typeof wordingDecisions)[number]

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
export const requirements = [
  'no_gaps',
  'no_contradicted',
  /** Every sentence and cell that states something is supported; an approved wording is not. */
  'no_unsupported',
  /** The same, but for sentences of which a person approved the template's wording. */
  'no_unsupported_unless_approved',
] as const
export type Requirement = (typeof requirements)[number]

/** What a run does where its name is taken. */
export const takenNameDeeds = ['return', 'new_version', 'error'] as const

/** What a webhook can ask for. */
export const webhookEvents = [
  'generation.completed',
  'generation.failed',
  'core.document.uploaded',
  'core.document.upload_completed',
  'core.document.upload_with_issues',
  'flows.tasks.created',
  'flows.tasks.step_change',
  'flows.tasks.completed',
  'flows.tasks.canceled',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** What is sent on request alone, to see whether a receiver answers. */
export const testEvent = 'webhook.test'

export const sentEvents = [...webhookEvents, testEvent] as const
export type SentEvent = (typeof sentEvents)[number]

/** A sandbox delivers nothing: what it would have sent is withheld. */
export const deliveryStatuses = ['pending', 'delivered', 'undelivered', 'withheld'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export const generationStatuses = [
  'pending',
  'processing',
  'completed',
  'failed',
  'cancelled',
] as const
export type GenerationStatus = (typeof generationStatuses)[number]

/** What a generation may be asked for; not all of them can be made everywhere. */
export const outputFormats = ['docx', 'pdf', 'html', 'pptx', 'google_slides'] as const
export type OutputFormat = (typeof outputFormats)[number]

/** Whether a generation makes one document of all its records, or one of each. */
export const documentCounts = ['request', 'record'] as const
export type DocumentCount = (typeof documentCounts)[number]

/** How a filter holds a field of a record against its value. */
export const filterOperators = [
  'equals',
  'not_equals',
  'contains',
  'starts_with',
  'greater_than',
  'at_least',
  'less_than',
  'at_most',
  'in',
  'is_empty',
  'is_not_empty',
] as const
export type FilterOperator = (typeof filterOperators)[number]

/** What a generation tells of itself, in order. */
export const generationEventTypes = [
  'generation.accepted',
  'generation.started',
  'document.completed',
  'document.failed',
  'document.cancelled',
  'output.completed',
  'output.failed',
  'generation.completed',
  'generation.failed',
  'generation.cancelled',
] as const
export type GenerationEventType = (typeof generationEventTypes)[number]

export const dataSourceKinds = ['csv', 'xlsx', 'json', 'http_json', 'sql'] as const
export type DataSourceKind = (typeof dataSourceKinds)[number]

/** What the values of a field are; `mixed` where they differ, `empty` where there is none. */
export const fieldTypes = ['text', 'number', 'boolean', 'list', 'object', 'mixed', 'empty'] as const
export type FieldType = (typeof fieldTypes)[number]

/** What sets a schedule going: its time, or somebody who tells it of an event. */
export const scheduleTriggers = ['cron', 'event'] as const
export type ScheduleTrigger = (typeof scheduleTriggers)[number]

/** What ranked the passages of a hybrid search. */
export const hybridSearchTypes = ['hybrid', 'text'] as const
