import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { DocumentEditor, EditReport, TextPiece } from './document-editor.ts'
import type * as editingModule from './docx-edit.ts'
import type { DocxParts } from './docx-parts.ts'
import type { Stamp } from './docx-runs.ts'
import {
  countUnsent,
  createDrafts,
  sendDraft,
  type Draft,
  type Drafts,
  type OpenFile,
  type StoredFile,
} from './drafts.ts'

/** The editor of a browser's document, whose bytes are kept here until they are sent. */
export interface BrowserEditor extends DocumentEditor {
  /** Takes up the document that is to be shown; edits of it that were not sent yet come again. */
  open(documentId: string, getStored: () => Promise<StoredFile>): Promise<OpenFile>
  /** Edits of all documents are gone. */
  forget(): void
  /** Takes back the last edit; false where there is none. */
  undo(): Promise<boolean>
  /** Also an edit that was sent can be taken back. */
  canUndo(): boolean
  /** Edits of the document that is shown. */
  countUnsent(): number
  /** Whether any document has edits that were not sent. */
  hasUnsent(): boolean
  /** Comes back when the document is laid out as it was edited last. */
  settle(): Promise<void>
}

type EditorPage = {
  /** Shows the edited document. */
  readonly show: (parts: DocxParts) => Promise<void>
  /** The words behind which text is put. */
  readonly describeCursor: () => TextQuoteSelector | undefined
  readonly placeCursor: (selector: TextQuoteSelector) => void
  /** False where what was shown anew took it away. */
  readonly hasCursor: () => boolean
  /** An edit was made, taken back, or sent. */
  readonly onEdited: () => void
  readonly now: () => Date
}

export function createBrowserEditor(page: EditorPage): BrowserEditor {
  const drafts = createDrafts()
  const layout = createLayout(drafts, page)
  const listeners = new Set<() => void>()
  const onChanged = (draft: Draft) => {
    layout.request(draft)
    for (const listener of listeners) listener()
    page.onEdited()
  }
  const { open, inOrder } = createOrder(drafts)
  return {
    abilities: { footnotes: true, comments: true, trackedChanges: true, changeEvents: true },
    open,
    forget: drafts.forget,
    hasUnsent: drafts.hasUnsent,
    settle: layout.settle,
    ...createEdits({ drafts, layout, page, inOrder, onChanged }),
    undo: () => inOrder(async () => Promise.resolve(undo(drafts, onChanged))),
    canUndo: () => (drafts.getCurrent()?.earlier.length ?? 0) > 0,
    countUnsent() {
      const draft = drafts.getCurrent()
      return draft ? countUnsent(draft) : 0
    },
    sendDocument: (client, signal, onProgress) =>
      inOrder(async () => {
        const draft = drafts.getCurrent()
        if (!draft) throw new Error(nothingOpen.reason)
        return sendDraft(draft, client, signal, onProgress).finally(page.onEdited)
      }),
    findNewer: () => drafts.getCurrent()?.newer,
    overrule({ documentId, version }) {
      const draft = drafts.getCurrent()
      if (draft?.documentId === documentId) Object.assign(draft, { version, newer: undefined })
    },
    subscribeChanges(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

type Parts = {
  readonly drafts: Drafts
  readonly layout: Layout
  readonly page: EditorPage
  readonly inOrder: Queue
  readonly onChanged: (draft: Draft) => void
}

type Edits = Pick<DocumentEditor, 'replaceQuote' | 'addNote' | 'insertText'>
type Editing = typeof editingModule

function createEdits({ drafts, layout, page, inOrder, onChanged }: Parts): Edits {
  const apply = async (
    change: (editing: Editing, parts: DocxParts, stamp: Stamp) => editingModule.Edited,
  ): Promise<EditReport> => {
    const draft = drafts.getCurrent()
    if (!draft) return nothingOpen
    const editing = await import('./docx-edit.ts')
    const { parts, report } = change(editing, draft.parts, createStamp(page.now()))
    if (report.outcome !== 'applied') return report
    draft.earlier.push(draft.parts)
    draft.parts = parts
    onChanged(draft)
    return report
  }
  return {
    replaceQuote: (selector, text) =>
      inOrder(() =>
        apply((editing, parts, stamp) => editing.replaceQuote(parts, selector, text, stamp)),
      ),
    addNote: (selector, note) =>
      inOrder(() =>
        apply((editing, parts, stamp) => editing.addNote(parts, selector, note, stamp)),
      ),
    insertText: (pieces) =>
      inOrder(async () => {
        await layout.settle()
        const place = page.describeCursor()
        if (!place) return noCursor
        layout.placeCursor(describeInserted(place, pieces))
        return apply((editing, parts, stamp) => editing.insertBehind(parts, place, pieces, stamp))
      }),
  }
}

function undo(drafts: Drafts, onChanged: (draft: Draft) => void): boolean {
  const draft = drafts.getCurrent()
  const before = draft?.earlier.pop()
  if (!draft || !before) return false
  draft.parts = before
  onChanged(draft)
  return true
}

/** The next text goes behind the one that was put in. */
function describeInserted({ exact }: TextQuoteSelector, pieces: readonly TextPiece[]) {
  const words = pieces.map(({ text }) => text).join('')
  return { exact: words, prefix: exact, suffix: '' }
}

type Layout = {
  request(draft: Draft): void
  settle(): Promise<void>
  /** With the next layout, which may take the cursor away. */
  placeCursor(selector: TextQuoteSelector): void
}

/** Several edits at once are laid out once: the whole of a long document takes seconds. */
function createLayout(drafts: Drafts, page: EditorPage): Layout {
  let showing: Promise<void> = Promise.resolve()
  let cursor: { readonly selector: TextQuoteSelector; isPlaced: boolean } | undefined
  const show = async (draft: Draft, wanted: DocxParts) => {
    await new Promise((resolve) => setTimeout(resolve))
    if (draft !== drafts.getCurrent() || wanted !== draft.parts) return
    await page.show(wanted)
    if (!cursor || (cursor.isPlaced && page.hasCursor())) return
    page.placeCursor(cursor.selector)
    cursor.isPlaced = true
  }
  return {
    request(draft) {
      const wanted = draft.parts
      // an edit stands though its document can't be laid out; the next layout is tried all the same
      showing = showing.then(() => show(draft, wanted)).catch(() => undefined)
    },
    settle: () => showing,
    placeCursor(selector) {
      cursor = { selector, isPlaced: false }
    },
  }
}

const author = 'Sourcewright'

/** Seconds are what Word writes (w:date). */
function createStamp(now: Date): Stamp {
  return { author, date: now.toISOString().replace(/\.\d+Z$/, 'Z') }
}

/** Edits, and what is sent, wait for the document that is being opened. */
function createOrder(drafts: Drafts): { open: BrowserEditor['open']; inOrder: Queue } {
  const queue = createQueue()
  let opening: Promise<unknown> = Promise.resolve()
  return {
    open(documentId, getStored) {
      const opened = drafts.open(documentId, getStored)
      opening = opened.catch(() => undefined)
      return opened
    },
    inOrder: (work) => queue(() => opening.then(work)),
  }
}

type Queue = <T>(work: () => Promise<T>) => Promise<T>

/** One after the other: each edit is made of what the one before it left. */
function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

const nothingOpen = { outcome: 'refused', reason: 'No document is open.' } as const
const noCursor = {
  outcome: 'refused',
  reason: 'Select words in the document, or put the cursor behind one: the text goes there.',
} as const
