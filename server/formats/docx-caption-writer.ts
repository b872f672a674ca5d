import type { DraftTable } from '../../shared/model/draft.ts'
import { writeBookmark } from './docx-bookmark-writer.ts'
import { listFields, showResult } from './docx-fields.ts'
import { writeRun } from './docx-run-writer.ts'
import { captionStyleId } from './docx-style-book.ts'
import type { TableNames } from './docx-table-names.ts'
import type { WriteContext } from './docx-write-context.ts'
import { walkElements } from './docx-tree.ts'
import { element, textContent, type XmlElement } from './xml.ts'

/** What captions count, each kind for itself. */
type CaptionLabel = 'Table' | 'Figure'

/**
 * "Table 1. Title"; the number is a SEQ field, which `numberCaptions` fills in, or the source's own.
 * References to the table need the bookmark.
 */
export function writeTableCaption(
  context: WriteContext,
  { title, sourceNumber, keepsNumber }: DraftTable,
  bookmark: string | undefined,
): XmlElement {
  const mark = (nodes: readonly XmlElement[]) =>
    bookmark === undefined ? nodes : writeBookmark(context.bookmarkIds, bookmark, nodes)
  const label = textRun('Table ')
  const named = keepsNumber
    ? [label, ...mark([textRun(sourceNumber)])]
    : mark([label, countField('Table')])
  return writeCaption(context, named, title, element('w:keepNext'))
}

/** A figure's caption stands below it, so that nothing is kept on its page. */
export function writeFigureCaption(context: WriteContext, title: string): XmlElement {
  const keep = element('w:keepNext', { 'w:val': '0' })
  return writeCaption(context, [textRun('Figure '), countField('Figure')], title, keep)
}

function writeCaption(
  { styles }: WriteContext,
  named: readonly XmlElement[],
  title: string,
  keep: XmlElement,
): XmlElement {
  const style = element('w:pStyle', { 'w:val': captionStyleId(styles) })
  const rest = title === '' ? [] : [textRun(`. ${title}`)]
  return element('w:p', {}, [element('w:pPr', {}, [style, keep]), ...named, ...rest])
}

function countField(label: CaptionLabel): XmlElement {
  const instruction = ` SEQ ${label} \\* ARABIC `
  return element('w:fldSimple', { 'w:instr': instruction }, [textRun('0')])
}

/**
 * Gives every SEQ Table and SEQ Figure field of the document the number that Word will compute:
 * those of the template count too. Fields with a reset or a repeat keep what they show.
 */
export function numberCaptions(root: XmlElement): void {
  const counts = new Map<string, number>()
  for (const field of listFields(root)) {
    const match = /^\s*SEQ\s+"?(Table|Figure)"?(?=\s|$)(.*)$/i.exec(field.instruction)
    if (!match) continue
    const [, label = '', switches = ''] = match
    const reset = /\\r\s*(\d+)/i.exec(switches)
    if (/\\[csh](?=\s|$)/i.test(switches)) continue
    const count = reset ? Number(reset[1]) : (counts.get(label.toLowerCase()) ?? 0) + 1
    counts.set(label.toLowerCase(), count)
    if (/\\\*\s*arabic/i.test(switches) || !switches.includes('\\*')) {
      showResult(field, String(count))
    }
  }
}

/** Gives REF fields, the template's too, the words that their bookmarks hold now. */
export function showReferences(root: XmlElement): void {
  const fields = listFields(root).flatMap((field) => {
    const bookmark = plainReference.exec(field.instruction)?.[1]
    return bookmark === undefined ? [] : [{ field, bookmark }]
  })
  const texts = readBookmarks(root, new Set(fields.map(({ bookmark }) => bookmark)))
  for (const { field, bookmark } of fields) {
    const text = texts.get(bookmark) ?? ''
    if (text !== '') showResult(field, text)
  }
}

/** Call it when captions are numbered. */
export function nameTables(root: XmlElement, { places }: WriteContext): TableNames {
  const bookmarks = new Set([...places.named.values()].map(({ bookmark }) => bookmark))
  const texts = readBookmarks(root, bookmarks)
  return new Map(
    [...places.named].flatMap(([number, { bookmark, keepsNumber }]) => {
      const text = texts.get(bookmark)
      if (text === undefined) throw new Error(`the table ${number} has no caption`)
      return [[number, keepsNumber ? `Table ${text}` : text] as const]
    }),
  )
}

/** REF without a switch that asks for something other than the bookmark's words. */
const plainReference = /^\s*REF\s+"?([\w.]+)"?(?:\s+\\h|\s+\\\*\s*\w+)*\s*$/i

/** The words of bookmarks that begin and end in one paragraph. */
function readBookmarks(root: XmlElement, wanted: ReadonlySet<string>): Map<string, string> {
  const texts = new Map<string, string>()
  const open = new Map<string, string>()
  const drop = () => {
    for (const name of open.values()) texts.delete(name)
    open.clear()
  }
  walkElements(root, (one) => {
    const { 'w:id': id = '', 'w:name': name = '' } = one.attributes
    if (one.name === 'w:p') drop()
    else if (one.name === 'w:bookmarkEnd') open.delete(id)
    else if (one.name === 'w:bookmarkStart' && wanted.has(name)) {
      open.set(id, name)
      texts.set(name, '')
    } else if (one.name === 'w:t') {
      for (const inside of open.values())
        texts.set(inside, (texts.get(inside) ?? '') + textContent(one))
    }
  })
  drop()
  return texts
}

function textRun(text: string): XmlElement {
  return writeRun(text, undefined)
}
