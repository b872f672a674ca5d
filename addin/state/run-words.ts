import type { DocumentSource, StatusResponse } from '../../shared/contract/documents.ts'
import { stepNames, type StepName } from '../../shared/model/vocabulary.ts'

export type RunState = 'waiting' | 'running' | 'awaiting_approval' | 'failed' | 'cancelled'

export function findRunState({ status, error, awaiting_approval }: StatusResponse): RunState {
  if (status === 'Failed') return error?.code === 'cancelled' ? 'cancelled' : 'failed'
  if (awaiting_approval) return 'awaiting_approval'
  return status === 'Pending' ? 'waiting' : 'running'
}

/** One sentence on where the run stands. */
export function describeRunState(report: StatusResponse): string {
  return stateWords[findRunState(report)]
}

/** "Step 4 of 5: writing the sections, 12 of 34 done"; '' before the first step. */
export function describeStep({ step, sections_done, sections_total }: StatusResponse): string {
  if (!step) return ''
  const place = `Step ${stepNames.indexOf(step) + 1} of ${stepNames.length}: ${stepWords[step]}`
  const isCounted = step === 'orchestrate' && sections_total > 0
  return isCounted ? `${place}, ${sections_done} of ${sections_total} done` : place
}

export function describeStepName(step: StepName): string {
  return stepWords[step]
}

/** A section as a reader calls it. */
export function nameSection(sectionId: string): string {
  return sectionId === titleSection ? titleWords : sectionId
}

/** Where a run failed, as far as it is known: each part with its name. */
export function listPlaces(
  { error }: StatusResponse,
  sources: readonly DocumentSource[],
): { readonly name: string; readonly value: string }[] {
  if (!error) return []
  const source = sources.find(({ document_id }) => document_id === error.source_id)
  return [
    { name: 'Section', value: error.section_id && nameSection(error.section_id) },
    { name: 'Rule', value: error.rule_id },
    { name: 'Source', value: source?.name ?? error.source_id },
    { name: 'Placeholder', value: error.placeholder },
  ].flatMap(({ name, value }) => (value ? [{ name, value }] : []))
}

/** The id of what stands before the first heading. */
export const titleSection = 'title'
const titleWords = 'Title (before the first heading)'

const stateWords: Record<RunState, string> = {
  waiting: 'The document waits for its turn.',
  running: 'The document is being made.',
  awaiting_approval: 'The document waits until its outline is approved.',
  failed: 'The document could not be made.',
  cancelled: 'The making of the document was cancelled.',
}

const stepWords: Record<StepName, string> = {
  extract: 'reading the sources',
  ingest: 'telling what each source is',
  outline: 'choosing the evidence',
  orchestrate: 'writing the sections',
  generate: 'writing the Word file',
}
