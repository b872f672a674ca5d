import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { FormMalformed, type FormReceiver } from '../ports/form-receiver.ts'

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
        await takeApart(body, contentType, (name, stream, fileName, _encoding, type) =>
          parts.push(createPart(folder, stream, { name, fileName, type })),
        )
        for (const part of parts) await part.putInto(form)
        return { form, discard }
      } catch (error) {
        await discard()
        throw error
      }
    },
  }
}

type OnPart = (
  name: string,
  stream: BusboyFileStream,
  fileName: string | undefined,
  encoding: string,
  type: string,
) => void

/** @throws FormMalformed where it is not whole */
async function takeApart(body: ReadableStream<Uint8Array>, contentType: string, onPart: OnPart) {
  const busboy = createBusboy(contentType)
  busboy.on('file', onPart)
  busboy.on('partsLimit', () =>
    busboy.destroy(new FormMalformed(`it has more than ${mostParts} parts`)),
  )
  try {
    await pipeline(Readable.from(body), busboy)
  } catch (error) {
    if (error instanceof FormMalformed) throw error
    const said = error instanceof Error ? error.message : 'unknown'
    const isCut = said.startsWith('Unexpected end of multipart data')
    throw new FormMalformed(isCut ? 'it ends before its last boundary' : `it broke off (${said})`)
  }
}

/** Several hundred files may come at once; each part costs memory, however empty. */
const mostParts = 1000
const limits = { parts: mostParts }

/** RFC 2046 §5.1.1: 1 to 70 characters, the last one no blank; quoted where it is no token. */
const boundaryParameter =
  /;\s*boundary=(?:"([\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?])"|([\w'()+,\-./:=?]{1,70}))\s*(?:;|$)/i

function createBusboy(contentType: string): BusboyInstance {
  if (!boundaryParameter.test(contentType)) {
    throw new FormMalformed('its content type names no boundary of 1 to 70 characters (RFC 2046)')
  }
  const headers = { 'content-type': contentType }
  // fields and files alike, so that they come in their order
  return new Busboy({ headers, preservePath: true, isPartAFile: () => true, limits })
}

type WaitingPart = ReturnType<typeof createPart>

type PartName = {
  readonly name: string
  /** Undefined for a field of text. */
  readonly fileName: string | undefined
  readonly type: string
}

function createPart(folder: string, stream: BusboyFileStream, part: PartName) {
  const bytes = createWaitingBytes(join(folder, randomUUID()))
  const taken = take(stream, (piece) => bytes.add(piece))
  // a form that is not whole says so itself, and what the disk refuses is told when the part is asked for
  taken.catch(() => undefined)
  return {
    async putInto(form: FormData): Promise<void> {
      await taken
      await append(form, part, await bytes.finish())
    },
    async discard(): Promise<void> {
      stream.destroy()
      await taken.catch(() => undefined)
      await bytes.discard()
    },
  }
}

/** @throws what `add` throws, behind the end: a part that nobody reads to it holds up the form for ever */
async function take(
  stream: AsyncIterable<unknown>,
  add: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  let adding = Promise.resolve()
  for await (const piece of stream) {
    adding = adding.then(() => add(piece as Uint8Array))
    await adding.catch(() => undefined)
  }
  return adding
}

/** In memory as long as they are few, else in a file at the path. */
function createWaitingBytes(path: string) {
  let held: Uint8Array[] = []
  let heldBytes = 0
  let file: FileHandle | undefined
  const flush = async () => {
    file ??= await open(path, 'wx', 0o600)
    for (const piece of held) await file.writeFile(piece)
    held = []
    heldBytes = 0
  }
  return {
    async add(piece: Uint8Array): Promise<void> {
      held.push(piece)
      heldBytes += piece.length
      if (heldBytes > mostHeldBytes) await flush()
    },
    async finish(): Promise<Blob> {
      if (!file) return new Blob([Buffer.concat(held)])
      await flush()
      await file.close()
      return openAsBlob(path)
    },
    async discard(): Promise<void> {
      await file?.close().catch(() => undefined)
      if (file) await rm(path, { force: true })
    },
  }
}

async function append(form: FormData, { name, fileName, type }: PartName, blob: Blob) {
  if (fileName === undefined) form.append(unescapeName(name), await blob.text())
  else form.append(unescapeName(name), new File([blob], unescapeName(fileName), { type }))
}

/** As browsers write what would end a name (HTML, multipart/form-data encoding algorithm). */
function unescapeName(name: string): string {
  return name.replace(/%(22|0A|0D)/gi, (one) => decodeURIComponent(one))
}
