import type { SearchMode } from '../../shared/contract/search.ts'
import type { Dependencies } from './dependencies.ts'
import type { FusedHits } from './search-fused.ts'

export function warnOfVectors(
  { dense }: Pick<Dependencies, 'dense'>,
  mode: SearchMode | undefined,
  { failure, compared, by }: FusedHits,
  passages: number,
): string[] {
  if (!dense) {
    if (mode === undefined || mode === 'keyword') return []
    return [`No embedder is configured: "${mode}" was answered by keyword.`]
  }
  if (failure !== null) return [`Answered by keyword, since ${failure}.`]
  if (compared === null || compared >= passages) return []
  const lost = by === 'semantic' ? 'was not searched' : 'was searched by keyword alone'
  return [`Of ${passages} passages, ${passages - compared} have no vector yet: that part ${lost}.`]
}

export function warnOfUnread(unread: readonly { readonly name: string }[]): string[] {
  if (unread.length === 0) return []
  const names = unread.map(({ name }) => name).join(', ')
  return [`Not searched, since it has not been read: ${names}.`]
}
