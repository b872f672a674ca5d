import type { WhoAmIResponse } from '../../shared/contract/identity.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'

/** How the writer says who he is: by a key, or by the account that Office is signed in with. */
export type SignIn =
  | { readonly way: 'api_key'; readonly apiKey: string }
  /** `mayAsk`: whether Office may open its own window to ask for it. */
  | { readonly way: 'office'; readonly mayAsk: boolean }

/** Whether the pane may speak to the server. A sign-in counts only after the server has accepted it. */
export type Connection =
  | {
      readonly status: 'disconnected'
      /** What was refused or could not be checked, to try it again. */
      readonly signIn: SignIn | null
      readonly problem: ProblemDetails | null
    }
  | { readonly status: 'checking'; readonly signIn: SignIn }
  /** The server knows the caller, who reaches several workspaces or none. */
  | { readonly status: 'choosing'; readonly signIn: SignIn; readonly identity: WhoAmIResponse }
  | { readonly status: 'connected'; readonly signIn: SignIn; readonly identity: WhoAmIResponse }

export type ConnectionEvent =
  | { readonly type: 'entered'; readonly signIn: SignIn }
  | { readonly type: 'accepted'; readonly signIn: SignIn; readonly identity: WhoAmIResponse }
  /** Without a problem where there was nothing to sign in with. */
  | { readonly type: 'refused'; readonly signIn: SignIn; readonly problem: ProblemDetails | null }
  | { readonly type: 'workspace_chosen'; readonly workspaceId: string }

/** The state to begin with: a key that is kept for this session is checked again. */
export function createConnection(signIn: SignIn | null): Connection {
  return signIn ? { status: 'checking', signIn } : disconnected
}

export function reduceConnection(connection: Connection, event: ConnectionEvent): Connection {
  switch (event.type) {
    case 'entered':
      return { status: 'checking', signIn: event.signIn }
    case 'accepted':
      if (!isChecking(connection, event.signIn)) return connection
      return settleIn(event.signIn, event.identity)
    case 'refused':
      if (!isChecking(connection, event.signIn)) return connection
      return { status: 'disconnected', signIn: event.signIn, problem: event.problem }
    case 'workspace_chosen':
      if (connection.status !== 'choosing' && connection.status !== 'connected') return connection
      return settleIn(connection.signIn, chooseWorkspace(connection.identity, event.workspaceId))
  }
}

const disconnected: Connection = { status: 'disconnected', signIn: null, problem: null }

function settleIn(signIn: SignIn, identity: WhoAmIResponse): Connection {
  const status = identity.workspace_id === null ? 'choosing' : 'connected'
  return { status, signIn, identity }
}

/** The caller in one of several workspaces; as he is where he does not reach that one. */
export function chooseWorkspace(
  identity: WhoAmIResponse,
  workspaceId: string | null,
): WhoAmIResponse {
  const chosen = identity.workspaces.find(({ workspace_id: id }) => id === workspaceId)
  return chosen ? { ...identity, ...chosen } : identity
}

/** Why what was typed can't be a key; undefined when it may be one. */
export function findKeyMistake(typed: string): string | undefined {
  if (typed === '') return 'Paste an API key.'
  return /^swk_(live|test)_[\w-]+$/.test(typed)
    ? undefined
    : 'This is not an API key: one begins with swk_live_ or swk_test_ and has no blanks.'
}

/** An answer about a sign-in that is no longer the one being checked is dropped. */
function isChecking(connection: Connection, signIn: SignIn): boolean {
  return connection.status === 'checking' && connection.signIn === signIn
}
