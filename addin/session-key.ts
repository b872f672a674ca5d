/** Where the API key is kept: for this tab's session only, never in the address. */
const storageKey = 'sourcewright.api-key'

export function readSessionKey(): string | null {
  return sessionStorage.getItem(storageKey)
}

/** Which workspace what is kept was typed and looked at in. */
const workspaceKey = 'sourcewright.workspace'

/** Keeps an accepted key; what was typed in another workspace is forgotten. */
export function keepAcceptedKey(apiKey: string, workspace: string): void {
  const before = sessionStorage.getItem(workspaceKey)
  if (before !== null && before !== workspace) forgetSession()
  sessionStorage.setItem(workspaceKey, workspace)
  writeSessionKey(apiKey)
}

export function writeSessionKey(apiKey: string): void {
  sessionStorage.setItem(storageKey, apiKey)
}

export function forgetSessionKey(): void {
  sessionStorage.removeItem(storageKey)
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
