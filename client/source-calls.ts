import { textResponse, type TextResponse } from '../shared/contract/document-text.ts'
import { createUnreachable } from './api-error.ts'
import { writeDocumentPath } from './document-path.ts'
import { readAnswer, send, type ClientOptions } from './send-request.ts'

/** A version of a source or document; `version` counts from 1. */
export type VersionName = { readonly documentId: string; readonly version: number }

/** Calls that give a source as it was when it was cited. */
export interface SourceCalls {
  /** The bytes of this very version; none where its type is not among those wanted. */
  getSourceFile(name: VersionName, wish: FileWish): Promise<SourceFile>
  /** The text that was read of this very version. */
  getSourceText(name: VersionName, signal: AbortSignal): Promise<TextResponse>
}

type FileWish = {
  /** MIME types of which the bytes are wanted. */
  readonly types: readonly string[]
  readonly signal: AbortSignal
  readonly onProgress: (progress: LoadProgress) => void
}

/** Bytes; `total` is undefined where the server does not say. */
export type LoadProgress = { readonly done: number; readonly total: number | undefined }

type SourceFile = {
  readonly mimeType: string
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
}

export function createSourceCalls(options: ClientOptions): SourceCalls {
  return {
    getSourceFile: (name, wish) => readSourceFile(options, name, wish),
    getSourceText: (name, signal) =>
      readAnswer(options, writePath(name, 'text'), { signal }, textResponse),
  }
}

function writePath({ documentId, version }: VersionName, part: 'file' | 'text'): string {
  return `${writeDocumentPath(documentId)}/${part}?version=${version}`
}

async function readSourceFile(
  options: ClientOptions,
  name: VersionName,
  { types, signal, onProgress }: FileWish,
): Promise<SourceFile> {
  const path = writePath(name, 'file')
  const response = await send(options, path, { signal })
  const mimeType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  if (!types.includes(mimeType)) {
    await response.body?.cancel()
    return { mimeType, bytes: undefined }
  }
  const bytes = await readBytes(response, onProgress).catch((error: unknown) => {
    signal.throwIfAborted()
    throw createUnreachable(path, error)
  })
  return { mimeType, bytes }
}

async function readBytes(
  response: Response,
  onProgress: FileWish['onProgress'],
): Promise<Uint8Array<ArrayBuffer>> {
  const length = Number(response.headers.get('content-length'))
  const total = length > 0 ? length : undefined
  const parts: Uint8Array<ArrayBuffer>[] = []
  let done = 0
  const body: ReadableStream<Uint8Array<ArrayBuffer>> | null = response.body
  const reader = body?.getReader()
  for (;;) {
    const next = await reader?.read()
    if (!next || next.done) break
    parts.push(next.value)
    done += next.value.length
    onProgress({ done, total })
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
