import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { FormReceiver } from '../ports/form-receiver.ts'
import { findBoundary, readParts } from './multipart.ts'
import { readPartHeaders, type PartName } from './part-headers.ts'

/** Larger parts wait in a file. */
const mostHeldBytes = 1_048_576

/**
 * Forms whose large parts wait in the folder, which is this receiver's alone: what a process before left
 * in it is removed.
 */
export async function openFormReceiver(folder: string): Promise<FormReceiver> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return {
    async receive(body, contentType) {
      const form = new FormData()
      const parts: WaitingPart[] = []
      const discard = async () => {
        for (const part of parts) await part.discard()
      }
      try {
        for await (const token of readParts(body, findBoundary(contentType))) {
          if (token.kind === 'bytes') await parts.at(-1)?.write(token.bytes)
          else parts.push(createPart(folder, readPartHeaders(token.headers)))
        }
        for (const part of parts) await part.putInto(form)
        return { form, discard }
      } catch (error) {
        await discard()
        throw error
      }
    },
  }
}

type WaitingPart = ReturnType<typeof createPart>

function createPart(folder: string, { name, fileName, type }: PartName) {
  const path = join(folder, randomUUID())
  let held: Uint8Array[] = []
  let heldBytes = 0
  let file: FileHandle | undefined
  const flush = async () => {
    file ??= await open(path, 'wx', 0o600)
    for (const bytes of held) await file.writeFile(bytes)
    held = []
    heldBytes = 0
  }
  const finish = async (): Promise<Blob> => {
    if (!file) return new Blob([Buffer.concat(held)])
    await flush()
    await file.close()
    return openAsBlob(path)
  }
  return {
    async write(bytes: Uint8Array): Promise<void> {
      held.push(bytes)
      heldBytes += bytes.length
      if (heldBytes > mostHeldBytes) await flush()
    },
    async putInto(form: FormData): Promise<void> {
      const blob = await finish()
      if (fileName === undefined) form.append(name, await blob.text())
      else form.append(name, new File([blob], fileName, { type }))
    },
    async discard(): Promise<void> {
      await file?.close().catch(() => undefined)
      if (file) await rm(path, { force: true })
    },
  }
}
