import type { Client } from '../../client/create-client.ts'
import type { Section } from '../../shared/contract/sections.ts'
import type { PositionHint } from '../../shared/text/describe.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import { createBrowserEditor, type BrowserEditor } from './browser-editor.ts'
import { showHighlight } from './document-frame.ts'
import type { StoredFile } from './drafts.ts'
import { createEditBar } from './edit-bar.ts'
import type { DocumentHost, MarkOutcome, SelectionListener } from './host.ts'
import { matchHeadings } from './match-headings.ts'
import { downloadNewer } from './newer-version.ts'
import { findMeant } from './quote-place.ts'
import { readAhead } from './read-ahead.ts'
import { loadRenderer } from './render-docx.ts'
import { toDomRange } from './rendered-text.ts'
import { waitForPaint } from './wait-for-paint.ts'
import { openDocument, type ShownDocument, type ShownOptions } from './shown-document.ts'

type BrowserHostOptions = {
  /** Where the document is shown. */
  readonly container: HTMLElement
  /** The document to begin with, if the address names one. */
  readonly documentId: string | undefined
  /** Called with the id of a document when it begins to be opened. */
  readonly onShown: (documentId: string) => void
  /** Called when the reader wants to go from the document to the pane. */
  readonly onLeave: () => void
}

/** A document of the server's in a plain browser page: no Word, nothing foreign loaded. */
export function createBrowserHost(options: BrowserHostOptions): DocumentHost {
  let documentId = options.documentId
  loadRenderer().catch(() => undefined)
  const listeners = new Set<SelectionListener>()
  const desk = createDesk(options, (selector) => {
    for (const { onSelection } of listeners) onSelection(selector)
  })
  return {
    description: {
      ownsDocument: false,
      selectionHint:
        'Choose a section, or select words in the document. With the keyboard: Alt+Down and Alt+Up in the document select the next and the previous sentence, Escape comes back here.',
    },
    editor: desk.editor,
    hasUnsavedEdits: desk.editor.hasUnsent,
    linkedDocumentId: options.documentId,
    async identifyDocument() {
      desk.clear()
      return documentId
    },
    async showDocument(id, client, signal) {
      documentId = id
      options.onShown(id)
      await desk.open(id, client, signal)
    },
    goToSection: async (section, sections) => goToSection(await desk.getShown(), section, sections),
    subscribeSelection(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    markQuote: async (selector, position) => markQuote(await desk.getShown(), selector, position),
  }
}

/** What lies open, if anything does, and what is being opened. */
type Desk = {
  shown?: ShownDocument | undefined
  client?: Client
  opening?: Promise<unknown>
}

/** The document that is shown, with its editor and the line that says what is not saved. */
function createDesk(options: BrowserHostOptions, onSelection: ShownOptions['onSelection']) {
  const desk: Desk = {}
  const place = createPlace(options.container)
  const { editor, bar, showEdits } = createEditing(desk, place)
  const shownOptions = {
    container: place.document,
    onSelection,
    onUndo: () => void editor.undo(),
    onLeave: options.onLeave,
  }
  return {
    editor,
    async getShown() {
      await desk.opening
      await editor.settle()
      return desk.shown
    },
    /** Another key may not see the document of the one before it. */
    clear() {
      desk.shown?.close()
      desk.shown = undefined
      editor.forget()
      bar.hide()
    },
    open(id: string, client: Client, signal: AbortSignal): Promise<void> {
      const opened = openOnDesk(
        { desk, place, editor, showEdits, shownOptions },
        { id, client, signal },
      )
      desk.opening = opened.catch(() => undefined)
      return opened
    },
  }
}

type DeskParts = {
  readonly desk: Desk
  readonly place: Place
  readonly shownOptions: ShownOptions
} & Pick<ReturnType<typeof createEditing>, 'editor' | 'showEdits'>

type Wanted = { readonly id: string; readonly client: Client; readonly signal: AbortSignal }

async function openOnDesk(parts: DeskParts, { id, client, signal }: Wanted): Promise<void> {
  const { desk, place, editor, showEdits, shownOptions } = parts
  // words of the document before it would be asked for in this one
  desk.shown?.close()
  desk.shown = undefined
  const endWaiting = place.wait()
  try {
    const file = await editor.open(id, () => getNewest(id, client, signal))
    if (signal.aborted) return
    const shown = await openDocument(file, shownOptions)
    if (signal.aborted) shown.close()
    else Object.assign(desk, { shown, client })
    showEdits()
    // an edit that can't be made says so itself
    readAhead(file.parts, signal).catch(() => undefined)
  } finally {
    endWaiting()
  }
}

/** Asked for by its number, so that the bytes are of no version that comes meanwhile. */
async function getNewest(id: string, client: Client, signal: AbortSignal): Promise<StoredFile> {
  const { versions } = await client.getDocument(id, signal)
  const version = Math.max(...versions.map(({ number }) => number))
  return { bytes: await client.getFile(id, { format: 'docx', version }, signal), version }
}

function createEditing(desk: Desk, place: Place) {
  const editor = createBrowserEditor({
    show: async (parts) => {
      const ends: (() => void)[] = []
      const onLayout = () => {
        ends.push(place.beBusy(), bar.showLayout())
        return waitForPaint()
      }
      await desk.shown?.show(parts, onLayout).finally(() => ends.forEach((end) => end()))
    },
    describeCursor: () => desk.shown?.describeCursor(),
    placeCursor: (selector) => desk.shown?.placeCursor(selector),
    hasCursor: () => desk.shown?.hasCursor() ?? false,
    onEdited: () => showEdits(),
    now: () => new Date(),
  })
  const bar = createEditBar(place.bar, {
    onUndo: editor.undo,
    onSave: () => saveDocument(editor, desk.client),
    findNewer: editor.findNewer,
    onDownload: async (newer) => desk.client && downloadNewer(newer, desk.client),
    onOverrule: editor.overrule,
  })
  const showEdits = () => bar.update({ unsent: editor.countUnsent(), canUndo: editor.canUndo() })
  warnBeforeLeaving(editor)
  return { editor, bar, showEdits }
}

async function saveDocument(editor: BrowserEditor, client: Client | undefined): Promise<number> {
  if (!client) throw new Error('no document is open')
  const { version } = await editor.sendDocument(client, new AbortController().signal)
  return version
}

/** Edits that were not sent would go with the page. */
function warnBeforeLeaving(editor: BrowserEditor): void {
  addEventListener('beforeunload', (event) => {
    if (editor.hasUnsent()) event.preventDefault()
  })
}

type Place = ReturnType<typeof createPlace>

/** The page's own words stay until a document comes. */
function createPlace(container: HTMLElement) {
  const bar = container.ownerDocument.createElement('div')
  const document = container.ownerDocument.createElement('div')
  document.className = 'document-place'
  const words = [...container.childNodes]
  document.append(...words)
  container.append(bar, document)
  let waits = 0
  const beBusy = () => {
    waits++
    container.ariaBusy = 'true'
    return () => {
      waits--
      if (waits === 0) container.ariaBusy = null
    }
  }
  return {
    bar,
    document,
    /** Says that the document is not there as it will be, until it is called off. */
    beBusy,
    /** The same where there is none yet. */
    wait(): () => void {
      document.replaceChildren(...words)
      return beBusy()
    },
  }
}

function goToSection(
  shown: ShownDocument | undefined,
  section: Section,
  sections: readonly Section[],
): boolean {
  if (!shown) return false
  const { rendering, target } = shown
  const elements = rendering.paragraphs
  const paragraphs = elements.map((paragraph) => ({
    text: paragraph.textContent,
    isHeading: rendering.isHeading(paragraph),
  }))
  const order = sections.findIndex(({ section_id }) => section_id === section.section_id)
  const place = matchHeadings(sections, paragraphs)[order] ?? -1
  if (place < 0 && section.level === 0) {
    target.defaultView?.scrollTo(0, 0)
    return true
  }
  const heading = elements[place]
  if (!heading) return false
  const range = target.createRange()
  range.selectNodeContents(heading)
  showHighlight(target, [range])
  heading.scrollIntoView({ block: 'start' })
  return true
}

function markQuote(
  shown: ShownDocument | undefined,
  selector: TextQuoteSelector,
  position: PositionHint | undefined,
): MarkOutcome {
  const found = shown ? findMeant(shown.rendered.text, selector, position) : 'gone'
  if (!shown || typeof found === 'string') return found === 'unsure' ? 'unsure' : 'gone'
  const range = toDomRange(shown.rendered, found.range)
  if (!range) return 'gone'
  showHighlight(shown.target, [range])
  range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
  return found.isEdited ? 'edited' : 'marked'
}
