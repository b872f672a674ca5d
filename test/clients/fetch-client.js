/* global Buffer, fetch, File, FormData */
// A client as a Node program has it: fetch and what Node brings, against the server at URL with the
// owner's KEY. FILES holds what it sends.
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const { URL: server, FILES: files } = process.env
let headers = { 'X-API-Key': process.env.KEY }

async function ask(method, path, body, more = {}) {
  const isForm = body instanceof FormData
  const response = await fetch(server + path, {
    method,
    headers: {
      ...headers,
      ...(body && !isForm && { 'Content-Type': 'application/json' }),
      ...more,
    },
    body: isForm ? body : body && JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
  return response
}
const json = async (...words) => (await ask(...words)).json()
const bytes = async (response) => Buffer.from(await response.arrayBuffer())
const sha = (content) => createHash('sha256').update(content).digest('hex')

async function until(isThere, path) {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await json('GET', path)
    if (isThere(answer)) return answer
    await sleep(200)
  }
  throw new Error(`GET ${path} never came to ${isThere}`)
}

async function form(fields, ...names) {
  const sent = new FormData()
  for (const name of names) {
    sent.append('file', new File([await readFile(`${files}/${name}`)], name.split('/').at(-1)))
  }
  for (const [name, value] of Object.entries(fields)) sent.append(name, value)
  return sent
}

/** The events of a stream, to its end. */
async function events(response) {
  assert.match(response.headers.get('content-type'), /^text\/event-stream/)
  const found = []
  for (const block of (await response.text()).split('\n\n').filter((text) => text.trim())) {
    const lines = block.split('\n').map((line) => line.match(/^(\w+): ?(.*)$/)?.slice(1) ?? [])
    const { id, event, data } = Object.fromEntries(lines)
    if (data) found.push({ id, event, data: JSON.parse(data) })
  }
  return found
}

// a receiver of webhooks
const received = []
const receiver = createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  received.push({ headers: request.headers, body: Buffer.concat(chunks) })
  response.writeHead(204).end()
})
await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve))

// a workspace, and keys
const set = await json('POST', '/api/v1/document-sets/', {
  document_set_name: 'Fetch',
  document_set_key: 'fetch',
})
const made = await json('POST', '/v1/api-keys', {
  name: 'Fetch',
  permissions: ['read', 'search', 'write', 'generate', 'admin'],
  workspace_id: set.id,
})
headers = { Authorization: `Bearer ${made.key}`, 'X-Workspace-Id': set.id }
const reader = await json('POST', '/v1/api-keys', { name: 'Reader', permissions: ['read'] })
const asReader = (path, init) =>
  fetch(server + path, { ...init, headers: { 'X-API-Key': reader.key } })
assert.equal((await asReader('/api/v1/documents')).status, 200)
assert.equal((await asReader('/v1/webhooks')).status, 403)
await ask('DELETE', `/v1/api-keys/${reader.api_key_id}`)
const refused = await asReader('/api/v1/documents')
assert.equal(refused.status, 401)
assert.ok(refused.headers.get('www-authenticate'))
assert.equal((await refused.json()).detail, 'API key has been revoked')

const { secret } = await json('POST', '/v1/webhooks', {
  url: `http://127.0.0.1:${receiver.address().port}/`,
  events: ['core.document.uploaded', 'flows.tasks.completed', 'generation.completed'],
})

// sources and template
const several = await form({}, 'audit-charter.pdf', 'ledger-q3.docx')
const sent = await json('POST', '/api/v1/documents', several, { 'Idempotency-Key': 'fetch-1' })
assert.equal(sent.added, 2)
const again = await ask('POST', '/api/v1/documents', several, { 'Idempotency-Key': 'fetch-1' })
assert.equal(again.headers.get('idempotency-replayed'), 'true')
assert.deepEqual(await again.json(), sent)
const ledger = sent.results[1].source.document_id
const zip = await form({ role: 'report' }, 'findings.zip')
const findings = (await json('POST', '/api/v1/documents', zip)).results[0].source.document_id
await until(({ total }) => total === 3, '/api/v1/documents?kind=source&status=completed')
const template = await json('POST', '/api/v1/templates/', await form({}, 'template.docx'))

// a report of all sources
const request = {
  document_type: 'Internal Audit Report',
  document_set_key: 'fetch',
  document_set_name: 'Fetch',
  template_id: template.template_id,
  output_name: 'Fetch report',
  as_of: '2025-01-15',
}
const response = await ask('POST', '/api/v1/documents/generate', request)
const { task_id: id } = await response.json()
assert.equal(response.status, 202)
assert.equal(response.headers.get('location'), `/api/v1/documents/status/${id}`)
const status = `/api/v1/documents/status/${id}`
const run = await events(await ask('GET', `${status}/events`))
assert.equal(run.at(-1).event, 'run.completed')
const rest = await events(
  await ask('GET', `${status}/events`, undefined, { 'Last-Event-ID': run[3].id }),
)
assert.deepEqual(rest, run.slice(4))
const ready = await ask('GET', status)
assert.equal((await ready.json()).status, 'Ready')
const etag = { ...headers, 'If-None-Match': ready.headers.get('etag') }
assert.equal((await fetch(server + status, { headers: etag })).status, 304)

// its files, ledger, sections and sources
const docx = await bytes(await ask('GET', `/api/v1/documents/${id}/file`))
assert.equal(docx.subarray(0, 2).toString(), 'PK')
const pdf = await bytes(await ask('GET', `/api/v1/documents/${id}/file?format=pdf`))
assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
const { download_url: link } = await json('GET', `/api/v1/documents/${id}/download-url`)
assert.equal(sha(await bytes(await fetch(link))), sha(docx))
const csv = await (await ask('GET', `/api/v1/documents/${id}/ledger?format=csv`)).text()
const sentence =
  'Internal Audit tested 375 of 12,986 transactions and found 15 exceptions (4.0%) with a value of EUR 108,007.10.'
assert.ok(csv.includes(sentence))
const { sections } = await json('POST', '/api/v1/get-sections-for-document', { document_id: id })
assert.equal(sections[1].section_id, 'Executive Summary')
const { anchor, sources } = await json('POST', '/get-sources-for-selected-text', {
  document_id: id,
  section_id: 'Executive Summary',
  selected_text: sentence,
})
assert.equal(anchor, 'intact')
assert.equal(sources[0].document_source_id, ledger)
const { referenced_text: words, marks } = sources[0]
assert.ok(marks.some(({ start, end }) => words.slice(start, end) === '108,007.10'))

// a check, and what a new version of a source changes
await ask('POST', `/api/v1/documents/${id}/checks`)
const checked = await until(
  ({ running, check }) => !running && check,
  `/api/v1/documents/${id}/checks/latest`,
)
assert.ok(checked.counts.supported > 100)
await ask(
  'POST',
  '/api/v1/documents',
  await form({ document_id: ledger }, 'changed/ledger-q3.docx'),
)
await until(
  ({ updates }) => updates.some((one) => one.old === '108,007.10' && one.new === '109,007.10'),
  `/api/v1/documents/${id}/updates`,
)

// chat, search, a claim
const chat = await json('POST', '/api/v1/conversations', { document_ids: [findings] })
const turn = { turn_id: 't-1', text: 'When will back-dating of purchase orders be disabled?' }
const told = await events(
  await ask('POST', `/api/v1/conversations/${chat.conversation_id}/messages`, turn),
)
assert.equal(told.at(-1).event, 'message')
const { data: message } = told.at(-1)
assert.match(message.text, /February 2025/)
const citation = message.sentences.find(({ citations }) => citations.length > 0).citations[0]
assert.equal(citation.document_source_id, findings)
const found = await json('POST', '/api/v1/search', {
  query: 'back-dating',
  search_mode: 'semantic',
})
assert.equal(found.results[0].document_id, findings)
const claim = await json('POST', '/api/v1/verify-claim', { claim: message.sentences[0].text })
assert.equal(claim.claim_state, 'supported')

// a task whose outline is refused, then approved
const waiting = await json('POST', '/api/v1/documents/generate', {
  ...request,
  output_name: 'Fetch approved',
  approve_outline: true,
})
await until((one) => one.awaiting_approval, `/api/v1/documents/status/${waiting.task_id}`)
const task = `/tasks/${waiting.task_number}`
const plan = await json('GET', `${task}/steps/outline/document`)
assert.equal((await bytes(await fetch(plan.download_url))).subarray(0, 2).toString(), 'PK')
await ask('POST', `${task}/approve`, { approved: true })
const done = await until((one) => one.status === 'completed', task)
assert.deepEqual(
  done.step_runs.map(({ step_id }) => step_id),
  ['extract', 'ingest', 'outline', 'orchestrate', 'generate'],
)
const written = await json('GET', `${task}/steps/generate/document`)
assert.match(written.file_name, /\.docx$/)

// a generation, as PDF
const generation = await json(
  'POST',
  '/v1/generations',
  { template_id: template.template_id, outputs: ['pdf'], external_id: 'crm-2' },
  { Prefer: 'wait=30' },
)
assert.equal(generation.status, 'completed', JSON.stringify(generation))
const output = await bytes(await fetch(generation.outputs[0].url))
assert.equal(output.subarray(0, 5).toString(), '%PDF-')

// a signed address, and the proxy
const upload = new FormData()
upload.append('file_content', new File([docx], 'kept.docx'))
upload.append('container', 'documents')
const { key } = await json('POST', '/api/v1/files/upload', upload)
const { url } = await json('POST', '/generate-presigned-url', { key })
assert.equal(sha(await bytes(await fetch(url))), sha(docx))
const proxied = await ask('GET', `/api/v1/proxy/file?presigned_url=${encodeURIComponent(url)}`)
assert.equal(sha(await bytes(proxied)), sha(docx))

// what the webhook was sent
const toldOf = (event) => received.find(({ body }) => JSON.parse(body).event === event)
for (let tries = 0; tries < 100 && !toldOf('generation.completed'); tries += 1) await sleep(200)
for (const event of ['core.document.uploaded', 'flows.tasks.completed', 'generation.completed']) {
  const { headers: sentWith, body } = toldOf(event) ?? assert.fail(`${event} never came`)
  const signed = `${sentWith['webhook-id']}.${sentWith['webhook-timestamp']}.${body}`
  const raw = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', raw).update(signed).digest('base64')
  assert.equal(sentWith['webhook-signature'], `v1,${expected}`)
  const hex = createHmac('sha256', secret).update(body).digest('hex')
  assert.equal(sentWith['x-webhook-signature'], `sha256=${hex}`)
}
receiver.close()
console.log('done')
