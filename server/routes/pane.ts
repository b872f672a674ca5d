import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { Hono } from 'hono'
import { Problem } from '../services/problem.ts'
import type { AppEnvironment } from './environment.ts'

/** Pages of the pane may load office.js from Microsoft, and may be framed by Office on the web. */
const panePolicy = [
  "default-src 'none'",
  "script-src 'self' https://appsforoffice.microsoft.com",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self' https://*.officeapps.live.com https://*.office.com https://*.sharepoint.com",
].join('; ')

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'text/xml; charset=utf-8',
  '.map': 'application/json',
}

/** Serves the built pane from `folder` under /addin/. */
export function createPane(folder: string): Hono<AppEnvironment> {
  const app = new Hono<AppEnvironment>()
  app.get('/', (c) => c.redirect('/addin/index.html'))
  app.get('/addin', (c) => c.redirect('/addin/index.html'))
  app.get('/addin/*', async (c) => {
    const path = normalize(decode(c.req.path.slice('/addin/'.length)) || 'index.html')
    if (path.startsWith('..') || path.startsWith('/')) throw missing(path)
    const bytes = await readFile(join(folder, path)).catch(() => undefined)
    if (!bytes) throw missing(path)
    const isHashed = path.startsWith('assets/') && /-[0-9a-f]{12}\./.test(path)
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': mimeTypes[extname(path)] ?? 'application/octet-stream',
      'Content-Security-Policy': panePolicy,
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
  })
  return app
}

/** As it stands where it is no encoded text: there is no file of that name then. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function missing(path: string): Problem {
  return new Problem('not_found', `The pane has no file ${path}; "npm run build" makes its files.`)
}
