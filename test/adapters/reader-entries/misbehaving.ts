import type {
  ReaderAnswer,
  ReaderProgress,
  ReaderRequest,
} from '../../../server/adapters/reader-messages.ts'

/** A reader's child that does what the name of the file asks for, as hostile files do. */
process.on('message', (request: ReaderRequest) => {
  if (request.kind === 'template') return answer(`${process.pid} template`)
  if (request.kind !== 'source') throw new Error(`only sources are tried, not ${request.kind}`)
  const { fileName, bytes } = request
  if (fileName === 'hang') for (;;);
  if (fileName === 'slow pages') return void readPages(4)
  if (fileName === 'a slow page') return readBut(request.ocrSkips)
  if (fileName === 'endless pages') return void readPages(Infinity)
  if (fileName === 'fill the heap') fillHeap()
  if (fileName === 'fill buffers') return fillBuffers()
  if (fileName === 'crash') process.kill(process.pid, 'SIGSEGV')
  if (fileName === 'exit') process.exit(3)
  if (fileName === 'throw') throw new Error('an error that no reader foresaw')
  if (fileName === 'keep buffers') kept.push(Buffer.alloc(200 * 1024 * 1024, 1))
  if (fileName === 'take 2 s') return void setTimeout(() => answer('read at last'), 2_000)
  if (fileName === 'environment') answer(JSON.stringify(process.env))
  else answer(`${process.pid} ${fileName} ${bytes.length}`)
})
process.on('disconnect', () => process.exit(0))

/** Never ends with page 2. */
function readBut(skips: readonly number[] = []): void {
  if (skips.length > 0) return answer(`read all pages but ${skips.join(', ')}`)
  process.send?.({ progress: 'page', page: 1 } satisfies ReaderProgress)
  process.send?.({ progress: 'page', page: 2 } satisfies ReaderProgress)
}

/** A second a page, each reported when it is begun. */
async function readPages(count: number): Promise<void> {
  for (let page = 0; page < count; page++) {
    process.send?.({ progress: 'page', page: page + 1 } satisfies ReaderProgress)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  answer(`read ${count} pages`)
}

const kept: Buffer[] = []

function answer(reason: string): void {
  const result = { outcome: 'refused', code: 'damaged', reason } as const
  process.send?.({ result } satisfies ReaderAnswer)
}

function fillHeap(): never {
  const objects: unknown[] = []
  for (;;) objects.push({ text: [objects.length] })
}

function fillBuffers(): void {
  const buffers: Buffer[] = []
  const fill = () => {
    buffers.push(Buffer.alloc(16 * 1024 * 1024, buffers.length))
    setTimeout(fill, 5)
  }
  fill()
}
