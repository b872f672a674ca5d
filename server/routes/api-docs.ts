import { escapeHtml, htmlPage } from './html-page.ts'

type Operation = { summary?: string; description?: string; tags?: string[] }
type OpenApiDocument = {
  info: { title: string; version: string; description?: string }
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
${writeParagraphs(document.info.description ?? '')}
<p>The whole contract, with every schema, is at <a href="/openapi.json">/openapi.json</a>; what each problem code
means, at <a href="/errors">/errors</a>.</p>
<table><thead><tr><th>Call</th><th>What it does</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  return htmlPage('API', body)
}

/** Blank lines between paragraphs, and backticks around code, as in Markdown. */
function writeParagraphs(text: string): string {
  return text
    .split('\n\n')
    .map((one) => `<p>${escapeHtml(one).replace(/`([^`]*)`/g, '<code>$1</code>')}</p>`)
    .join('\n')
}

function writeOperation(method: string, path: string, operation: Operation): string {
  const call = `${method.toUpperCase()} ${path}`
  return `<tr><td><code>${escapeHtml(call)}</code></td><td><strong>${escapeHtml(operation.summary ?? '')}</strong><br>${escapeHtml(operation.description ?? '')}</td></tr>`
}
