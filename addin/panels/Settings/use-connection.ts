import { useEffect, useMemo, useReducer, useState } from 'react'
import type { WhoAmIResponse } from '../../../shared/contract/identity.ts'
import { problemOf } from '../../../client/api-error.ts'
import { createClient } from '../../../client/create-client.ts'
import { createPaneClient, type Wires } from '../../pane-client.ts'
import { workspaceChoice } from '../../preferences.ts'
import {
  enterWorkspace,
  forgetSessionKey,
  isSignedOut,
  keepSignIn,
  readSessionKey,
} from '../../session-key.ts'
import {
  chooseWorkspace,
  createConnection,
  reduceConnection,
  type Connection,
  type ConnectionEvent,
  type SignIn,
} from '../../state/connection.ts'

type ConnectionUse = {
  readonly connection: Connection
  readonly onEvent: (event: ConnectionEvent) => void
  /** Whether server and program both let the writer sign in with the account of Office. */
  readonly offersOffice: boolean
}

/** The connection to the server of this page's origin; a call proves who signs in before it counts. */
export function useConnection(wires: Wires): ConnectionUse {
  const [connection, dispatch] = useReducer(reduceConnection, wires, (known) =>
    createConnection(findFirstSignIn(known)),
  )
  const [offersOffice, findOffer] = useOffer(wires)
  useEffect(() => {
    if (connection.status !== 'checking') return
    const ending = new AbortController()
    checkSignIn(connection.signIn, { ...wires, findOffer }, ending.signal).then(dispatch, () => {})
    return () => ending.abort()
  }, [connection, wires, findOffer])
  const onEvent = (event: ConnectionEvent) => {
    if (event.type === 'workspace_chosen') {
      workspaceChoice.write(event.workspaceId)
      enterWorkspace(event.workspaceId)
    }
    dispatch(event)
  }
  return { connection, onEvent, offersOffice }
}

function findFirstSignIn({ tokens }: Wires): SignIn | null {
  const apiKey = readSessionKey()
  if (apiKey !== null) return { way: 'api_key', apiKey }
  return tokens && !isSignedOut() ? { way: 'office', mayAsk: false } : null
}

/** Whether the server takes Office's accounts; asked once, and again where there was no answer. */
function useOffer({ reachability, tokens }: Wires): [boolean, () => Promise<boolean>] {
  const [isOffered, setOffered] = useState(false)
  const findOffer = useMemo(() => {
    const client = createClient({ baseUrl: '', fetch: reachability.fetch })
    const ask = async () => {
      const { office } = await client.getSignInOffer()
      setOffered(office)
      return office
    }
    let asked: Promise<boolean> | undefined
    return () =>
      (asked ??= ask().catch((error: unknown) => {
        asked = undefined
        throw error
      }))
  }, [reachability])
  useEffect(() => {
    if (tokens) findOffer().catch(() => undefined)
  }, [tokens, findOffer])
  return [tokens !== undefined && isOffered, findOffer]
}

type CheckMeans = Wires & { readonly findOffer: () => Promise<boolean> }

/** Rejects only when aborted. */
async function checkSignIn(
  signIn: SignIn,
  means: CheckMeans,
  signal: AbortSignal,
): Promise<ConnectionEvent> {
  try {
    if (signIn.way === 'office') {
      if (!(await means.findOffer())) return { type: 'refused', signIn, problem: null }
      await means.tokens?.renew(signIn.mayAsk)
    }
    signal.throwIfAborted()
    const caller = await createPaneClient(signIn, means).whoAmI(signal)
    const identity = chooseWorkspace(
      caller,
      await findMeantWorkspace(signIn, means, caller, signal),
    )
    keepSignIn(signIn)
    if (identity.workspace_id !== null) enterWorkspace(identity.workspace_id)
    return { type: 'accepted', signIn, identity }
  } catch (error) {
    signal.throwIfAborted()
    const problem = problemOf(error)
    if (problem.status === 401) forgetRefused(signIn)
    return { type: 'refused', signIn, problem }
  }
}

/** Of several workspaces that of the document which the pane was opened for, else the last one chosen. */
async function findMeantWorkspace(
  signIn: SignIn,
  means: CheckMeans,
  { workspace_id: only }: WhoAmIResponse,
  signal: AbortSignal,
): Promise<string | null> {
  const chosen = workspaceChoice.read()
  if (only !== null || means.linkedDocumentId === undefined) return chosen
  try {
    const linked = createPaneClient(signIn, means).getDocument(means.linkedDocumentId, signal)
    return (await linked).workspace_id
  } catch {
    signal.throwIfAborted()
    return chosen
  }
}

function forgetRefused(signIn: SignIn): void {
  if (signIn.way === 'api_key' && readSessionKey() === signIn.apiKey) forgetSessionKey()
}
