import { option, describe, shoot } from './shoot.ts'
import { requestDocument, type Target } from './target.ts'

/**
 * Of ten requests six ask for a status, two list and two search, at half of what the server bears of
 * them while it makes documents; those have names of their own, and come at half of the rate at which
 * it can make them.
 */
export async function benchMixed(
  target: Target,
  id: string,
  documentsPerHour: number,
): Promise<void> {
  const minutes = Number(option('minutes') ?? 10)
  const documents = requestEvery(target, (2 * 3_600_000) / documentsPerHour)
  const load = { url: target.url, requests: mix(target, id) }
  const capacity = await shoot({ ...load, duration: 10 })
  const half = Math.max(1, Math.floor(capacity.requests.average / 2))
  console.log(`\nmixed load, capacity ${capacity.requests.average.toFixed(0)}/s beside documents`)
  const memory = watchMemory(target, minutes)
  const result = await shoot({ ...load, overallRate: half, duration: minutes * 60 })
  console.log(`  ${minutes} min at ${half}/s: ${describe(result)}`)
  console.log(
    `  documents asked for: ${documents.end()}, ${documentsPerHour.toFixed(0)} an hour halved`,
  )
  console.log(`  resident megabytes over the time: ${(await memory.end()).join(' ')}`)
}

function mix({ key }: Target, id: string) {
  const headers = { 'X-API-Key': key, 'Content-Type': 'application/json' }
  const status = { method: 'GET' as const, path: `/api/v1/documents/status/${id}`, headers }
  const list = { method: 'GET' as const, path: '/api/v1/documents', headers }
  const body = JSON.stringify({ query: 'overdue findings of the third quarter' })
  const search = { method: 'POST' as const, path: '/api/v1/search', headers, body }
  return [status, status, search, list, status, status, search, list, status, status]
}

/** Throws where one is not accepted. */
function requestEvery(target: Target, milliseconds: number) {
  let count = 0
  const ask = async () => {
    await requestDocument(target)
    count += 1
  }
  const timer = setInterval(() => void ask(), milliseconds)
  return {
    end() {
      clearInterval(timer)
      return count
    },
  }
}

/** As the server says itself, at ten points of time. */
function watchMemory({ url }: Target, minutes: number) {
  const seen: number[] = []
  const look = async () => {
    const text = await (await fetch(`${url}/metrics`)).text()
    const bytes = Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1])
    seen.push(Math.round(bytes / 1_048_576))
  }
  const every = (minutes * 60_000) / 10
  const timer = setInterval(() => void look(), every)
  return {
    async end() {
      clearInterval(timer)
      await look()
      return seen
    },
  }
}
