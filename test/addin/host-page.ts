/** The script of a page that holds a host and no pane, so that a test can call it directly. */
import { z } from 'zod'
import { createBrowserHost } from '../../addin/host/browser.ts'
import type { DocumentHost } from '../../addin/host/host.ts'
import { createWordHost } from '../../addin/host/word.ts'
import { createClient, type Client } from '../../client/create-client.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'

export type HostPage = {
  readonly host: DocumentHost
  connect(apiKey: string): void
  readonly client: Client
  /** What the host told of the selection. */
  readonly selections: TextQuoteSelector[]
  /** How often the host told of a change. */
  changes: number
}

declare global {
  var hostPage: HostPage
  /** Set by a page whose client knows Word's paragraph events. */
  var hasParagraphEvents: boolean | undefined
}

z.config({ jitless: true })
if (globalThis.hasParagraphEvents) await addParagraphEvents()
const host = (await createWordHost()) ?? createPageHost()
const selections: TextQuoteSelector[] = []
let client: Client | undefined
globalThis.hostPage = {
  host,
  connect(apiKey) {
    client = createClient({ baseUrl: '', apiKey })
  },
  get client() {
    if (!client) throw new Error('the page is not connected')
    return client
  },
  selections,
  changes: 0,
}
host.subscribeSelection({
  onSelection: (selector) => selections.push(selector),
  onFailure: (problem) => console.error(problem.detail),
})
host.editor?.subscribeChanges(() => globalThis.hostPage.changes++)

function createPageHost(): DocumentHost {
  const container = document.getElementById('document')
  if (!container) throw new Error('the page has no place for a document')
  const none = () => {}
  return createBrowserHost({ container, documentId: undefined, onShown: none, onLeave: none })
}

/**
 * The client that the package @microsoft/office-js publishes is older than the one that Microsoft
 * serves: it has no paragraph events. They are added on its own event class, as it defines those of
 * annotations. The numbers are agreed with the stand-in for Word.
 */
async function addParagraphEvents(): Promise<void> {
  await Office.onReady()
  const events = [
    ['onParagraphAdded', 1001],
    ['onParagraphChanged', 1002],
    ['onParagraphDeleted', 1003],
  ] as const
  for (const [name, eventType] of events) {
    Object.defineProperty(Word.Document.prototype, name, {
      get(this: Word.Document & Record<string, unknown>) {
        return (this[`_${name}`] ??= createHandlers(this, name, eventType))
      },
    })
  }
}

function createHandlers(document: Word.Document, name: string, eventType: number): unknown {
  const { GenericEventHandlers } = OfficeExtension as unknown as {
    readonly GenericEventHandlers: new (...args: readonly unknown[]) => unknown
  }
  return new GenericEventHandlers(document.context, document, name, {
    eventType,
    getTargetIdFunc: () => '',
    eventArgsTransformFunc: (value: unknown) => Promise.resolve(value),
  })
}
