import { useEffect, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { DocumentList } from '../Sources/use-document-list.ts'

/** The workspace's sources, up to `pages` pages of them; `attempt` asks again. */
export function useSourceList(client: Client, pages: number, attempt: number): DocumentList {
  const [list, setList] = useState<DocumentList>({ status: 'loading' })
  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    readSources(client, pages, signal).then(
      (read) => !signal.aborted && setList(read),
      (error: unknown) =>
        !signal.aborted && setList({ status: 'failed', problem: problemOf(error) }),
    )
    return () => ending.abort()
  }, [client, pages, attempt])
  return list
}

async function readSources(
  client: Client,
  pages: number,
  signal: AbortSignal,
): Promise<DocumentList> {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1)
  const answers = await Promise.all(
    numbers.map((page) => client.listDocuments({ kind: 'source', page, pageSize: 50 }, signal)),
  )
  const documents = answers.flatMap((answer) => answer.documents)
  return { status: 'loaded', documents, total: answers[0]?.total ?? 0 }
}
