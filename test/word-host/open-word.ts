import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Browser, Frame, FrameLocator, Page, Route } from 'playwright-core'
import { answerBatch, type Batch, type References } from './answer-batch.ts'
import { answerParts, success, type PartCall } from './answer-parts.ts'
import { WordRefusal, type WordDocument } from './word-document.ts'
import { WordHang } from './word-objects.ts'

/** What stands in for Word on the web: a page that holds the pane and answers Microsoft's own client. */
export type Word = {
  readonly page: Page
  readonly pane: FrameLocator
  readonly document: WordDocument
  /** Selects the words' occurrence, counted from 0, as the writer does. */
  select(words: string, occurrence?: number): Promise<void>
  readonly file: WordFile
}

/** How the pane reads the document as a file, slice by slice. */
export type WordFile = {
  /** What Word gives in place of the document as it is now. */
  bytes: Uint8Array | undefined
  /** Files that the pane has opened and not closed. */
  open: number
  /** The most slices that one file had. */
  slices: number
  /** Makes the next slices fail, as Word does when it is busy. */
  isBroken: boolean
}

export type OpenWordOptions = {
  /** Path of the page that Word opens as the pane; the pane's own when left out. */
  readonly pagePath?: string
  /** Pages and scripts that stand beside the server's, by path. */
  readonly pages?: Readonly<Record<string, { readonly type: string; readonly body: string }>>
}

const origin = 'https://word.test'
const officeScripts = dirname(
  createRequire(import.meta.url).resolve('@microsoft/office-js/dist/office.js'),
)

/** A window of the stand-in, in which one document after the other is opened. */
export type WordWindow = {
  readonly page: Page
  /** Shows `document` in place of the one before, and forgets what the pane has kept. */
  open(document: WordDocument): Promise<Word>
}

/** Opens the pane of the server at `url` inside a stand-in for Word that shows `document`. */
export async function openWord(
  browser: Browser,
  url: string,
  document: WordDocument,
  options: OpenWordOptions = {},
): Promise<Word> {
  const window = await openWordWindow(browser, url, options)
  return window.open(document)
}

/** Later documents open faster: Chromium has compiled Microsoft's client by then. */
export async function openWordWindow(
  browser: Browser,
  url: string,
  { pagePath = '/addin/taskpane.html', pages = {} }: OpenWordOptions = {},
): Promise<WordWindow> {
  const page = await browser.newPage({ viewport: { width: 400, height: 900 } })
  page.setDefaultTimeout(30_000)
  let session: Session | undefined
  // a window that was closed meanwhile hears nothing
  const tellLater = (name: string, data: object) => void post(page, name, data).catch(() => {})
  const fire = () => tellLater('documentSelectionChanged', { Version: 1 })
  await page.exposeFunction('answer', async (name: string, data: unknown) => {
    if (!session) throw new Error('no document is open')
    const { document } = session
    const before = document.selections
    const answer = await answerCall(session, name, data)
    if (document.selections !== before) fire()
    return answer
  })
  await routePages(page, url, { [hostPath]: writeHostPage(pagePath), ...pages })
  return {
    page,
    async open(document) {
      if (session) await leave(page, session)
      session = openSession(document)
      document.onParagraphs = (change, localIds) =>
        tellLater('richApiMessage', tell(change, localIds))
      await page.goto(origin + hostPath)
      return showWord(page, session)
    },
  }
}

function showWord(page: Page, { document, file }: Session): Word {
  return {
    page,
    pane: page.frameLocator('iframe'),
    document,
    file,
    async select(words, occurrence = 0) {
      document.select(document.find(words, occurrence))
      await post(page, 'documentSelectionChanged', { Version: 1 })
    },
  }
}

function openSession(document: WordDocument): Session {
  const file: WordFile = { bytes: undefined, open: 0, slices: 0, isBroken: false }
  return { document, references: new Map(), file, opened: new Uint8Array() }
}

async function leave(page: Page, { document }: Session): Promise<void> {
  document.onParagraphs = () => undefined
  await page.evaluate('localStorage.clear(); sessionStorage.clear()')
  // a pane that still has something to say would say it to the next document
  await page.goto('about:blank')
}

/** Has Word tell the pane of something. */
function post(page: Page, name: string, data: object): Promise<unknown> {
  return page.evaluate(`fire(${JSON.stringify(name)}, ${JSON.stringify(data)})`)
}

const hostPath = '/host.html'

/** The frame that holds the pane's page. */
export function paneFrame({ page }: Word): Frame {
  const frame = page.frames().find((one) => one.url().includes('_host_Info'))
  if (!frame) throw new Error('Word shows no pane')
  return frame
}

async function routePages(
  page: Page,
  url: string,
  pages: NonNullable<OpenWordOptions['pages']>,
): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url())
    const own = pages[pathname]
    if (own) return route.fulfill({ contentType: own.type, body: own.body })
    return forward(route, url + pathname + search)
  })
  await routeOffice(page)
}

/** A browser that is closed meanwhile waits for no answer. */
async function forward(route: Route, url: string): Promise<void> {
  try {
    await route.fulfill({ response: await route.fetch({ url }) })
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('has been closed')) throw error
  }
}

/** Gives the published copy of Microsoft's client in place of the one that Microsoft serves. */
export async function routeOffice(page: Page): Promise<void> {
  await page.route('https://appsforoffice.microsoft.com/lib/1/hosted/**', (route) => {
    const name = new URL(route.request().url()).pathname.replace('/lib/1/hosted/', '')
    const path = join(officeScripts, name)
    return existsSync(path) ? route.fulfill({ path }) : route.abort()
  })
}

/** Numbers of office.js's calls: dispatch ids of Microsoft's client. */
const dispatch = {
  saveSettings: 76,
  getFile: 77,
  getSlice: 80,
  closeFile: 81,
  batch: 93,
  getAccessToken: 98,
}

type Session = {
  readonly document: WordDocument
  readonly references: References
  readonly file: WordFile
  /** The file that is being read. */
  opened: Uint8Array
}

type Call = PartCall & {
  readonly DdaSettingsMethod?: { readonly Properties?: readonly (readonly [string, string])[] }
  readonly ArrayData?: readonly unknown[]
  /** Index of the slice. */
  readonly 3?: number
  readonly allowSignInPrompt?: boolean
  readonly allowConsentPrompt?: boolean
}

function answerCall(session: Session, name: string, data: unknown): unknown {
  const { document } = session
  if (name === 'ContextActivationManager_getAppContextAsync') return writeAppContext(document)
  if (name !== 'executeMethod') return success({})
  const call = data as Call
  const { DispatchId } = call.DdaMethod
  if (DispatchId === dispatch.batch) return answerSafely(session, call)
  if (DispatchId === dispatch.getAccessToken) return answerAccount(document, call)
  if (DispatchId === dispatch.saveSettings) {
    document.settings = Object.fromEntries(call.DdaSettingsMethod?.Properties ?? [])
    return success({})
  }
  return answerFile(session, call) ?? answerParts(document, call) ?? success({})
}

/** An Office without an account says that the add-in is none for single sign-on. */
async function answerAccount({ options }: WordDocument, call: Call): Promise<object> {
  const { allowSignInPrompt = false, allowConsentPrompt = false } = call
  const answer = options.account
    ? await options.account({ allowSignInPrompt, allowConsentPrompt })
    : 13000
  if (answer === undefined) return new Promise<never>(() => {})
  return typeof answer === 'number'
    ? { Version: 1, Error: answer }
    : success({ accessToken: answer })
}

/** Word keeps at most two files open, and says 5001 for a third. */
function answerFile(session: Session, call: Call): object | undefined {
  const { file, document } = session
  switch (call.DdaMethod.DispatchId) {
    case dispatch.getFile:
      if (file.open === 2) return { Version: 1, Error: 5001 }
      file.open++
      session.opened = file.bytes ?? document.save()
      file.slices = Math.max(file.slices, Math.ceil(session.opened.length / sliceLength))
      return success({ 0: 'file', 1: session.opened.length })
    case dispatch.getSlice:
      return file.isBroken
        ? { Version: 1, Error: 5001 }
        : success(readSlice(session.opened, call[3] ?? 0))
    case dispatch.closeFile:
      file.open--
      return success({})
    default:
      return undefined
  }
}

async function answerSafely({ document, references }: Session, call: Call): Promise<object> {
  const answer = (body: unknown) => success({ Data: [200, [], JSON.stringify(body)] })
  try {
    const batch = JSON.parse(String(call.ArrayData?.[4])) as Batch
    return answer(answerBatch(document, references, batch))
  } catch (error) {
    if (error instanceof WordHang) return new Promise<never>(() => {})
    const Message = error instanceof Error ? error.message : String(error)
    const Code = error instanceof WordRefusal ? error.code : 'GeneralException'
    return answer({ Error: { Code, Message, Location: '' }, Results: [] })
  }
}

function readSlice(bytes: Uint8Array, index: number): object {
  const slice = bytes.subarray(index * sliceLength, (index + 1) * sliceLength)
  return { base64: Buffer.from(slice).toString('base64'), 1: slice.length }
}

const sliceLength = 4 * 1024 * 1024

/** The numbers are those that `addParagraphEvents` gives to the events of a newer client. */
const paragraphEvents = { Added: 1001, Changed: 1002, Deleted: 1003 } as const

function tell(change: keyof typeof paragraphEvents, uniqueLocalIds: readonly string[]): object {
  const message = JSON.stringify({ uniqueLocalIds, source: 'Local', type: `Paragraph${change}` })
  return { Version: 1, ArrayData: [[65_536, paragraphEvents[change], '', message, 1, false]] }
}

/** `_appName` 32 is Word; `_clientMode` 1 is a document that is open for reading only. */
function writeAppContext({ url, settings, options }: WordDocument): object {
  const { wordApi = '1.6', account } = options
  // the published client asks for WordApiOnline where today's asks for WordApi 1.4 and 1.5
  const online = wordApi === '1.3' ? {} : { WordApiOnline: '1.1' }
  const identity = account && { IdentityAPI: '1.3' }
  const sets = { WordApi: wordApi, ...online, ...identity, ...commonSets }
  return {
    _id: 'app1',
    _appName: 32,
    _appVersion: '16.01',
    _appUILocale: 'en-US',
    _dataLocale: 'en-US',
    _docUrl: url,
    _clientMode: 0,
    _settings: settings,
    _reason: 'documentOpened',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: '00000000-0000-0000-0000-000000000001',
    _appInstanceId: 'instance1',
    _requirementMatrix: JSON.stringify(sets),
    _hostFullVersion: '16.0.19000.0',
    _appMinorVersion: 1,
  }
}

const commonSets = {
  CompressedFile: '1.1',
  File: '1.1',
  Settings: '1.1',
  CustomXmlParts: '1.1',
}

/** Passes the pane's messages on to `answer`, and the answers back (the client's own format). */
const writeHostPage = (pagePath: string) => ({
  type: 'text/html',
  body: `<!doctype html><title>Stand-in for Word</title><style>body{margin:0}iframe{border:0;width:calc(100vw - 20px);height:860px}</style><body><script>
const origin = location.origin
const frame = document.createElement('iframe')
const post = (fields) => frame.contentWindow.postMessage(JSON.stringify({
  _messageType: 1, _conversationId: 'conv1', _correlationId: 0, _origin: origin,
  _errorCode: 0, _responseType: 0, _serializerVersion: 1, ...fields }), origin)
const fire = (_actionName, _data) => post({ _actionName, _responseType: 1, _data })
addEventListener('message', async ({ data }) => {
  const message = JSON.parse(data)
  if (message._messageType !== 0) return
  const { _actionName, _conversationId, _correlationId } = message
  const _data = await answer(_actionName, message._data)
  if (_data?.base64) _data[0] = Array.from(atob(_data.base64), (unit) => unit.charCodeAt(0))
  post({ _actionName, _conversationId, _correlationId, _data })
})
const info = 'Word$Web$16.01$en-US$corr$$$0'
frame.name = JSON.stringify({ baseFrameName: 'b1', hostInfo: info, serializerVersion: 1,
  xdmInfo: 'conv1|app1|' + origin + '/host.html' })
frame.src = '${pagePath}?_host_Info=' + info
document.body.append(frame)
</script>`,
})
