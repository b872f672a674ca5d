import { z } from '@hono/zod-openapi'
import {
  addedLocalDocument,
  addedSource,
  changeDocumentRequest,
  documentDetails,
  documentsQuery,
  documentsResponse,
  sourceMetadata,
} from '../../shared/contract/documents.ts'
import { addedSources } from '../../shared/contract/several-sources.ts'
import { lineOfText } from '../../shared/contract/names.ts'
import { sourceRoles } from '../../shared/model/vocabulary.ts'
import { addLocalDocument } from '../services/add-local-document.ts'
import { addSource } from '../services/add-source.ts'
import { addSources } from '../services/add-sources.ts'
import { changeDocument, checkMetadata } from '../services/change-document.ts'
import { describeDocument, listDocuments } from '../services/describe-document.ts'
import { getDocumentOfCaller } from '../services/document-of-caller.ts'
import { isZip } from '../services/open-uploads.ts'
import { removeDocument } from '../services/remove-document.ts'
import { chooseWorkspace } from '../services/principal.ts'
import { Problem } from '../services/problem.ts'
import { defineRoute, idParameter, jsonResponse, noContent } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'
import { filePart, fileParts, optionalText, readUpload, readUploads } from './uploads.ts'

const sourceForm = z.object({
  file: fileParts.optional(),
  metadata: optionalText,
  role: optionalText.pipe(z.enum(sourceRoles).optional()),
  document_id: optionalText.pipe(z.uuid().optional()),
  external_id: optionalText.pipe(lineOfText(200).optional()),
  document_set: optionalText,
  new_version: z.enum(['true', 'false', '']).optional(),
})

/** Of one file that is no .zip the source itself, else a result for each. */
const addedOneOrMore = z.union([addedSource, addedSources])

const localForm = z.object({
  file: filePart.optional(),
  document_id: optionalText.pipe(z.uuid().optional()),
  fork_of: optionalText.pipe(z.uuid().optional()),
  expected_version: optionalText.pipe(z.coerce.number<string>().int().min(1).optional()).openapi({
    type: 'integer',
    description:
      'The version that the file goes on from: with document_id, 409 `newer_version_stored` when the newest is another one',
  }),
  resume: z.enum(['true', 'false', '']).optional().openapi({
    description:
      'With neither id: a downloaded report that still has the words of its document’s newest version becomes the next version of it, and not a copy',
  }),
})

export const documents = createSubApp()

documents.openapi(
  defineRoute('GET /api/v1/documents', {
    summary: 'List documents',
    request: { query: documentsQuery },
    responses: { 200: jsonResponse('A page of documents, newest first.', documentsResponse) },
  }),
  async (c) => {
    const query = c.req.valid('query')
    const filter = {
      kind: query.kind,
      status: query.status,
      externalId: query.external_id,
      documentSet: query.document_set,
    }
    const page = { page: query.page, pageSize: query.page_size }
    return c.json(await listDocuments(c.get('deps'), c.get('principal'), filter, page), 200)
  },
)

documents.openapi(
  defineRoute('POST /api/v1/documents', {
    summary: 'Add a source',
    description:
      'Stores the file and reads it in the background; several `file` parts, and the files of a .zip, at once, each with its own result: one that is refused keeps no other from being stored. Taken are .docx, .pdf, .rtf, .xlsx, .pptx, .csv, .tsv, .html, .md, .txt, .png and .jpg, up to 50 MB (or what the server was set to) each. Scanned pages and images are read where the server is set to (SOURCEWRIGHT_OCR=on); its warnings then name those pages and how sure the OCR was. A role, metadata or external_id sent with bytes that are there already is applied to their source.',
    request: { body: { content: { 'multipart/form-data': { schema: sourceForm } } } },
    responses: {
      200: jsonResponse('The workspace has these bytes already.', addedOneOrMore),
      201: jsonResponse('Stored, and being read.', addedOneOrMore),
    },
  }),
  async (c) => {
    const form = c.req.valid('form')
    const workspace = chooseWorkspace(c.get('principal'), {
      key: form.document_set,
      keyPlace: ['body', 'document_set'],
    })
    const shared = {
      workspaceId: workspace.id,
      role: form.role ?? null,
      metadata: parseMetadata(form.metadata),
      isNewVersion: form.new_version === 'true',
    }
    const { document_id: documentId, external_id: externalId } = form
    const uploads = await readUploads(form.file)
    const [upload] = uploads
    if (upload && uploads.length === 1 && !isZip(upload)) {
      return answerOnce(
        c,
        (deps) => addSource(deps, { ...shared, upload, documentId, externalId }),
        ({ added, isNew }) => c.json(added, isNew ? 201 : 200),
      )
    }
    refuseIds({ document_id: documentId, external_id: externalId })
    return answerOnce(
      c,
      (deps) => addSources(deps, shared, uploads),
      (answer) => c.json(answer, answer.added > 0 ? 201 : 200),
    )
  },
)

documents.openapi(
  defineRoute('POST /api/v1/documents/local', {
    summary: 'Send the document that is open in Word',
    description:
      'With document_id it becomes that document’s next version; with fork_of it is a copy that lives on its own. Both keep the recorded sources of what they share with it. With expected_version nothing is stored over a version that the sender does not know.',
    request: { body: { content: { 'multipart/form-data': { schema: localForm } } } },
    responses: { 201: jsonResponse('Stored and read.', addedLocalDocument) },
  }),
  async (c) => {
    const form = c.req.valid('form')
    const principal = c.get('principal')
    const { document_id: documentId, fork_of: forkOf, expected_version: expectedVersion } = form
    const upload = await readUpload(form.file)
    const resumes = form.resume === 'true'
    const local = { upload, documentId, forkOf, expectedVersion, resumes }
    const workspaceId = chooseWorkspace(principal).id
    return answerOnce(
      c,
      (deps) => addLocalDocument(deps, principal, workspaceId, local),
      (added) => c.json(added, 201),
    )
  },
)

documents.openapi(
  defineRoute('GET /api/v1/documents/{id}', {
    summary: 'One source or document with its versions, sections and sources',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The document.', documentDetails) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await describeDocument(c.get('deps'), c.get('principal'), id), 200)
  },
)

documents.openapi(
  defineRoute('PATCH /api/v1/documents/{id}', {
    summary: 'Correct the role, name, metadata or external id',
    description:
      'What is left out stays; `metadata` is replaced as a whole. Runs keep what they pinned.',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: changeDocumentRequest } }, required: true },
    },
    responses: { 200: jsonResponse('The document as it is now.', documentDetails) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const change = c.req.valid('json')
    return answerOnce(
      c,
      (deps) => changeDocument(deps, c.get('principal'), id, change),
      (document) => c.json(document, 200),
    )
  },
)

documents.openapi(
  defineRoute('DELETE /api/v1/documents/{id}', {
    summary: 'Delete a source or document',
    request: { params: idParameter },
    responses: noContent,
  }),
  async (c) => {
    const document = await getDocumentOfCaller(
      c.get('deps'),
      c.get('principal'),
      c.req.valid('param').id,
    )
    return answerOnce(
      c,
      (deps) => removeDocument(deps, document),
      () => c.body(null, 204),
    )
  },
)

/** @throws Problem `parameters_disagree`: of several files it can't be known which is meant */
function refuseIds(ids: Readonly<Record<string, string | undefined>>): void {
  const given = Object.keys(ids).filter((name) => ids[name] !== undefined)
  if (given.length === 0) return
  const msg = 'is of one source, and several files were sent, or a .zip'
  throw new Problem('parameters_disagree', `${given.join(' and ')} ${msg}.`, {
    errors: given.map((name) => ({ loc: ['body', name], msg, type: 'parameters_disagree' })),
  })
}

function parseMetadata(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined
  const parsed = sourceMetadata.safeParse(parseJson(text))
  if (parsed.success) {
    checkMetadata(parsed.data)
    return parsed.data
  }
  throw new Problem('validation_failed', 'body.metadata: a JSON object is expected', {
    errors: [{ loc: ['body', 'metadata'], msg: 'a JSON object is expected', type: 'invalid_json' }],
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
