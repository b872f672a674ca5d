import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { answerBatch, type Batch, type References } from './answer-batch.ts'
import type { WordDocument } from './word-document.ts'

/** What stands in for Word on the web: a page that holds the pane and answers Microsoft's own client. */
export type Word = {
  readonly page: Page
  readonly pane: FrameLocator
  readonly document: WordDocument
  /** Selects the words' occurrence, counted from 0, as the writer does. */
  select(words: string, occurrence?: number): Promise<void>
  readonly file: WordFile
}

/** The document as a file, read slice by slice. */
export type WordFile = {
  bytes: Uint8Array
  /** Files that the pane has opened and not closed. */
  open: number
  /** Makes the next slices fail, as Word does when it is busy. */
  isBroken: boolean
}

const origin = 'https://word.test'
const officeScripts = dirname(
  createRequire(import.meta.url).resolve('@microsoft/office-js/dist/office.js'),
)

/** Opens the pane of the server at `url` inside a stand-in for Word that shows `document`. */
export async function openWord(
  browser: Browser,
  url: string,
  document: WordDocument,
): Promise<Word> {
  const page = await (await browser.newContext({ viewport: { width: 400, height: 900 } })).newPage()
  page.setDefaultTimeout(15_000)
  const file: WordFile = { bytes: new Uint8Array(), open: 0, isBroken: false }
  const references: References = new Map()
  const fire = () => page.evaluate('fireSelectionChanged()')
  await page.exposeFunction('answer', (name: string, data: unknown) => {
    const before = document.selection
    const answer = answerCall(document, references, file, name, data)
    if (document.selection !== before) void fire()
    return answer
  })
  await routePages(page, url)
  await page.goto(`${origin}/host.html`)
  return {
    page,
    pane: page.frameLocator('iframe'),
    document,
    file,
    async select(words, occurrence = 0) {
      document.selection = findOccurrence(document.text, words, occurrence)
      await fire()
    },
  }
}

async function routePages(page: Page, url: string): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url())
    if (pathname === '/host.html') {
      return route.fulfill({ contentType: 'text/html', body: hostPage })
    }
    return route.fulfill({ response: await route.fetch({ url: url + pathname + search }) })
  })
  await page.route('https://appsforoffice.microsoft.com/lib/1/hosted/**', (route) => {
    const name = new URL(route.request().url()).pathname.replace('/lib/1/hosted/', '')
    const path = join(officeScripts, name)
    return existsSync(path) ? route.fulfill({ path }) : route.abort()
  })
}

function findOccurrence(text: string, words: string, occurrence: number) {
  let start = -1
  for (let index = 0; index <= occurrence; index++) start = text.indexOf(words, start + 1)
  if (start < 0) throw new Error(`the document does not hold: ${words}`)
  return { start, end: start + words.length }
}

/** Numbers of office.js's calls: dispatch ids of Microsoft's client. */
const dispatch = { getFile: 77, getSlice: 80, closeFile: 81, batch: 93 }

type Call = {
  readonly DdaMethod: { readonly DispatchId: number }
  readonly ArrayData?: readonly unknown[]
  /** Index of the slice. */
  readonly 3?: number
}

function answerCall(
  document: WordDocument,
  references: References,
  file: WordFile,
  name: string,
  data: unknown,
): unknown {
  if (name === 'ContextActivationManager_getAppContextAsync') return appContext
  if (name !== 'executeMethod') return success({})
  const call = data as Call
  switch (call.DdaMethod.DispatchId) {
    case dispatch.batch:
      return success({ Data: [200, [], answerSafely(document, references, call)] })
    case dispatch.getFile:
      if (file.open === 2) return { Version: 1, Error: 5001 }
      file.open++
      return success({ 0: 'file', 1: file.bytes.length })
    case dispatch.getSlice:
      return file.isBroken ? { Version: 1, Error: 5001 } : success(readSlice(file, call[3] ?? 0))
    case dispatch.closeFile:
      file.open--
      return success({})
    default:
      return success({})
  }
}

function success(fields: object): object {
  return { Version: 1, Error: 0, ...fields }
}

function answerSafely(document: WordDocument, references: References, call: Call): string {
  try {
    const batch = JSON.parse(String(call.ArrayData?.[4])) as Batch
    return JSON.stringify(answerBatch(document, references, batch))
  } catch (error) {
    const Message = error instanceof Error ? error.message : String(error)
    return JSON.stringify({ Error: { Code: 'GeneralException', Message }, Results: [] })
  }
}

function readSlice(file: WordFile, index: number): object {
  const slice = file.bytes.subarray(index * sliceLength, (index + 1) * sliceLength)
  return { 0: [...slice], 1: slice.length }
}

const sliceLength = 4 * 1024 * 1024

/** `_appName` 32 is Word. */
const appContext = {
  _id: 'app1',
  _appName: 32,
  _appVersion: '16.01',
  _appUILocale: 'en-US',
  _dataLocale: 'en-US',
  _docUrl: `${origin}/documents/My%20report.docx`,
  _clientMode: 0,
  _settings: {},
  _reason: 'documentOpened',
  _osfControlType: 1,
  _eToken: '',
  _correlationId: '00000000-0000-0000-0000-000000000001',
  _appInstanceId: 'instance1',
  _requirementMatrix: JSON.stringify({ WordApi: '1.3', CompressedFile: '1.1', File: '1.1' }),
  _hostFullVersion: '16.0.19000.0',
  _appMinorVersion: 1,
}

/** Passes the pane's messages on to `answer`, and the answers back (the client's own format). */
const hostPage = `<!doctype html><title>Stand-in for Word</title><style>body{margin:0}iframe{border:0;width:380px;height:860px}</style><body><script>
const origin = location.origin
const frame = document.createElement('iframe')
const post = (fields) => frame.contentWindow.postMessage(JSON.stringify({
  _messageType: 1, _conversationId: 'conv1', _correlationId: 0, _origin: origin,
  _errorCode: 0, _responseType: 0, _serializerVersion: 1, ...fields }), origin)
const fireSelectionChanged = () =>
  post({ _actionName: 'documentSelectionChanged', _responseType: 1, _data: { Version: 1 } })
addEventListener('message', async ({ data }) => {
  const message = JSON.parse(data)
  if (message._messageType !== 0) return
  const { _actionName, _conversationId, _correlationId } = message
  const _data = await answer(_actionName, message._data)
  post({ _actionName, _conversationId, _correlationId, _data })
})
const info = 'Word$Web$16.01$en-US$corr$$$0'
frame.name = JSON.stringify({ baseFrameName: 'b1', hostInfo: info, serializerVersion: 1,
  xdmInfo: 'conv1|app1|' + origin + '/host.html' })
frame.src = '/addin/taskpane.html?_host_Info=' + info
document.body.append(frame)
</script>`
