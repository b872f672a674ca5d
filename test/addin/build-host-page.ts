import { join } from 'node:path'
import { build } from 'esbuild'
import type { OpenWordOptions } from '../word-host/open-word.ts'

export const hostPagePath = '/test/host.html'
export const eventPagePath = '/test/host-with-events.html'
export const browserPagePath = '/test/browser-host.html'
/** Loads office.js, and is opened outside Word. */
export const outsidePagePath = '/test/outside-word.html'

/** Pages that hold a host and no pane, by path; nobody else is given them. */
export async function buildHostPages(): Promise<NonNullable<OpenWordOptions['pages']>> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'host-page.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2024',
    jsx: 'automatic',
    write: false,
    logLevel: 'error',
  })
  const office =
    '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>'
  const events = '<script>hasParagraphEvents = true</script>'
  const place = '<div id="document" style="height:800px"></div>'
  return {
    '/test/host-page.js': { type: 'text/javascript', body: outputFiles[0]?.text ?? '' },
    [hostPagePath]: writePage(office),
    [eventPagePath]: writePage(office + events),
    [browserPagePath]: writePage('', place),
    [outsidePagePath]: writePage(office, place),
  }
}

function writePage(head: string, body = '') {
  const script = '<script type="module" src="/test/host-page.js"></script>'
  const page = `<!doctype html><meta charset="utf-8"><title>A host</title>${head}<body>${body}${script}`
  return { type: 'text/html', body: page }
}
