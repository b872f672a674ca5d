import type {
  DocumentDetails,
  DocumentSource,
  RunEventView,
  StatusResponse,
} from '../../shared/contract/documents.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'
import { stepNames, type StepName } from '../../shared/model/vocabulary.ts'
import { findRunState, type RunState } from './run-words.ts'

/** A run as the pane follows it. */
export type FollowedRun = {
  readonly documentName: string
  /** Those that the run pins. */
  readonly sources: readonly DocumentSource[]
  /** Null until the server's first. */
  readonly report: StatusResponse | null
  /** Names the last event that came; the next stream goes on behind it. */
  readonly lastEventId: string
  readonly steps: Readonly<Record<StepName, StepState>>
  /** Those that are made, in the order that they came. */
  readonly sections: readonly MadeSection[]
  /** Why nothing comes at present; the pane goes on trying. */
  readonly interruption: ProblemDetails | null
  /** What the writer has asked for and the server has not answered yet. */
  readonly asked: RunRequest | null
  /** Why the server refused what was asked. */
  readonly refusal: ProblemDetails | null
}

export type StepState = 'waiting' | 'running' | 'done'

export type MadeSection = { readonly sectionId: string; readonly outcomes: readonly string[] }

export type RunRequest = 'cancel' | 'retry' | 'approve' | 'reject'

export type FollowedRunEvent =
  | { readonly type: 'named'; readonly details: DocumentDetails }
  | { readonly type: 'reported'; readonly report: StatusResponse }
  | { readonly type: 'happened'; readonly id: string; readonly event: RunEventView }
  | { readonly type: 'interrupted'; readonly problem: ProblemDetails }
  | { readonly type: 'asked'; readonly request: RunRequest }
  | { readonly type: 'answered' }
  | { readonly type: 'refused'; readonly problem: ProblemDetails }

const noSteps: Readonly<Record<StepName, StepState>> = {
  extract: 'waiting',
  ingest: 'waiting',
  outline: 'waiting',
  orchestrate: 'waiting',
  generate: 'waiting',
}

export const unknownRun: FollowedRun = {
  documentName: '',
  sources: [],
  report: null,
  lastEventId: '',
  steps: noSteps,
  sections: [],
  interruption: null,
  asked: null,
  refusal: null,
}

export function reduceFollowedRun(state: FollowedRun, event: FollowedRunEvent): FollowedRun {
  switch (event.type) {
    case 'named':
      return { ...state, documentName: event.details.name, sources: event.details.sources }
    case 'reported':
      return { ...state, report: event.report, interruption: null }
    case 'happened':
      return happen(state, event.id, event.event)
    case 'interrupted':
      return { ...state, interruption: event.problem }
    case 'asked':
      return { ...state, asked: event.request, refusal: null }
    case 'answered':
      return { ...state, asked: null }
    case 'refused':
      return { ...state, asked: null, refusal: event.problem }
  }
}

/** Where the run stands; undefined until it is known. `done` has a document. */
export function findStanding({ report }: FollowedRun): RunState | 'done' | undefined {
  if (!report) return undefined
  return report.status === 'Ready' ? 'done' : findRunState(report)
}

/** An event of a run that was followed up to here is known already. */
function happen(state: FollowedRun, id: string, { type, data }: RunEventView): FollowedRun {
  const next = { ...state, lastEventId: id, interruption: null }
  const step = stepNames.find((name) => name === data.step)
  switch (type) {
    case 'run.accepted':
      return { ...next, steps: noSteps, sections: [] }
    case 'step.started':
      return step ? { ...next, steps: { ...state.steps, [step]: 'running' } } : next
    case 'step.completed':
      return step ? { ...next, steps: { ...state.steps, [step]: 'done' } } : next
    case 'section.completed':
      return { ...next, sections: addSection(state.sections, data) }
    case 'run.resumed':
    case 'source.read':
    case 'outline.awaiting_approval':
    case 'outline.changed':
    case 'outline.approved':
    case 'run.completed':
    case 'run.failed':
    case 'run.cancelled':
      return next
  }
}

function addSection(
  sections: readonly MadeSection[],
  { section_id: id, outcomes }: RunEventView['data'],
): readonly MadeSection[] {
  if (typeof id !== 'string') return sections
  const made = { sectionId: id, outcomes: Array.isArray(outcomes) ? outcomes.map(String) : [] }
  return [...sections.filter(({ sectionId }) => sectionId !== id), made]
}
