import { useEffect, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { DocumentSummary } from '../../../shared/contract/documents.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'

/** `pages` is how many pages were asked for; the newest documents come first. */
export type DocumentList =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }
  | {
      readonly status: 'loaded'
      readonly documents: readonly DocumentSummary[]
      readonly total: number
    }

/** The workspace's generated and local documents, up to `pages` pages of each; `attempt` asks again. */
export function useDocumentList(client: Client, pages: number, attempt: number): DocumentList {
  const [list, setList] = useState<DocumentList>({ status: 'loading' })
  useEffect(() => {
    const ending = new AbortController()
    const show = (shown: DocumentList) => {
      if (!ending.signal.aborted) setList(shown)
    }
    readDocuments(client, pages, ending.signal).then(show, (error: unknown) =>
      show({ status: 'failed', problem: problemOf(error) }),
    )
    return () => ending.abort()
  }, [client, pages, attempt])
  return list
}

async function readDocuments(
  client: Client,
  pages: number,
  signal: AbortSignal,
): Promise<DocumentList> {
  const queries = (['generated', 'local'] as const).flatMap((kind) =>
    Array.from({ length: pages }, (_, index) => ({ kind, page: index + 1, pageSize })),
  )
  const answers = await Promise.all(queries.map((query) => client.listDocuments(query, signal)))
  const documents = answers
    .flatMap((answer) => answer.documents)
    .sort((a, b) => b.updated_at.localeCompare(a.updated_at))
  const total = answers
    .filter(({ page }) => page === 1)
    .reduce((sum, answer) => sum + answer.total, 0)
  return { status: 'loaded', documents, total }
}

const pageSize = 50
