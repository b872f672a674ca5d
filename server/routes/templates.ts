import { z } from '@hono/zod-openapi'
import { fileTitle } from '../../shared/contract/names.ts'
import { pageQuery } from '../../shared/contract/paging.ts'
import {
  templateDetails,
  templateSchemaResponse,
  templatesResponse,
  validateRequest,
  validateResponse,
} from '../../shared/contract/templates.ts'
import { templateRequest } from '../../shared/contract/template-outlines.ts'
import { chooseWorkspace } from '../services/principal.ts'
import {
  addTemplate,
  getTemplate,
  getTemplateSchema,
  listTemplatePage,
  removeTemplate,
} from '../services/templates.ts'
import { createOutlinedTemplate } from '../services/template-outlines.ts'
import { validateTemplate } from '../services/validate-template.ts'
import { defineRoute, idParameter, jsonResponse, noContent } from './define-route.ts'
import { answerOnce } from './replay.ts'
import { createSubApp } from './environment.ts'
import { filePart, optionalText, readUpload } from './uploads.ts'

const templateForm = z.object({
  file: filePart.optional(),
  template_name: optionalText.pipe(fileTitle(200).optional()),
  template_id: optionalText.pipe(z.uuid().optional()),
})

export const templates = createSubApp()

templates.openapi(
  defineRoute('GET /api/v1/templates', {
    summary: 'List templates',
    request: { query: z.object(pageQuery) },
    responses: { 200: jsonResponse('A page of templates, newest first.', templatesResponse) },
  }),
  async (c) => {
    const { page, page_size: pageSize } = c.req.valid('query')
    return c.json(
      await listTemplatePage(c.get('deps'), c.get('principal'), { page, pageSize }),
      200,
    )
  },
)

templates.openapi(
  defineRoute('POST /api/v1/templates', {
    summary: 'Add a template, or a new version of one: a .docx, or sections and rules as JSON',
    description:
      'Mistakes in its rules come back all at once in `errors`; a run refuses such a template.',
    request: {
      body: {
        content: {
          'multipart/form-data': { schema: templateForm },
          'application/json': { schema: templateRequest },
        },
      },
    },
    responses: { 201: jsonResponse('Stored.', templateDetails) },
  }),
  async (c) => {
    const workspace = chooseWorkspace(c.get('principal'))
    const outlined = c.req.valid('json')
    if ('sections' in outlined) {
      return answerOnce(
        c,
        (deps) => createOutlinedTemplate(deps, workspace.id, outlined),
        (stored) => c.json(stored, 201),
      )
    }
    const sent = c.req.valid('form')
    const form: z.infer<typeof templateForm> = 'sections' in sent ? {} : sent
    const template = {
      upload: await readUpload(form.file),
      name: form.template_name,
      templateId: form.template_id,
    }
    return answerOnce(
      c,
      (deps) => addTemplate(deps, workspace.id, template),
      (stored) => c.json(stored, 201),
    )
  },
)

templates.openapi(
  defineRoute('GET /api/v1/templates/{id}', {
    summary: 'One template with its sections, rules and mistakes',
    request: { params: idParameter },
    responses: { 200: jsonResponse('The template.', templateDetails) },
  }),
  async (c) =>
    c.json(await getTemplate(c.get('deps'), c.get('principal'), c.req.valid('param').id), 200),
)

templates.openapi(
  defineRoute('DELETE /api/v1/templates/{id}', {
    summary: 'Delete a template; documents made from it stay',
    request: { params: idParameter },
    responses: noContent,
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    return answerOnce(
      c,
      (deps) => removeTemplate(deps, c.get('principal'), id),
      () => c.body(null, 204),
    )
  },
)

templates.openapi(
  defineRoute('GET /api/v1/templates/{id}/schema', {
    summary: 'Data fields and roles that the template needs',
    request: { params: idParameter },
    responses: { 200: jsonResponse('What to bring.', templateSchemaResponse) },
  }),
  async (c) =>
    c.json(
      await getTemplateSchema(c.get('deps'), c.get('principal'), c.req.valid('param').id),
      200,
    ),
)

templates.openapi(
  defineRoute('POST /api/v1/templates/{id}/validate', {
    summary: 'Everything that a run would stumble over, at once; stores nothing',
    request: {
      params: idParameter,
      body: { content: { 'application/json': { schema: validateRequest } } },
    },
    responses: { 200: jsonResponse('What is missing or wrong.', validateResponse) },
  }),
  async (c) => {
    const { id } = c.req.valid('param')
    const request = validateRequest.parse(c.req.valid('json') ?? {})
    const found = await validateTemplate(c.get('deps'), c.get('principal'), id, request)
    return c.json(found, 200)
  },
)
