import { useCallback, useEffect, useReducer, type Dispatch } from 'react'
import { ApiError, createProblem, problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { DocumentHost } from '../../host/host.ts'
import {
  initialCheckRun,
  isUnderWay,
  reduceCheckRun,
  type CheckRun,
  type CheckRunEvent,
} from '../../state/check-run.ts'
import { sleep } from '../../sleep.ts'

/**
 * Brings the server's copy of the document up to date and has it checked: at first, when it is asked
 * for, and when the document was edited and is left in peace. `isShown`: only while it is looked at.
 */
export function useCheckRun(
  host: DocumentHost,
  client: Client,
  documentId: string,
  isShown: boolean,
): [CheckRun, () => void] {
  const [run, dispatch] = useReducer(reduceCheckRun, initialCheckRun)
  const { attempt } = run
  const check = useCallback(() => dispatch({ type: 'asked' }), [])
  useEffect(check, [check])
  useEffect(() => {
    if (attempt === 0) return
    const ending = new AbortController()
    const scene = { host, client, documentId, attempt, dispatch, signal: ending.signal }
    performRun(scene).then(
      (since) => dispatch({ type: 'done', attempt, since }),
      (error: unknown) => {
        if (!ending.signal.aborted) dispatch({ type: 'failed', attempt, problem: problemOf(error) })
      },
    )
    return () => ending.abort()
  }, [host, client, documentId, attempt])
  useEffect(() => host.editor.subscribeChanges(() => dispatch({ type: 'edited' })), [host])
  useEffect(() => {
    if (run.edits === 0 || isUnderWay(run) || !isShown) return
    const timer = setTimeout(check, quietTime)
    return () => clearTimeout(timer)
  }, [run, isShown, check])
  return [run, check]
}

/** Milliseconds without an edit after which the document is checked again. */
const quietTime = 2_500

type Scene = {
  readonly host: DocumentHost
  readonly client: Client
  readonly documentId: string
  readonly attempt: number
  readonly dispatch: Dispatch<CheckRunEvent>
  readonly signal: AbortSignal
}

/** Gives when the check that is over then was asked for. */
async function performRun(scene: Scene): Promise<string> {
  const { host, client, documentId, attempt, dispatch, signal } = scene
  await host.editor.sendDocument(client, signal, (progress) =>
    dispatch({ type: 'sending', attempt, ...progress }),
  )
  dispatch({ type: 'checking', attempt })
  const started = await client.startCheck(documentId, signal)
  if (started.status === 'completed') return started.created_at
  for (;;) {
    await sleep(pollDelay, signal)
    const { check, running } = await client.getCheck(documentId, { page_size: 1 }, signal)
    if (running) continue
    if (check && check.created_at >= started.created_at) return started.created_at
    throw new ApiError(createNoResult())
  }
}

function createNoResult() {
  const detail = 'The server gave the check up; what is shown is what the one before it found.'
  return createProblem('check_failed', 0, 'The check could not be finished', detail, '')
}

/** Milliseconds between two questions whether the check is done. */
const pollDelay = 500
