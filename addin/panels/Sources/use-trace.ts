import { useEffect, useReducer } from 'react'
import { ApiError, createProblem, problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import {
  maximumSelection,
  type SourcesRequestInput,
  type SourcesResponse,
} from '../../../shared/contract/sources.ts'
import {
  initialTrace,
  reduceTrace,
  toSourcesRequest,
  type Trace,
  type TraceEvent,
} from '../../state/trace.ts'

/** Asks the server for the sources of the present subject; an older question is given up. */
export function useTrace(client: Client, documentId: string): [Trace, (event: TraceEvent) => void] {
  const [trace, dispatch] = useReducer(reduceTrace, initialTrace)
  const { attempt, subject } = trace
  useEffect(() => {
    if (attempt === 0 || !subject) return
    const ending = new AbortController()
    findSources(client, toSourcesRequest(documentId, subject), ending.signal).then(
      (response) => dispatch({ type: 'answered', attempt, response }),
      (error: unknown) => dispatch({ type: 'failed', attempt, problem: problemOf(error) }),
    )
    return () => ending.abort()
  }, [client, documentId, attempt, subject])
  return [trace, dispatch]
}

async function findSources(
  client: Client,
  request: SourcesRequestInput,
  signal: AbortSignal,
): Promise<SourcesResponse> {
  const length = request.selected_text?.length ?? 0
  if (length <= maximumSelection) return client.findSources(request, signal)
  const detail = `It has ${length} characters; at most ${maximumSelection} can be looked up at once.`
  const title = 'The selection is too long'
  throw new ApiError(createProblem('selection_too_long', 422, title, detail, ''))
}
