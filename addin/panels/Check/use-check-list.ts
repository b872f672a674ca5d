import { useEffect, useReducer, type Dispatch } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import {
  initialCheckList,
  reduceCheckList,
  toCheckQuery,
  type CheckList,
  type CheckListEvent,
} from '../../state/check-list.ts'

/** A page of what the newest check found; an older question is given up. */
export function useCheckList(
  client: Client,
  documentId: string,
): [CheckList, Dispatch<CheckListEvent>] {
  const [list, dispatch] = useReducer(reduceCheckList, initialCheckList)
  const { attempt, filter, place } = list
  useEffect(() => {
    if (attempt === 0) return
    const ending = new AbortController()
    client.getCheck(documentId, toCheckQuery({ filter, place }), ending.signal).then(
      (response) => dispatch({ type: 'answered', attempt, response }),
      (error: unknown) => {
        if (ending.signal.aborted) return
        dispatch({ type: 'failed', attempt, problem: problemOf(error) })
      },
    )
    return () => ending.abort()
    // filter and place change with the attempt, and place again with the answer
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new attempt asks
  }, [client, documentId, attempt])
  return [list, dispatch]
}
