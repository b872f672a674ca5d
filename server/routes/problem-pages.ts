import { z } from '@hono/zod-openapi'
import { problems, type ProblemCode } from '../../shared/contract/problem.ts'
import { Problem } from '../services/problem.ts'
import { defineRoute } from './define-route.ts'
import { createSubApp } from './environment.ts'
import { escapeHtml, htmlPage } from './html-page.ts'

export const problemPages = createSubApp()

const page = { 200: { description: 'A page.', content: { 'text/html': { schema: z.string() } } } }

problemPages.openapi(
  defineRoute('GET /errors', { summary: 'Every problem code', responses: page }),
  (c) => c.html(htmlPage('Problems', writeList()), 200),
)

problemPages.openapi(
  defineRoute('GET /errors/{code}', {
    summary: 'What a problem code means, and what to do',
    request: { params: z.object({ code: z.string() }) },
    responses: page,
  }),
  (c) => {
    const { code } = c.req.valid('param')
    if (!isProblemCode(code)) throw new Problem('not_found', `There is no problem code "${code}".`)
    const { status, title } = problems[code]
    const body = `<h1>${escapeHtml(title)}</h1>
<p>Problem code <code>${code}</code>, HTTP status ${status}.</p>
<p>${escapeHtml(advice[code])}</p>
<p>The <code>detail</code> of the answer says what happened this time; <code>errors</code>, where it is there, names
each place of the request and what was expected; the log of the server finds the <code>trace_id</code>.</p>
<p><a href="/errors">All problem codes</a></p>`
    return c.html(htmlPage(title, body), 200)
  },
)

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code)
}

function writeList(): string {
  const rows = Object.entries(problems).map(
    ([code, { status, title }]) =>
      `<tr><td><a href="/errors/${code}"><code>${code}</code></a></td><td>${status}</td><td>${escapeHtml(title)}</td></tr>`,
  )
  return `<h1>Problems</h1>
<p>The <code>code</code> of a problem stays the same from version to version; its words may change.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

/** What whoever meets the problem can do. */
const advice: Readonly<Record<ProblemCode, string>> = {
  malformed_json:
    'Send a body that JSON.parse takes, in UTF-8, with Content-Type: application/json.',
  malformed_form:
    'Send multipart/form-data whose boundary is the one that the Content-Type names; most clients write both.',
  bad_request: 'Read the detail: it names what does not go together. The same request fails again.',
  validation_failed: 'Correct each field that errors names. Unknown fields are ignored.',
  file_missing: 'Send the file as the form field that errors names.',
  file_empty: 'The file has no bytes; look at how it was read before it was sent.',
  file_too_large:
    'Split the file, or have the limit raised where the server is run (SOURCEWRIGHT_MAX_UPLOAD_MB).',
  file_encrypted: 'Save the file without its password, and send that.',
  body_too_large: 'Send less at once; data belongs into a file or a data source.',
  data_too_large: 'Send less in the field that errors names.',
  unsupported_type: 'Convert the file: .doc, .xls and .ppt, say, to .docx, .xlsx and .pptx.',
  zip_unreadable:
    'Pack the files again, without a password, paths that lead out of the zip and names that stand twice; or send them one by one.',
  files_refused: 'Each file has its reason in errors, under its own name.',
  type_mismatch:
    'Name, declared type and first bytes of the file must say the same; rename it, or save it anew.',
  template_unreadable: 'Open the template in Word, repair it and save it as .docx.',
  template_invalid: 'Correct the mistakes that errors lists; /validate shows them all at once.',
  template_unknown: 'List the templates of the document set: the id is of none of them.',
  style_guide_unknown:
    'List the style guides of the document set, /api/v1/style-guides: the id is of none of them.',
  style_guide_invalid:
    'Take out what contradicts itself, or can not be read again; errors names the fields.',
  document_set_unknown:
    'List the document sets that you can see: the name or key is of none of them.',
  file_unknown: 'Name a source of the document set, or the key of a file that was uploaded to it.',
  section_unknown: 'List the sections of the template: the id is of none of them.',
  parameter_missing: 'Add the parameter that errors names.',
  role_unknown: 'Give one of the roles that errors lists.',
  role_missing: 'Give a source the role that the rule asks for, or add a source that has it.',
  parameters_disagree: 'Leave one of the two out, or make them say the same.',
  data_missing:
    'Add the fields that errors lists to data; /schema names all that a template needs.',
  data_invalid: 'Change the fields that errors lists, so that they fit their placeholders.',
  unauthenticated:
    'Send a valid key as X-API-Key, or a key or token as Authorization: Bearer. A key that was revoked or has expired does not come back; have another one made.',
  permission_missing:
    'Use a key that has the permission, or ask an owner or admin: permission and role must both allow the call.',
  workspace_mismatch:
    'Leave X-Workspace-Id out, or name a workspace that the key reaches; whoami lists them.',
  link_foreign:
    'Send a link as this server gave it, whole and unchanged; other addresses are never fetched.',
  link_expired: 'Links work for an hour. Ask for a new one.',
  step_without_document:
    'Wait until the step is done: outline and generate have documents, and review_step once the document was checked.',
  store_failed:
    'Send the request again; if it stays so, the log of the server says what the store answered.',
  store_unavailable:
    'Send the request again in a while: nothing of it was stored. The operator looks at the store.',
  not_found:
    'The id or address is of nothing that you can see. What belongs to others is told from what does not exist by nobody.',
  method_not_allowed:
    'Use one of the methods that Allow names; /docs lists the calls of each address.',
  name_taken: 'Choose another name, or change what has this one.',
  external_id_taken: 'Name the document by its document_id, or choose another external_id.',
  wrong_state: 'Ask for the present state, and do what the detail says comes first.',
  not_ready: 'Wait until the document is Ready; its status and events tell.',
  newer_version_stored:
    'Look at the newer version first; to store yours above it, name it as the version you expect.',
  request_running: 'Wait for as many seconds as Retry-After says, and send the same again.',
  request_key_reused:
    'Send a new request with a new Idempotency-Key, and the same request with the same one.',
  data_unavailable:
    'Look at the preview of the data source: the detail says what its place answered, or what its file lacks.',
  output_not_available: 'Ask for docx or html, or have LibreOffice installed for pdf.',
  file_pruned:
    'Generate anew: what was said of the generation stays, its files are kept for some time only.',
  range_not_satisfiable: 'Ask for bytes within the length that Content-Range names.',
  too_many_streams: 'Close a stream, or ask for the status from time to time.',
  too_many_requests:
    'Wait for as many seconds as Retry-After says. X-RateLimit-Remaining tells beforehand how many are left.',
  converter_missing: 'Ask for .docx, or have LibreOffice installed where the server is run.',
  converter_failed: 'Try once more; if it fails again, open the .docx in Word and export it there.',
  identity_unavailable: 'Try again shortly, or use an API key: those are judged here.',
  internal:
    'Try once more. If it fails again, tell whoever runs the server the trace_id: its log has the reason.',
}
