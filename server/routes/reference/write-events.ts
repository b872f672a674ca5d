import { escapeHtml } from '../html-page.ts'
import type { DescribedApi, SentOperation } from './described-api.ts'
import { exampleOf } from './example-value.ts'
import { writeInline } from './write-inline.ts'
import { writeBody, writeCode, writeMethod, writeParameter } from './write-operation.ts'

type Webhooks = DescribedApi['webhooks']

export const eventsTitle = 'What webhooks are sent'

/** What is sent to the address of a webhook: the headers, which are the same for all, and each event. */
export function writeEvents(webhooks: Webhooks): string {
  const events = Object.entries(webhooks)
  const [first] = events.map(([, { post }]) => post)
  if (!first) return ''
  const headers = (first.parameters ?? []).map(writeParameter).join('')
  const answers = Object.entries(first.responses).map(
    ([status, { description }]) =>
      `<li><code class="name">${escapeHtml(status === 'default' ? 'else' : status)}</code><p>${writeInline(description)}</p></li>`,
  )
  return `<section id="events"><h2><a href="#events">${eventsTitle}</a></h2>
<p>Each event is a POST of JSON to the address of every webhook of the workspace that asks for it.</p>
<h3>Headers</h3><ul class="fields">${headers}</ul>
<h3>What the receiver answers</h3><ul class="fields">${answers.join('')}</ul>
${events.map(([event, { post }]) => writeEvent(event, post)).join('\n')}</section>`
}

/** Its entry in the contents. */
export function writeEventEntries(webhooks: Webhooks): readonly string[] {
  return Object.entries(webhooks).map(
    ([event, { post }]) =>
      `<li><a href="#${escapeHtml(post.operationId)}">${writeMethod('POST')} ${escapeHtml(event)}</a></li>`,
  )
}

function writeEvent(event: string, operation: SentOperation): string {
  const id = escapeHtml(operation.operationId)
  const { schema } = operation.requestBody?.content['application/json'] ?? {}
  const example = JSON.stringify(exampleOf(schema ?? {}, 'whole'), null, 2)
  return `<article id="${id}">
<h3><a href="#${id}">${writeMethod('POST')} <code>${escapeHtml(event)}</code></a></h3>
<p><strong>${writeInline(operation.summary ?? '')}</strong></p>
<details><summary>Body and an example<span class="unseen"> of ${escapeHtml(event)}</span></summary>
<div class="sides"><div>${writeBody(operation, 'answer')}</div>
<div><h4>Example</h4>${writeCode(example)}</div></div></details></article>`
}
