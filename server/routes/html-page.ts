const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => entities[one] ?? one)
}

/** A page of the server's own; `body` is HTML that was made here, with every value escaped. */
export function htmlPage(title: string, body: string): string {
  return writePage({ title, body: `<main>${body}</main>`, style: '' })
}

type PageParts = {
  readonly title: string
  /** HTML with its landmarks. */
  readonly body: string
  /** Beside what all pages have. */
  readonly style: string
}

export function writePage({ title, body, style }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)} · Sourcewright</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
code { font-size: .9em } h2 { margin-top: 2rem } table { border-collapse: collapse; width: 100% }
td, th { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top }
summary { cursor: pointer } pre { overflow: auto; padding: .75rem; border: 1px solid; border-radius: .25rem }
${style}</style></head>
<body>${body}</body></html>`
}
