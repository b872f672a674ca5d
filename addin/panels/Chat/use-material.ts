import { useEffect, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { DocumentSummary } from '../../../shared/contract/documents.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import type { DocumentKind } from '../../../shared/model/vocabulary.ts'

/** What a conversation can be about: the workspace's documents and sources. */
export type Material =
  | { readonly status: 'idle' | 'loading' }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }
  | {
      readonly status: 'loaded'
      readonly documents: readonly DocumentSummary[]
      readonly sources: readonly DocumentSummary[]
    }

/** Asked for once it `isWanted`; `attempt` asks again. */
export function useMaterial(client: Client, isWanted: boolean, attempt: number): Material {
  const [material, setMaterial] = useState<Material>({ status: 'idle' })
  useEffect(() => {
    if (!isWanted) return
    const ending = new AbortController()
    const show = (next: Material) => {
      if (!ending.signal.aborted) setMaterial(next)
    }
    show({ status: 'loading' })
    readMaterial(client, ending.signal).then(show, (error: unknown) =>
      show({ status: 'failed', problem: problemOf(error) }),
    )
    return () => ending.abort()
  }, [client, isWanted, attempt])
  return material
}

async function readMaterial(client: Client, signal: AbortSignal): Promise<Material> {
  const [generated, local, sources] = await Promise.all(
    (['generated', 'local', 'source'] as const).map((kind) => listAll(client, kind, signal)),
  )
  return { status: 'loaded', documents: [...generated!, ...local!], sources: sources! }
}

async function listAll(
  client: Client,
  kind: DocumentKind,
  signal: AbortSignal,
): Promise<DocumentSummary[]> {
  const found: DocumentSummary[] = []
  for (let page = 1; ; page++) {
    const answer = await client.listDocuments({ kind, page, pageSize: 100 }, signal)
    found.push(...answer.documents)
    if (answer.documents.length === 0 || found.length >= answer.total) return found
  }
}
