import { randomBytes } from 'node:crypto'
import { uploadedFile } from '../../shared/contract/files.ts'
import { startMeasuredServer, type MeasuredServer } from '../study/server.ts'

const count = 8
/** As large as one file may be by default, less what stands around it in a form. */
const sizeBytes = 49 * 1_048_576

/** What the server holds in memory at most while large files come at once; none of them is read meanwhile. */
export async function benchUploads(folder: string): Promise<void> {
  const server = await startMeasuredServer(folder)
  try {
    await send(server, createPdf(1024))
    const before = server.peak().server
    const started = performance.now()
    await Promise.all(Array.from({ length: count }, () => send(server, createPdf(sizeBytes))))
    const seconds = (performance.now() - started) / 1000
    const megabytes = (sizeBytes / 1_048_576).toFixed(0)
    console.log(`\n${count} files of ${megabytes} MB at once: ${seconds.toFixed(1)} s`)
    console.log(
      `  resident megabytes of the server: ${before.toFixed(0)} before, at most ${server.peak().server.toFixed(0)}`,
    )
  } finally {
    await server.stop()
  }
}

/** By its header one, and by nothing else. */
function createPdf(length: number): File {
  const bytes = randomBytes(length)
  bytes.write('%PDF-1.7\n')
  return new File([bytes], `${bytes.toString('hex', 9, 17)}.pdf`, { type: 'application/pdf' })
}

async function send({ url, apiKey }: MeasuredServer, file: File): Promise<void> {
  const body = new FormData()
  body.append('file_name', file.name)
  body.append('container', 'input')
  body.append('file_content', file)
  const headers = { 'X-API-Key': apiKey }
  const answer = await fetch(`${url}/api/v1/files/upload`, { method: 'POST', headers, body })
  uploadedFile.parse(await answer.json())
}
