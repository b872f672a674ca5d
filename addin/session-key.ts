import type { SignIn } from './state/connection.ts'

/** Where the API key is kept: for this tab's session only, never in the address. */
const storageKey = 'sourcewright.api-key'

export function readSessionKey(): string | null {
  return sessionStorage.getItem(storageKey)
}

/** Which workspace what is kept was typed and looked at in. */
const workspaceKey = 'sourcewright.workspace'

/** Begins to work in a workspace: what was typed in another one is forgotten. */
export function enterWorkspace(workspace: string): void {
  const before = sessionStorage.getItem(workspaceKey)
  const apiKey = readSessionKey()
  if (before !== null && before !== workspace) forgetSession()
  sessionStorage.setItem(workspaceKey, workspace)
  if (apiKey !== null) writeSessionKey(apiKey)
}

/** Keeps a key that was accepted; an account is kept by Office. */
export function keepSignIn(signIn: SignIn): void {
  sessionStorage.removeItem(signedOutKey)
  if (signIn.way === 'api_key') writeSessionKey(signIn.apiKey)
  else forgetSessionKey()
}

function writeSessionKey(apiKey: string): void {
  sessionStorage.setItem(storageKey, apiKey)
}

export function forgetSessionKey(): void {
  sessionStorage.removeItem(storageKey)
}

/** Whoever has signed out is not signed in again unasked, for as long as this tab is open. */
const signedOutKey = 'sourcewright.signed-out'

export function isSignedOut(): boolean {
  return sessionStorage.getItem(signedOutKey) !== null
}

/** Also where Office would sign the same person in again. */
export function signOut(): void {
  forgetSession()
  sessionStorage.setItem(signedOutKey, 'yes')
}

/** Forgets the key, and all that was typed and looked at with it. */
export function forgetSession(): void {
  const names = Array.from({ length: sessionStorage.length }, (_, index) =>
    sessionStorage.key(index),
  )
  for (const name of names) {
    if (name?.startsWith('sourcewright.')) sessionStorage.removeItem(name)
  }
}

/**
 * Moves a key from the address's fragment ("#key=swk_live_…") to the session. A fragment is never
 * sent to a server; it is removed so that it stays in neither the history nor a copied address.
 */
export function takeKeyFromAddress(): boolean {
  const fragment = new URLSearchParams(location.hash.slice(1))
  const apiKey = fragment.get('key')
  if (apiKey === null) return false
  fragment.delete('key')
  const rest = fragment.size > 0 ? `#${fragment}` : ''
  history.replaceState(null, '', `${location.pathname}${location.search}${rest}`)
  writeSessionKey(apiKey.trim())
  return true
}
