import type { DocumentDetails } from '../../../shared/contract/documents.ts'
import type { DocumentVersionFacts } from '../../state/open-document.ts'

export function findNewestVersion({ versions }: DocumentDetails): DocumentVersionFacts | undefined {
  const newest = [...versions].sort((a, b) => a.number - b.number).at(-1)
  return newest && { number: newest.number, sizeBytes: newest.size_bytes }
}
