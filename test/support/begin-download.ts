import { get } from 'node:http'

/** Reads nothing behind the first piece until `rest` is called. */
export function beginDownload(
  url: URL,
  headers: Record<string, string>,
): Promise<{ length: number; rest(): Promise<{ received: Buffer; error: string | undefined }> }> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (answer) => {
      const pieces: Buffer[] = []
      answer.once('data', (first: Buffer) => {
        answer.pause()
        pieces.push(first)
        resolve({ length: Number(answer.headers['content-length']), rest })
      })
      const rest = async () => {
        try {
          for await (const piece of answer) pieces.push(piece as Buffer)
          return { received: Buffer.concat(pieces), error: undefined }
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException
          return { received: Buffer.concat(pieces), error: code }
        }
      }
    }).on('error', reject)
  })
}
