import { escapeHtml, htmlPage } from './html-page.ts'

type Operation = { summary?: string; description?: string; tags?: string[] }
type OpenApiDocument = {
  info: { title: string; version: string }
  paths?: Record<string, Record<string, Operation> | undefined>
}

/** The OpenAPI document as a page that needs no script. */
export function writeApiDocs(document: OpenApiDocument): string {
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations ?? {}).map(([method, operation]) =>
      writeOperation(method, path, operation),
    ),
  )
  const body = `<h1>${escapeHtml(document.info.title)} ${escapeHtml(document.info.version)}</h1>
<p>Send the key as <code>X-API-Key</code> or <code>Authorization: Bearer</code>. Errors are
<code>application/problem+json</code>. The whole contract, with every schema, is at
<a href="/openapi.json">/openapi.json</a>.</p>
<table><thead><tr><th>Call</th><th>What it does</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  return htmlPage('API', body)
}

function writeOperation(method: string, path: string, operation: Operation): string {
  const call = `${method.toUpperCase()} ${path}`
  return `<tr><td><code>${escapeHtml(call)}</code></td><td><strong>${escapeHtml(operation.summary ?? '')}</strong><br>${escapeHtml(operation.description ?? '')}</td></tr>`
}
