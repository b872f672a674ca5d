import { expect, test } from 'vitest'
import { guardStream } from '../../server/adapters/guard-stream.ts'
import { collectBytes } from '../../shared/text/collect-bytes.ts'

const patient = 60_000
const piecesOf = (...pieces: number[]) =>
  ReadableStream.from(pieces.map((length) => new Uint8Array(length).fill(1)))
const read = async (stream: ReadableStream<Uint8Array>) =>
  (await new Response(stream).arrayBuffer()).byteLength

test('what comes whole is passed on, also where its length is not known', async () => {
  for (const expectedBytes of [5, undefined]) {
    const guarded = guardStream(piecesOf(2, 3), { expectedBytes, silenceMilliseconds: patient })
    expect(await read(guarded)).toBe(5)
  }
})

test('what ends early or goes on too long errs in place of looking whole', async () => {
  for (const [expectedBytes, came] of [
    [6, 5],
    [4, 5],
    [1, 0],
  ] as const) {
    const pieces = came === 0 ? piecesOf() : piecesOf(2, 3)
    const guarded = guardStream(pieces, { expectedBytes, silenceMilliseconds: patient })
    await expect(read(guarded)).rejects.toThrow(
      `${expectedBytes} bytes were expected, and ${came} came`,
    )
  }
})

test('a source that falls silent is let go, and the reader is told', async () => {
  let reason: unknown
  const silent = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(3)),
    cancel: (given) => {
      reason = given
    },
  })
  const guarded = guardStream(silent, { expectedBytes: 9, silenceMilliseconds: 20 })
  await expect(collectBytes(guarded, 9)).rejects.toThrow('nothing came for 20 ms')
  expect(String(reason)).toContain('nothing came')
})

test('a reader that gives up ends the source', async () => {
  let isEnded = false
  const source = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(3)),
    cancel: () => {
      isEnded = true
    },
  })
  const reader = guardStream(source, { expectedBytes: 9, silenceMilliseconds: patient }).getReader()
  await reader.read()
  await reader.cancel()
  expect(isEnded).toBe(true)
})
