import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ProblemCode } from '../shared/contract/problem.ts'
import type { Dependencies } from './services/dependencies.ts'
import { maximumDataBytes } from './services/json-size.ts'
import { Problem } from './services/problem.ts'
import { apiKeys } from './routes/api-keys.ts'
import { allowOrigins, isPreflight } from './routes/allow-origins.ts'
import { aboutAllCalls, securitySchemes } from './routes/about-all-calls.ts'
import { conversations } from './routes/conversations.ts'
import { checks } from './routes/checks.ts'
import { sourceViews } from './routes/source-views.ts'
import { dataSources } from './routes/data-sources.ts'
import { describeWebhooks } from './routes/described-webhooks.ts'
import { documentFiles } from './routes/document-files.ts'
import { documentSets } from './routes/document-sets.ts'
import { styleGuides } from './routes/style-guides.ts'
import { documents } from './routes/documents.ts'
import { createSubApp, type App } from './routes/environment.ts'
import { files } from './routes/files.ts'
import { links } from './routes/links.ts'
import { generate } from './routes/generate.ts'
import { generations } from './routes/generations.ts'
import { countCalls, refuseTooMany } from './routes/limit-rate.ts'
import { outlines } from './routes/outlines.ts'
import { onError, problemResponse } from './routes/on-error.ts'
import { createOpenStreams, type OpenStreams } from './routes/open-streams.ts'
import { createPane } from './routes/pane.ts'
import { problemPages } from './routes/problem-pages.ts'
import { reportAnswers, type Answered } from './routes/report-answers.ts'
import { schedules } from './routes/schedules.ts'
import { search } from './routes/search.ts'
import type { DescribedApi } from './routes/reference/described-api.ts'
import { referencePolicy } from './routes/reference/filter-script.ts'
import { writeReference } from './routes/reference/write-reference.ts'
import { routeGroups } from './routes/route-groups.ts'
import { sectionsAndSources } from './routes/sections-and-sources.ts'
import { setSecurityHeaders } from './routes/security-headers.ts'
import { system } from './routes/system.ts'
import { tasks } from './routes/tasks.ts'
import { templateOutlines } from './routes/template-outlines.ts'
import { templates } from './routes/templates.ts'
import { documentTexts } from './routes/document-texts.ts'
import { refuseAddress } from './routes/refuse-address.ts'
import { rivals } from './routes/rivals.ts'
import { users } from './routes/users.ts'
import { requests } from './routes/requests.ts'
import { webhooks } from './routes/webhooks.ts'
import { updates } from './routes/updates.ts'
import { wordings } from './routes/wordings.ts'

type AppOptions = {
  /** Folder of the built pane. */
  readonly paneFolder: string
  /** Whose pages may call the API from a browser, beside the server's own. */
  readonly origins: readonly string[]
  readonly logError: (error: unknown, requestId: string) => void
  readonly onAnswer?: (answered: Answered) => void
  /** Ends event streams when the server does. */
  readonly openStreams?: OpenStreams
}

/** The whole HTTP API; nothing is opened or started here. */
export function createApp(deps: Dependencies, options: AppOptions): App {
  const app = createSubApp()
  const openStreams = options.openStreams ?? createOpenStreams()
  app.onError(onError)
  app.notFound((c) => problemResponse(c, refuseAddress(app, c.req)))
  app.use(async (c, next) => {
    c.set('deps', deps)
    c.set('openStreams', openStreams)
    c.set('logError', options.logError)
    const id = readRequestId(c.req.header('x-request-id')) ?? deps.newId()
    c.set('requestId', id)
    await next()
    // c.header would make the answer anew, as a stream
    c.res.headers.set('X-Request-Id', id)
  })
  app.use(reportAnswers(options.onAnswer))
  app.use(setSecurityHeaders)
  app.use((c, next) => (isPreflight(c.req, options.origins) ? next() : countCalls(c, next)))
  app.use(allowOrigins(options.origins))
  app.use(refuseTooMany)
  app.use(limitBody(deps.maximumUploadBytes))
  addRoutes(app)
  app.route('/', createDocs(app, deps))
  app.route('/', createPane(options.paneFolder))
  return app
}

type Described = Pick<Dependencies, 'programVersion' | 'publicUrl'>

/** The contract of the routes, as /openapi.json gives it. */
export function describeApi(app: App, { programVersion: version, publicUrl }: Described) {
  const info = { title: 'Sourcewright', version, description: aboutAllCalls }
  const tags = routeGroups.map(({ name, description }) => ({ name, description }))
  const servers = publicUrl ? { servers: [{ url: publicUrl }] } : {}
  return mendPatterns(app.getOpenAPI31Document({ openapi: '3.1.0', info, tags, ...servers }))
}

function addRoutes(app: App): void {
  // fixed paths before those with an id in them
  for (const routes of [system, generate, documentFiles, documents, sectionsAndSources]) {
    app.route('/', routes)
  }
  for (const routes of [documentSets, templates, files, links, tasks, outlines, updates, rivals]) {
    app.route('/', routes)
  }
  for (const routes of [documentTexts, search, conversations, checks, sourceViews]) {
    app.route('/', routes)
  }
  for (const routes of [apiKeys, users, webhooks, requests, styleGuides]) app.route('/', routes)
  for (const routes of [generations, dataSources, schedules]) app.route('/', routes)
  for (const routes of [templateOutlines, wordings, problemPages]) app.route('/', routes)
}

/** The generator leaves `/u` of a regular expression in its pattern; JSON Schema reads all as Unicode. */
function mendPatterns<T>(part: T): T {
  return JSON.parse(JSON.stringify(part), (key, value: unknown) =>
    key === 'pattern' && typeof value === 'string' ? value.replace(/\/[a-z]*u[a-z]*$/, '') : value,
  ) as T
}

/** Room for the other parts of a form beside the largest file. */
const formRoom = 1_048_576

/** Several sources may come at once; together they take so many times the room of one. */
const mostSizesAtOnce = 4

/** Room for the other fields of a request beside its data. */
const maximumJsonBytes = maximumDataBytes + 1_048_576

/** A form may carry a file, everything else is JSON. */
function limitBody(maximumUploadBytes: number): MiddlewareHandler {
  const limitForm = (most: number) =>
    bodyLimit({
      maxSize: most + formRoom,
      onError: () => {
        const megabytes = Math.floor(most / 1_048_576)
        throw bodyProblem('file_too_large', `A request may carry ${megabytes} MB.`)
      },
    })
  const form = limitForm(maximumUploadBytes)
  const several = limitForm(maximumUploadBytes * mostSizesAtOnce)
  const json = bodyLimit({
    maxSize: maximumJsonBytes,
    onError: () => {
      throw bodyProblem('body_too_large', `A JSON body may have ${maximumJsonBytes} bytes.`)
    },
  })
  return (c, next) => {
    // to look for a body would cost them more than all else that is common to the routes
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const isForm = /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
    if (!isForm) return json(c, next)
    return (/^\/api\/v1\/documents\/?$/.test(c.req.path) ? several : form)(c, next)
  }
}

function bodyProblem(code: ProblemCode, detail: string): Problem {
  return new Problem(code, detail, { errors: [{ loc: ['body'], msg: detail, type: code }] })
}

function createDocs(app: App, deps: Dependencies): Hono {
  const docs = new Hono()
  for (const [name, scheme] of Object.entries(securitySchemes)) {
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme)
  }
  for (const told of describeWebhooks()) app.openAPIRegistry.registerWebhook(told)
  // the routes are fixed by now, and anybody may ask: it is made once
  let described: ReturnType<typeof describeApi> | undefined
  let page: string | undefined
  const describe = () => (described ??= describeApi(app, deps))
  docs.get('/openapi.json', (c) => c.json(describe()))
  docs.get('/docs', (c) => {
    page ??= writeReference(describe() as unknown as DescribedApi)
    return c.html(page, 200, { 'Content-Security-Policy': referencePolicy })
  })
  return docs
}

/** A caller's own id is kept where it is one that logs can bear. */
function readRequestId(value: string | undefined): string | undefined {
  return value && /^[A-Za-z0-9._-]{1,100}$/.test(value) ? value : undefined
}
