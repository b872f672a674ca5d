import { createClient, type Client } from '../client/create-client.ts'
import type { Reachability } from './reachability.ts'
import type { SignIn } from './state/connection.ts'
import type { TokenSession } from './token-session.ts'

/** What the pane's calls go through. */
export type Wires = {
  readonly reachability: Reachability
  /** Undefined where the program around the document signs nobody in. */
  readonly tokens: TokenSession | undefined
  /** The document that the pane was opened for, where its address names one. */
  readonly linkedDocumentId?: string | undefined
}

/** Calls of the server of this page's origin, as whoever has signed in. */
export function createPaneClient(
  signIn: SignIn,
  { reachability, tokens }: Wires,
  workspaceId?: string,
): Client {
  const common = { baseUrl: '', workspaceId, fetch: reachability.fetch }
  if (signIn.way === 'api_key') return createClient({ ...common, apiKey: signIn.apiKey })
  return createClient({ ...common, ...(tokens && { fetch: tokens.fetch }) })
}
