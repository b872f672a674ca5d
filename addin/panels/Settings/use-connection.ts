import { useEffect, useReducer } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import { createClient, type Client } from '../../../client/create-client.ts'
import type { Reachability } from '../../reachability.ts'
import { forgetSessionKey, keepAcceptedKey, readSessionKey } from '../../session-key.ts'
import {
  createConnection,
  reduceConnection,
  type Connection,
  type ConnectionEvent,
} from '../../state/connection.ts'

/** The connection to the server of this page's origin; a key is checked by a call before it counts. */
export function useConnection(
  reachability: Reachability,
): [Connection, (event: ConnectionEvent) => void] {
  const [connection, dispatch] = useReducer(reduceConnection, readSessionKey(), createConnection)
  useEffect(() => {
    if (connection.status !== 'checking') return
    const { apiKey } = connection
    const ending = new AbortController()
    const client = createClient({ baseUrl: '', apiKey, fetch: reachability.fetch })
    checkKey(client, apiKey, ending.signal).then(dispatch, () => {})
    return () => ending.abort()
  }, [connection, reachability])
  return [connection, dispatch]
}

/** Rejects only when aborted. */
async function checkKey(
  client: Client,
  apiKey: string,
  signal: AbortSignal,
): Promise<ConnectionEvent> {
  try {
    const identity = await client.whoAmI(signal)
    keepAcceptedKey(apiKey, identity.workspace_id ?? identity.organization_id)
    return { type: 'key_accepted', apiKey, identity }
  } catch (error) {
    signal.throwIfAborted()
    const problem = problemOf(error)
    if (problem.status === 401 && readSessionKey() === apiKey) forgetSessionKey()
    return { type: 'key_refused', apiKey, problem }
  }
}
