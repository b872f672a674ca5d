import { useEffect, useReducer, useRef, type Dispatch } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import type { SourceRole } from '../../../shared/model/vocabulary.ts'
import {
  listUnread,
  reduceChosenSources,
  type ChosenSource,
  type ChosenSourcesEvent,
} from '../../state/generation-sources.ts'

export type SourceActions = {
  readonly add: (files: readonly File[]) => void
  readonly sendAgain: (key: string) => void
  /** Asks the server once more about a source that it could not be asked about. */
  readonly askAgain: (documentId: string) => void
  readonly choose: (documentId: string, name: string) => void
  readonly remove: (key: string) => void
  /** Rejects with ApiError where the server does not take it. */
  readonly correctRole: (documentId: string, role: SourceRole) => Promise<void>
}

/** The sources that a document is to be made from: they are sent, and asked about until they are read. */
export function useChosenSources(
  client: Client,
  kept: readonly ChosenSource[],
): [readonly ChosenSource[], SourceActions] {
  const [sources, dispatch] = useReducer(reduceChosenSources, kept)
  const files = useRef(new Map<string, File>())
  useReading(client, sources, dispatch)
  const send = (key: string) => {
    const file = files.current.get(key)
    if (file) void sendSource(client, key, file, dispatch)
  }
  return [
    sources,
    {
      add: (added) => {
        const keyed = added.map((file) => ({ key: crypto.randomUUID(), file }))
        for (const { key, file } of keyed) files.current.set(key, file)
        const told = keyed.map(({ key, file: { name, size } }) => ({ key, name, size }))
        dispatch({ type: 'added', files: told })
        for (const { key } of keyed) send(key)
      },
      sendAgain: (key) => {
        dispatch({ type: 'resent', key })
        send(key)
      },
      askAgain: (documentId) => dispatch({ type: 'asked_again', documentId }),
      choose: (documentId, name) => dispatch({ type: 'chosen', documentId, name }),
      remove: (key) => dispatch({ type: 'removed', key }),
      correctRole: async (documentId, role) => {
        const details = await client.changeDocument(documentId, { role })
        dispatch({ type: 'told', details })
      },
    },
  ]
}

async function sendSource(
  client: Client,
  key: string,
  file: File,
  dispatch: Dispatch<ChosenSourcesEvent>,
): Promise<void> {
  try {
    dispatch({ type: 'sent', key, added: await client.addSource(file) })
  } catch (error) {
    dispatch({ type: 'refused', key, problem: problemOf(error) })
  }
}

/** Asks about each source until the server has read it, or can't. */
function useReading(
  client: Client,
  sources: readonly ChosenSource[],
  dispatch: Dispatch<ChosenSourcesEvent>,
): void {
  const unread = listUnread(sources).join(' ')
  useEffect(() => {
    if (unread === '') return
    const ending = new AbortController()
    const { signal } = ending
    const ask = () => {
      for (const documentId of unread.split(' ')) {
        client.getDocument(documentId, signal).then(
          (details) => !signal.aborted && dispatch({ type: 'told', details }),
          (error: unknown) => !signal.aborted && notTold(documentId, problemOf(error)),
        )
      }
    }
    const notTold = (documentId: string, problem: ProblemDetails) =>
      dispatch({ type: 'not_told', documentId, problem })
    ask()
    const timer = setInterval(ask, askEvery)
    return () => {
      clearInterval(timer)
      ending.abort()
    }
  }, [client, unread, dispatch])
}

/** Milliseconds between two questions about a source that is being read. */
const askEvery = 1_000
