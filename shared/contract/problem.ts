import { z } from 'zod'

/** Every stable problem code with its HTTP status and title; `type` is `/errors/<code>`. */
export const problems = {
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  malformed_form: { status: 400, title: 'The body is not a valid form' },
  bad_request: { status: 400, title: 'The request can not be carried out as it stands' },
  validation_failed: { status: 422, title: 'A field is missing or has the wrong form' },
  file_missing: { status: 400, title: 'No file was sent' },
  file_empty: { status: 400, title: 'The file is empty' },
  file_too_large: { status: 413, title: 'The file is too large' },
  file_encrypted: { status: 400, title: 'The file is protected by a password' },
  body_too_large: { status: 413, title: 'The body is too large' },
  data_too_large: { status: 413, title: 'The JSON of a field is too large' },
  unsupported_type: { status: 400, title: 'Files of this type are not read' },
  zip_unreadable: { status: 400, title: 'The zip, or a file of it, can not be unpacked' },
  files_refused: { status: 400, title: 'None of the files can be taken' },
  type_mismatch: { status: 400, title: 'Name, declared type and content of the file disagree' },
  template_unreadable: { status: 400, title: 'The template can not be read' },
  template_invalid: { status: 400, title: 'The template has mistakes' },
  template_unknown: { status: 400, title: 'No such template' },
  style_guide_unknown: { status: 400, title: 'No such style guide' },
  style_guide_invalid: { status: 400, title: 'The style guide contradicts itself' },
  document_set_unknown: { status: 400, title: 'No such document set' },
  file_unknown: { status: 400, title: 'No such file' },
  section_unknown: { status: 400, title: 'No such section' },
  parameter_missing: { status: 400, title: 'A parameter is missing' },
  role_unknown: { status: 400, title: 'No such role' },
  role_missing: { status: 400, title: 'A rule needs a role that no source has' },
  parameters_disagree: { status: 400, title: 'Two parameters contradict each other' },
  data_missing: { status: 400, title: 'A placeholder has no data' },
  data_invalid: { status: 400, title: 'The data does not fit a placeholder' },
  unauthenticated: { status: 401, title: 'Who are you?' },
  permission_missing: { status: 403, title: 'The key or role does not allow this' },
  workspace_mismatch: { status: 403, title: 'The key belongs to another workspace' },
  link_foreign: { status: 403, title: 'The link does not lead into this store' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'The address takes other methods' },
  name_taken: { status: 409, title: 'The name is taken' },
  external_id_taken: { status: 409, title: 'The external id belongs to another document' },
  wrong_state: { status: 409, title: 'Not possible in the present state' },
  not_ready: { status: 409, title: 'The document is not ready' },
  newer_version_stored: { status: 409, title: 'A newer version is stored' },
  request_running: { status: 409, title: 'The same request is still running' },
  link_expired: { status: 410, title: 'The link has expired' },
  request_key_reused: { status: 422, title: 'The Idempotency-Key belongs to another request' },
  data_unavailable: { status: 502, title: 'The data source can not be read' },
  output_not_available: { status: 422, title: 'None of the formats can be made here' },
  file_pruned: { status: 410, title: 'The file was deleted when its time was over' },
  range_not_satisfiable: { status: 416, title: 'The range lies outside the file' },
  too_many_streams: { status: 429, title: 'Too many event streams are open' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  step_without_document: { status: 501, title: 'The step has no document' },
  converter_missing: { status: 501, title: 'No converter for this format is installed' },
  converter_failed: { status: 502, title: 'The conversion failed' },
  store_failed: { status: 502, title: 'The file store did not give the file' },
  store_unavailable: { status: 503, title: 'The file store can not be reached' },
  identity_unavailable: { status: 503, title: 'The identity provider can not be asked' },
  internal: { status: 500, title: 'Something went wrong on the server' },
} as const
export type ProblemCode = keyof typeof problems

export const problemDetails = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    trace_id: z.string(),
    timestamp: z.string(),
    errors: z
      .array(
        z.object({
          loc: z.array(z.union([z.string(), z.number()])),
          msg: z.string(),
          type: z.string(),
        }),
      )
      .optional(),
  })
  .describe('RFC 9457 problem details')
export type ProblemDetails = z.infer<typeof problemDetails>
export type ProblemItem = NonNullable<ProblemDetails['errors']>[number]
