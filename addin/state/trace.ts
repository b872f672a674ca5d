import type { ProblemDetails } from '../../shared/contract/problem.ts'
import type { Section } from '../../shared/contract/sections.ts'
import type { SourcesRequestInput, SourcesResponse } from '../../shared/contract/sources.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'

/** What the sources are asked for: a whole section, or the selected words. */
export type TraceSubject =
  | { readonly kind: 'section'; readonly section: Section }
  | { readonly kind: 'selection'; readonly selector: TextQuoteSelector }

/**
 * The Sources room. `attempt` counts every question, so that an answer to an older one is told
 * apart and dropped. `current` is the index of the source that the keyboard is on.
 */
export type Trace = {
  readonly subject: TraceSubject | null
  readonly attempt: number
  readonly answer: TraceAnswer
  readonly current: number
}

type TraceAnswer =
  | { readonly status: 'idle' | 'loading' }
  | { readonly status: 'answered'; readonly response: SourcesResponse }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }

export type TraceEvent =
  | { readonly type: 'asked'; readonly subject: TraceSubject }
  | { readonly type: 'retried' }
  | { readonly type: 'answered'; readonly attempt: number; readonly response: SourcesResponse }
  | { readonly type: 'failed'; readonly attempt: number; readonly problem: ProblemDetails }
  | { readonly type: 'selection_failed'; readonly problem: ProblemDetails }
  | { readonly type: 'moved'; readonly to: number }

export const initialTrace: Trace = {
  subject: null,
  attempt: 0,
  answer: { status: 'idle' },
  current: 0,
}

export function reduceTrace(trace: Trace, event: TraceEvent): Trace {
  switch (event.type) {
    case 'asked':
      return isSameSubject(trace, event.subject) ? trace : ask(trace, event.subject)
    case 'retried':
      return ask(trace, trace.subject)
    case 'answered':
      if (event.attempt !== trace.attempt) return trace
      return { ...trace, answer: { status: 'answered', response: event.response }, current: 0 }
    case 'failed':
      if (event.attempt !== trace.attempt) return trace
      return { ...trace, answer: { status: 'failed', problem: event.problem } }
    case 'selection_failed':
      return {
        ...initialTrace,
        attempt: trace.attempt + 1,
        answer: { status: 'failed', problem: event.problem },
      }
    case 'moved':
      return { ...trace, current: clampIndex(event.to, countSources(trace)) }
  }
}

/** The most sources that are asked for at once, which is the most that the contract allows. */
const sourceLimit = 50

export function toSourcesRequest(documentId: string, subject: TraceSubject): SourcesRequestInput {
  if (subject.kind === 'section') {
    return { document_id: documentId, section_id: subject.section.section_id, limit: sourceLimit }
  }
  const { exact, prefix, suffix } = subject.selector
  return { document_id: documentId, selected_text: exact, prefix, suffix, limit: sourceLimit }
}

/** The section that was chosen, or in which the selected words stand; '' for none. */
export function findSectionId({ subject, answer }: Trace): string {
  if (subject?.kind === 'section') return subject.section.section_id
  return answer.status === 'answered' ? (answer.response.section?.section_id ?? '') : ''
}

function countSources(trace: Trace): number {
  return trace.answer.status === 'answered' ? trace.answer.response.sources.length : 0
}

function ask(trace: Trace, subject: TraceSubject | null): Trace {
  if (!subject) return trace
  return { subject, attempt: trace.attempt + 1, answer: { status: 'loading' }, current: 0 }
}

/** Word reports one selection several times; a failed question may be asked again. */
function isSameSubject(trace: Trace, subject: TraceSubject): boolean {
  const { subject: present, answer } = trace
  if (!present || answer.status === 'failed') return false
  if (present.kind === 'section' && subject.kind === 'section') {
    return present.section.section_id === subject.section.section_id
  }
  if (present.kind === 'selection' && subject.kind === 'selection') {
    const { exact, prefix, suffix } = present.selector
    const other = subject.selector
    return exact === other.exact && prefix === other.prefix && suffix === other.suffix
  }
  return false
}

function clampIndex(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1))
}
