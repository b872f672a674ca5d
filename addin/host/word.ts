import type { DocumentEditor, EditReport } from './document-editor.ts'
import type { DocumentHost } from './host.ts'
import { createWordAccount } from './word-account.ts'
import { callWord, hasWordApi } from './word-calls.ts'
import { watchChanges } from './word-changes.ts'
import { goToHeading } from './word-heading.ts'
import { keepTabKey } from './word-keys.ts'
import { createLedgerKeeper } from './word-ledger.ts'
import { addNote, insertText } from './word-notes.ts'
import { markQuote } from './word-mark.ts'
import { replaceQuote } from './word-replace.ts'
import { release, subscribeSelection, type WordSelection } from './word-selection.ts'
import { createSender, type DocumentSender } from './word-send.ts'
import { createWordTheme } from './word-theme.ts'

/**
 * The document that is open in Word (WordApi 1.3, and what it has beyond); undefined when this page
 * is not in Word.
 */
export async function createWordHost(): Promise<DocumentHost | undefined> {
  if (typeof Office === 'undefined') return undefined
  const { host } = await Office.onReady()
  if (host !== Office.HostType.Word) return undefined
  keepTabKey()
  const sender = createSender()
  let kept: WordSelection | undefined
  return {
    description: {
      ownsDocument: true,
      selectionHint: 'Choose a section, or select words in the document.',
    },
    editor: createEditor(sender),
    theme: createWordTheme(),
    account: createWordAccount(),
    forks: {
      find: (client, signal) => callWord(() => sender.findFork(client, signal)),
      settle: sender.settleFork,
    },
    showDocument: async () => {},
    goToSection: (section, sections) => callWord(() => goToHeading(section, sections)),
    subscribeSelection: (listener) =>
      subscribeSelection(listener, (selection) => {
        if (kept) release(kept.range)
        kept = selection
      }),
    markQuote: (selector, position) => callWord(() => markQuote(selector, position, kept)),
  }
}

function createEditor(sender: DocumentSender): DocumentEditor {
  const watch = watchChanges()
  const ledger = createLedgerKeeper(watch)
  const edit = async (run: (context: Word.RequestContext) => Promise<EditReport>) => {
    const report = await callWord(() => Word.run(run))
    if (report.outcome === 'applied') watch.notify()
    return report
  }
  return {
    abilities: {
      footnotes: hasWordApi('1.5'),
      comments: hasWordApi('1.4'),
      trackedChanges: hasWordApi('1.4'),
      changeEvents: watch.hasEvents,
    },
    sendDocument: (client, signal, onProgress) =>
      callWord(async () => {
        await ledger.keep()
        return sender.send(client, signal, onProgress)
      }),
    findNewer: sender.findNewer,
    overrule: sender.overrule,
    replaceQuote: (selector, text) => edit((context) => replaceQuote(context, selector, text)),
    addNote: (selector, note) => edit((context) => addNote(context, selector, note)),
    insertText: (pieces) => edit((context) => insertText(context, pieces)),
    subscribeChanges: watch.subscribe,
  }
}
