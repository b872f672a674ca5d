import type { CheckResponse } from '../../shared/contract/checks.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'

/** How far the bringing up to date and the checking of the document has come. */
export type CheckRun = {
  /** Counts every run, so that what an older one tells is dropped; 0 before the first. */
  readonly attempt: number
  readonly phase: CheckPhase
  /** How often the document told of an edit since the newest run began to read it. */
  readonly edits: number
}

type CheckPhase =
  | { readonly name: 'idle' }
  | {
      readonly name: 'sending'
      readonly stage: 'reading' | 'sending'
      /** Bytes, as far as they are known. */
      readonly done: number
      readonly total: number
    }
  | { readonly name: 'checking' }
  /** `since`: when the check was asked for that is over, as the server says it. */
  | { readonly name: 'done'; readonly since: string }
  | { readonly name: 'failed'; readonly problem: ProblemDetails }

export type CheckRunEvent =
  | { readonly type: 'asked' }
  | { readonly type: 'edited' }
  | {
      readonly type: 'sending'
      readonly attempt: number
      readonly stage: 'reading' | 'sending'
      readonly done: number
      readonly total: number
    }
  | { readonly type: 'checking'; readonly attempt: number }
  | { readonly type: 'done'; readonly attempt: number; readonly since: string }
  | { readonly type: 'failed'; readonly attempt: number; readonly problem: ProblemDetails }

export const initialCheckRun: CheckRun = {
  attempt: 0,
  phase: { name: 'idle' },
  edits: 0,
}

export function reduceCheckRun(run: CheckRun, event: CheckRunEvent): CheckRun {
  if ('attempt' in event && event.attempt !== run.attempt) return run
  switch (event.type) {
    case 'asked':
      return { attempt: run.attempt + 1, phase: { name: 'checking' }, edits: 0 }
    case 'edited':
      return { ...run, edits: run.edits + 1 }
    case 'sending': {
      const { stage, done, total } = event
      return { ...run, phase: { name: 'sending', stage, done, total } }
    }
    case 'checking':
      return { ...run, phase: { name: 'checking' } }
    case 'done':
      return { ...run, phase: { name: 'done', since: event.since } }
    case 'failed':
      return { ...run, phase: { name: 'failed', problem: event.problem } }
  }
}

export function isUnderWay({ phase }: CheckRun): boolean {
  return phase.name === 'sending' || phase.name === 'checking'
}

/** Whether a check is over of which nothing is known yet: what is at hand was found by one before it. */
export function isAwaited({ phase }: CheckRun, response: CheckResponse | null): boolean {
  if (phase.name !== 'done') return false
  return !response?.check || response.check.created_at < phase.since
}

/** "Sending the document: 120 of 300 kB": what the run does now, or what is waited for behind it. */
export function describeRun({ phase }: CheckRun): string {
  if (phase.name === 'checking') return 'Checking every sentence and cell against the sources…'
  if (phase.name === 'done') return 'Loading what the check has found…'
  if (phase.name !== 'sending') return ''
  const { stage, done, total } = phase
  const deed = stage === 'reading' ? 'Reading the document' : 'Sending the document'
  return total > 0 ? `${deed}: ${kilobytes(done)} of ${kilobytes(total)} kB` : `${deed}…`
}

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / 1000)
}
