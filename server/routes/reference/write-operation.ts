import { problems, type ProblemCode } from '../../../shared/contract/problem.ts'
import { sayPermission } from '../define-route.ts'
import { escapeHtml } from '../html-page.ts'
import type { RoutePermission } from '../permissions.ts'
import type { Call, Content, Operation, Parameter, SentOperation } from './described-api.ts'
import { exampleOf } from './example-value.ts'
import { writeCurls } from './write-curl.ts'
import { writeInline } from './write-inline.ts'
import { writeField, writeMark, writeSchema, type Side } from './write-schema.ts'

/** Headers that every call may carry, told once for all. */
export const commonHeaders: readonly string[] = ['X-Workspace-Id', 'Idempotency-Key']

/** A call of the API: what it does, and below that all that is sent and answered. */
export function writeOperation(call: Call): string {
  const { method, path, operation } = call
  const { operationId: id, summary = '' } = operation
  const permission = operation['x-permission'] as RoutePermission
  const description = (operation.description ?? '').replace(sayPermission(permission), '').trim()
  return `<article id="${escapeHtml(id)}">
<h3><a href="#${escapeHtml(id)}">${writeMethod(method)} <code>${breakable(path)}</code></a></h3>
<p><strong>${writeInline(summary)}</strong> <span class="need">${needs[permission] ?? `permission <code>${escapeHtml(permission)}</code>`}</span></p>
${description ? `<p>${writeInline(description)}</p>` : ''}
<details><summary>Parameters, answers and an example<span class="unseen"> of ${escapeHtml(`${method} ${path}`)}</span></summary>
<div class="sides"><div>${writeParameters(operation)}${writeBody(operation, 'request')}${writeAnswers(operation)}${writeProblems(operation)}</div>
<div>${writeExamples(call)}</div></div></details></article>`
}

export function writeMethod(method: string): string {
  return `<span class="method ${escapeHtml(method.toLowerCase())}">${escapeHtml(method)}</span>`
}

/** A path may break behind each of its slashes, as on a narrow screen it has to. */
export function breakable(path: string): string {
  return escapeHtml(path).replaceAll('/', '/<wbr>')
}

const needs: Readonly<Record<string, string>> = {
  public: 'open to everyone',
  signed_in: 'any valid key or token',
}

function writeParameters({ parameters = [] }: Operation): string {
  const own = parameters.filter(({ name }) => !commonHeaders.includes(name))
  const common = parameters.filter(({ name }) => commonHeaders.includes(name))
  const names = common.map(({ name }) => `<code>${escapeHtml(name)}</code>`).join(' and ')
  const items = own.map(writeParameter).join('')
  return [
    items ? `<h4>Parameters</h4><ul class="fields">${items}</ul>` : '',
    names ? `<p class="aside">As for all calls: <a href="#headers">${names}</a>.</p>` : '',
  ].join('')
}

export function writeParameter({ name, in: place, required, description, schema }: Parameter) {
  const told = description === undefined ? schema : { ...schema, description }
  const mark = `${writeMark(required === true, 'request')} <em>in the ${escapeHtml(place)}</em>`
  return writeField(name, told, mark, 'request')
}

/** What is sent; `side` is `answer` where this server sends it. */
export function writeBody({ requestBody }: SentOperation, side: Side): string {
  if (!requestBody) return ''
  return `<h4>Body${requestBody.required ? '' : ', may be absent'}</h4>${writeContent(requestBody.content, side)}`
}

function writeAnswers({ responses }: Operation): string {
  // problems are told below, with the page of each
  const answers = Object.entries(responses).filter(
    ([status, { content }]) => status !== 'default' && !content?.['application/problem+json'],
  )
  const items = answers.map(
    ([status, { description, content = {} }]) =>
      `<h4>Answer ${escapeHtml(status)}</h4><p>${writeInline(description)}</p>${writeContent(content, 'answer')}`,
  )
  return items.join('')
}

function writeContent(content: Content, side: Side): string {
  return Object.entries(content)
    .map(([type, value]) => {
      const isBytes = !/json$|form-data$/.test(type)
      const schema = isBytes || !value?.schema ? '' : writeSchema(value.schema, side)
      return `<p class="media"><code>${escapeHtml(type)}</code></p>${schema}`
    })
    .join('')
}

function writeProblems(operation: Operation): string {
  const items = [...operation['x-problems'], 'internal'].map((code) => {
    const { status, title } = problems[code as ProblemCode]
    return `<li><a href="/errors/${escapeHtml(code)}">${status} <code>${escapeHtml(code)}</code></a> ${escapeHtml(title)}</li>`
  })
  return `<h4>Problems</h4><ul class="problems">${items.join('')}</ul>`
}

function writeExamples(call: Call): string {
  const requests = writeCurls(call).map((curl) => writeCode(curl))
  return `<h4>Example</h4>${requests.join('')}${writeExampleAnswer(call.operation)}`
}

function writeExampleAnswer({ responses }: Operation): string {
  const [found] = Object.entries(responses).filter(
    ([status, { content }]) => status !== 'default' && content?.['application/json']?.schema,
  )
  if (!found) return ''
  const [status, { content }] = found
  const value = exampleOf(content?.['application/json']?.schema ?? {}, 'whole')
  return `<h4>It answers ${escapeHtml(status)}</h4>${writeCode(JSON.stringify(value, null, 2))}`
}

export function writeCode(text: string): string {
  return `<pre><code>${escapeHtml(text)}</code></pre>`
}
