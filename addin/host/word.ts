import { ApiError, createProblem, problemOf } from '../../client/api-error.ts'
import type { Section } from '../../shared/contract/sections.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import { selectionDelay, type DocumentHost, type SelectionListener } from './host.ts'
import { foldTitle, matchHeadings } from './match-headings.ts'
import { describeQuote } from './quote.ts'
import { createWordTheme } from './word-theme.ts'

/**
 * The document that is open in Word (WordApi 1.3); undefined when this page is not in Word. The
 * document's id on the server is kept for the life of the pane: one stored in the document would
 * travel with its copies.
 */
export async function createWordHost(): Promise<DocumentHost | undefined> {
  if (typeof Office === 'undefined') return undefined
  const { host } = await Office.onReady()
  if (host !== Office.HostType.Word) return undefined
  let documentId: string | undefined
  let kept: WordSelection | undefined
  return {
    description: {
      ownsDocument: true,
      selectionHint: 'Choose a section, or select words in the document.',
    },
    editor: undefined,
    theme: createWordTheme(),
    async identifyDocument(client, signal) {
      const file = await readDocument()
      const document = { file, fileName: readFileName(), documentId }
      documentId = (await client.addLocalDocument(document, signal)).document_id
      return documentId
    },
    showDocument: async () => {},
    goToSection: (section, sections) => callWord(() => goToHeading(section, sections)),
    subscribeSelection: (listener) =>
      subscribeSelection(listener, (selection) => {
        if (kept) release(kept.range)
        kept = selection
      }),
    markQuote: async (selector) => {
      const range = kept && isSameQuote(kept.selector, selector) ? kept.range : undefined
      return range !== undefined && callWord(() => selectRange(range))
    },
  }
}

/** `range` is tracked, so that it lives on after the call that made it. */
type WordSelection = { readonly selector: TextQuoteSelector; readonly range: Word.Range }

function isSameQuote(a: TextQuoteSelector, b: TextQuoteSelector): boolean {
  return a.exact === b.exact && a.prefix === b.prefix && a.suffix === b.suffix
}

function subscribeSelection(
  { onSelection, onFailure }: SelectionListener,
  keep: (selection: WordSelection) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let reading = 0
  const fail = (error: unknown) => onFailure(problemOf(error))
  const read = async () => {
    const turn = ++reading
    const selection = await callWord(readSelection)
    if (!selection || turn !== reading) return
    keep(selection)
    onSelection(selection.selector)
  }
  const schedule = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void read().catch(fail), selectionDelay)
  }
  const type = Office.EventType.DocumentSelectionChanged
  const { document } = Office.context
  settle<void>((done) => document.addHandlerAsync(type, schedule, done)).catch(fail)
  // The pane may have been opened by the command "Show sources" on selected words.
  schedule()
  return () => {
    clearTimeout(timer)
    reading++
    document.removeHandlerAsync(type, { handler: schedule })
  }
}

/** Context reaches into the paragraph before and after, and no further: reading a whole body hangs. */
function readSelection(): Promise<WordSelection | undefined> {
  return Word.run(async (context) => {
    const range = context.document.getSelection()
    const first = range.paragraphs.getFirst()
    const last = range.paragraphs.getLast()
    const before = first.getRange('Start').expandTo(range.getRange('Start'))
    const after = range.getRange('End').expandTo(last.getRange('End'))
    const previous = first.getPreviousOrNullObject()
    const next = last.getNextOrNullObject()
    for (const loaded of [range, before, after, previous, next]) loaded.load('text')
    await context.sync()
    const prefix = `${previous.isNullObject ? '' : previous.text}\n${before.text}`
    const suffix = `${after.text}\n${next.isNullObject ? '' : next.text}`
    const end = prefix.length + range.text.length
    const text = prefix + range.text + suffix
    const selector = describeQuote(text, { start: prefix.length, end })
    if (!selector) return undefined
    range.track()
    await context.sync()
    return { selector, range }
  })
}

/** A range whose words were deleted is released by Word itself, with an error that says so. */
function release(range: Word.Range): void {
  range.untrack()
  range.context.sync().catch(() => {})
}

function selectRange(range: Word.Range): Promise<boolean> {
  return Word.run(range, async (context) => {
    range.select()
    await context.sync()
    return true
  })
}

/** Only the cursor goes to the heading: selecting its words would ask for their sources. */
function goToHeading(section: Section, sections: readonly Section[]): Promise<boolean> {
  return Word.run(async (context) => {
    const { body } = context.document
    if (section.level === 0) {
      body.select('Start')
      await context.sync()
      return true
    }
    const hits = body.search(writeSearch(section.section_title), { matchCase: true })
    hits.load('items/text')
    await context.sync()
    const paragraphs = hits.items.map((hit) => hit.paragraphs.getFirst())
    for (const paragraph of paragraphs) paragraph.load('text,outlineLevel')
    await context.sync()
    const heading = paragraphs[findHeading(section, sections, paragraphs)]
    heading?.select('Start')
    await context.sync()
    return heading !== undefined
  })
}

/** Index of the paragraph that is the section's heading among those that hold its title; else -1. */
function findHeading(
  section: Section,
  sections: readonly Section[],
  paragraphs: readonly Word.Paragraph[],
): number {
  const title = foldTitle(section.section_title)
  const twins = sections.filter(({ section_title }) => foldTitle(section_title) === title)
  const order = twins.findIndex(({ section_id }) => section_id === section.section_id)
  const candidates = paragraphs.map(({ text, outlineLevel }) => ({
    text,
    isHeading: outlineLevel >= 1 && outlineLevel <= 9,
  }))
  return matchHeadings(twins, candidates)[order] ?? -1
}

/**
 * The head of a title as a search: whole words without blanks that Word and the server may read
 * differently. Word finds nothing beyond 255 characters, and reads "^" as the start of a code.
 */
function writeSearch(title: string): string {
  const line = title.trim().split(/[^\S ]| {2}/)[0] ?? ''
  const head =
    line.length > searchLength ? line.slice(0, line.lastIndexOf(' ', searchLength)) : line
  return head.slice(0, searchLength).replaceAll('^', '^^')
}

/** Half of what Word allows, since each caret doubles. */
const searchLength = 120

/** The open document's bytes as Word would save them. Word keeps at most two such files open. */
async function readDocument(): Promise<Blob> {
  const options = { sliceSize: sliceLength }
  const file = await settle<Office.File>((done) =>
    Office.context.document.getFileAsync(Office.FileType.Compressed, options, done),
  )
  try {
    const slices: Uint8Array<ArrayBuffer>[] = []
    for (let index = 0; index < file.sliceCount; index++) {
      const slice = await settle<Office.Slice>((done) => file.getSliceAsync(index, done))
      slices.push(Uint8Array.from(slice.data as number[]))
    }
    return new Blob(slices, { type: docxType })
  } finally {
    await settle<void>((done) => file.closeAsync(done))
  }
}

/** Bytes; the most that Word gives at once. */
const sliceLength = 4 * 1024 * 1024
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The name of the file; one that was never saved has no address. */
function readFileName(): string {
  const last = (Office.context.document.url ?? '').split(/[\\/]/).at(-1) ?? ''
  const name = last.replace(/[?#].*$/, '').replace(/\.\w{1,5}$/, '')
  return `${decodeName(name) || 'Document'}.docx`
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** A call of Office's that answers by a callback. */
function settle<T>(call: (done: (result: Office.AsyncResult<T>) => void) => void): Promise<T> {
  return new Promise((resolve, reject) =>
    call((result) => {
      if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value)
      else reject(createWordError(String(result.error.code), result.error.message))
    }),
  )
}

async function callWord<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof OfficeExtension.Error)) throw error
    throw createWordError(error.code, error.message)
  }
}

function createWordError(code: string, message: string): ApiError {
  return new ApiError(createProblem(`word_${code}`, 0, 'Word could not do this', message, ''))
}
