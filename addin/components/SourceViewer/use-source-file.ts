import { useEffect, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type { LoadProgress, VersionName } from '../../../client/source-calls.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import type { TracedSource } from '../../../shared/contract/sources.ts'

/** What there is to show of a source; `text` is what the server read of it. */
export type SourceView =
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'docx'; readonly bytes: Uint8Array<ArrayBuffer>; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }

type SourceFileState =
  | { readonly status: 'loading'; readonly progress: LoadProgress | undefined }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }
  | { readonly status: 'ready'; readonly view: SourceView }

/** The source in the version that was cited; loaded again with every `attempt`. */
export function useSourceFile(
  client: Client,
  source: TracedSource,
  attempt: number,
): SourceFileState {
  const [state, setState] = useState<SourceFileState>(notBegun)
  const { document_source_id: documentId, document_source_version: version } = source
  useEffect(() => {
    const abort = new AbortController()
    const { signal } = abort
    const onProgress = (progress: LoadProgress) => setState({ status: 'loading', progress })
    setState(notBegun)
    void loadView(client, { documentId, version }, signal, onProgress).then(
      (view) => {
        if (!signal.aborted) setState({ status: 'ready', view })
      },
      (error: unknown) => {
        if (!signal.aborted) setState({ status: 'failed', problem: problemOf(error) })
      },
    )
    return () => abort.abort()
  }, [client, documentId, version, attempt])
  return state
}

const notBegun: SourceFileState = { status: 'loading', progress: undefined }

const pdfType = 'application/pdf'
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

async function loadView(
  client: Client,
  name: VersionName,
  signal: AbortSignal,
  onProgress: (progress: LoadProgress) => void,
): Promise<SourceView> {
  const types = [pdfType, docxType]
  const { mimeType, bytes } = await client.getSourceFile(name, { types, signal, onProgress })
  if (bytes && mimeType === pdfType) return { kind: 'pdf', bytes }
  const { text } = await client.getSourceText(name, signal)
  return bytes ? { kind: 'docx', bytes, text } : { kind: 'text', text }
}
