/**
 * What a conversation is about, as the server takes it: ids of documents, each standing for its
 * sources, and of sources; none for all sources of the workspace.
 */
export type ChatScope = readonly string[]

export type ScopeKind = 'document' | 'workspace' | 'chosen'

export function findScopeKind(scope: ChatScope, documentId: string): ScopeKind {
  if (scope.length === 0) return 'workspace'
  return scope.length === 1 && scope[0] === documentId ? 'document' : 'chosen'
}

/** "the sources of this document"; of chosen ones their names, as far as these are known. */
export function describeScope(
  scope: ChatScope,
  documentId: string,
  names: ReadonlyMap<string, string>,
): string {
  const kind = findScopeKind(scope, documentId)
  if (kind !== 'chosen') return scopeWords[kind]
  const known = scope.flatMap((id) => names.get(id) ?? []).slice(0, mostNames)
  const rest = scope.length - known.length
  if (known.length === 0) return `${rest} chosen ${rest === 1 ? 'file' : 'files'}`
  return rest > 0 ? `${known.join(', ')} and ${rest} more` : known.join(', ')
}

export const scopeWords: Record<Exclude<ScopeKind, 'chosen'>, string> = {
  document: 'the sources of this document',
  workspace: 'all sources of the workspace',
}

export function toggleScope(scope: ChatScope, id: string): ChatScope {
  return scope.includes(id) ? scope.filter((one) => one !== id) : [...scope, id]
}

/** Names beyond these are counted. */
const mostNames = 3
