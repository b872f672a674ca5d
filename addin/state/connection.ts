import type { WhoAmIResponse } from '../../shared/contract/identity.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'

/** Whether the pane may speak to the server. A key counts only after the server has accepted it. */
export type Connection =
  | {
      readonly status: 'disconnected'
      /** The key that was refused or could not be checked, to try it again. */
      readonly apiKey: string | null
      readonly problem: ProblemDetails | null
    }
  | { readonly status: 'checking'; readonly apiKey: string }
  | { readonly status: 'connected'; readonly apiKey: string; readonly identity: WhoAmIResponse }

export type ConnectionEvent =
  | { readonly type: 'key_entered'; readonly apiKey: string }
  | { readonly type: 'key_accepted'; readonly apiKey: string; readonly identity: WhoAmIResponse }
  | { readonly type: 'key_refused'; readonly apiKey: string; readonly problem: ProblemDetails }

/** The state to begin with: a key that is kept for this session is checked again. */
export function createConnection(apiKey: string | null): Connection {
  return apiKey ? { status: 'checking', apiKey } : disconnected
}

export function reduceConnection(connection: Connection, event: ConnectionEvent): Connection {
  switch (event.type) {
    case 'key_entered':
      return { status: 'checking', apiKey: event.apiKey }
    case 'key_accepted':
      if (!isChecking(connection, event.apiKey)) return connection
      return { status: 'connected', apiKey: event.apiKey, identity: event.identity }
    case 'key_refused':
      if (!isChecking(connection, event.apiKey)) return connection
      return { status: 'disconnected', apiKey: event.apiKey, problem: event.problem }
  }
}

const disconnected: Connection = { status: 'disconnected', apiKey: null, problem: null }

/** Why what was typed can't be a key; undefined when it may be one. */
export function findKeyMistake(typed: string): string | undefined {
  if (typed === '') return 'Paste an API key.'
  return /^swk_(live|test)_[\w-]+$/.test(typed)
    ? undefined
    : 'This is not an API key: one begins with swk_live_ or swk_test_ and has no blanks.'
}

/** An answer about a key that is no longer the one being checked is dropped. */
function isChecking(connection: Connection, apiKey: string): boolean {
  return connection.status === 'checking' && connection.apiKey === apiKey
}
