import { useEffect, useReducer, useState, type Dispatch } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { StatusResponse } from '../../../shared/contract/documents.ts'
import { sleep } from '../../sleep.ts'
import {
  reduceFollowedRun,
  unknownRun,
  type FollowedRun,
  type FollowedRunEvent,
  type RunRequest,
} from '../../state/generation-run.ts'

/** `comment` is why an outline was rejected. */
export type AskRun = (request: RunRequest, comment?: string) => void

/** A document's newest run as it happens, until it is over; a stream that breaks off is taken up again. */
export function useFollowedRun(client: Client, documentId: string): [FollowedRun, AskRun] {
  const [run, dispatch] = useReducer(reduceFollowedRun, unknownRun)
  const [round, setRound] = useState(0)
  useEffect(() => {
    const ending = new AbortController()
    void follow({ client, documentId, dispatch, signal: ending.signal })
    return () => ending.abort()
  }, [client, documentId, round])
  const ask: AskRun = (request, comment = '') => {
    dispatch({ type: 'asked', request })
    send(client, documentId, run, request, comment).then(
      () => {
        dispatch({ type: 'answered' })
        setRound((before) => before + 1)
      },
      (error: unknown) => dispatch({ type: 'refused', problem: problemOf(error) }),
    )
  }
  return [run, ask]
}

async function send(
  client: Client,
  documentId: string,
  { report }: FollowedRun,
  request: RunRequest,
  comment: string,
): Promise<unknown> {
  if (request === 'cancel') return client.cancelDocument(documentId)
  if (request === 'retry') return client.retryDocument(documentId)
  const taskNumber = report?.task_number ?? 0
  return client.approveOutline(taskNumber, { approved: request === 'approve', comment })
}

type Scene = {
  readonly client: Client
  readonly documentId: string
  readonly dispatch: Dispatch<FollowedRunEvent>
  readonly signal: AbortSignal
}

async function follow(scene: Scene): Promise<void> {
  const { signal } = scene
  const report = createReporter(scene)
  let lastEventId = ''
  while (!signal.aborted) {
    try {
      for await (const id of readEvents(scene, lastEventId, report)) lastEventId = id
      if (isOver(await report())) return
    } catch (error) {
      if (signal.aborted) return
      const problem = problemOf(error)
      scene.dispatch({ type: 'interrupted', problem })
      if (isFinal(problem.status)) return
    }
    // the loop itself ends with the signal
    await sleep(reconnectDelay, signal).catch(() => undefined)
  }
}

/** Gives the id of each event that came. */
async function* readEvents(
  { client, documentId, dispatch, signal }: Scene,
  lastEventId: string,
  report: () => Promise<StatusResponse>,
): AsyncGenerator<string, void, undefined> {
  dispatch({ type: 'named', details: await client.getDocument(documentId, signal) })
  await report()
  for await (const { id, ...event } of client.followRun(documentId, lastEventId, signal)) {
    if (signal.aborted) return
    dispatch({ type: 'happened', id, event })
    // what fails here fails with the stream, or with the next one
    report().catch(() => undefined)
    yield id
  }
}

/**
 * Asks where the run stands; one question at a time, so that no older answer comes last. What is
 * asked while one is under way is asked once behind it.
 */
function createReporter({ client, documentId, dispatch, signal }: Scene) {
  let reading: Promise<StatusResponse> | undefined
  let isAskedAgain = false
  const read = async (): Promise<StatusResponse> => {
    for (;;) {
      isAskedAgain = false
      const tagged = await client.getStatus(documentId, '', signal)
      if (!tagged) continue
      if (!signal.aborted) dispatch({ type: 'reported', report: tagged.status })
      if (!isAskedAgain) return tagged.status
    }
  }
  return (): Promise<StatusResponse> => {
    isAskedAgain = true
    reading ??= read().finally(() => (reading = undefined))
    return reading
  }
}

function isOver({ status }: StatusResponse): boolean {
  return status === 'Ready' || status === 'Failed'
}

/** Refused, and not because too much is asked at once: the next try would be refused, too. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429
}

/** Milliseconds. */
const reconnectDelay = 1_500
