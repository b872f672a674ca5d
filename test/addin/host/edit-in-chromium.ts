import type { Browser, Page } from 'playwright-core'
import type { EditReport, Note, TextPiece } from '../../../addin/host/document-editor.ts'
import type { TextQuoteSelector } from '../../../shared/text/selector.ts'
import { bundleForPage } from '../bundle-for-page.ts'

/** What the browser host's editor makes of a .docx, with the browser's own reader of XML. */
export interface EditInChromium {
  replaceQuote(bytes: Uint8Array, selector: TextQuoteSelector, text: string): Promise<EditedFile>
  addNote(bytes: Uint8Array, selector: TextQuoteSelector, note: Note): Promise<EditedFile>
  insertBehind(
    bytes: Uint8Array,
    selector: TextQuoteSelector,
    pieces: readonly TextPiece[],
  ): Promise<EditedFile>
}

export type EditedFile = { readonly bytes: Uint8Array; readonly report: EditReport }

const stamp = { author: 'Sourcewright', date: '2025-03-04T05:06:07Z' }

export async function openEditing(browser: Browser): Promise<EditInChromium> {
  const page = await browser.newPage()
  const modules = ['addin/host/docx-edit.ts', 'addin/host/docx-parts.ts']
  await page.addScriptTag({ content: await bundleForPage('editing', modules) })
  const edit = (name: string) => (bytes: Uint8Array, selector: TextQuoteSelector, what: unknown) =>
    editInPage(page, name, bytes, selector, what)
  return {
    replaceQuote: edit('replaceQuote'),
    addNote: edit('addNote'),
    insertBehind: edit('insertBehind'),
  }
}

async function editInPage(
  page: Page,
  name: string,
  bytes: Uint8Array,
  selector: TextQuoteSelector,
  what: unknown,
): Promise<EditedFile> {
  const base64 = Buffer.from(bytes).toString('base64')
  const edited = await page.evaluate(
    ([name, base64, selector, what, stamp]) => {
      const { editing } = window as unknown as { editing: Editing }
      const parts = editing.readParts(Uint8Array.from(atob(base64), (one) => one.charCodeAt(0)))
      const { parts: changed, report } = editing[name]!(parts, selector, what, stamp)
      const written = editing.writeParts(changed)
      return {
        base64: btoa(Array.from(written, (one) => String.fromCharCode(one)).join('')),
        report,
      }
    },
    [name, base64, selector, what, stamp] as const,
  )
  return { bytes: Buffer.from(edited.base64, 'base64'), report: edited.report }
}

type Editing = {
  readParts(bytes: Uint8Array): unknown
  writeParts(parts: unknown): Uint8Array
} & Record<
  string,
  (
    parts: unknown,
    selector: unknown,
    what: unknown,
    stamp: unknown,
  ) => { parts: unknown; report: EditReport }
>
