import { parseXml, descendants, textContent } from '../../server/formats/xml.ts'
import type { ContentControl, StoredNote, Unit } from './docx-units.ts'
import type { UnitRange, View } from './unit-text.ts'
import { WordRefusal, type WordDocument } from './word-document.ts'

/** An object of Word's that the client holds a proxy of. */
export type WordObject =
  | { readonly kind: 'document' | 'body' | 'nothing' }
  /** Whom the client tells that it listens to commands of the ribbon. */
  | { readonly kind: 'service' }
  | { readonly kind: 'options'; readonly values: Record<string, unknown> }
  | { readonly kind: 'range'; readonly range: UnitRange }
  | { readonly kind: 'paragraph'; readonly mark: Unit }
  | { readonly kind: 'note' | 'noteBody'; readonly note: StoredNote & UnitRange }
  | { readonly kind: 'control'; readonly control: ContentControl }
  | { readonly kind: 'list'; readonly items: readonly WordObject[] }

/** Word's window hangs: no answer ever comes. */
export class WordHang extends Error {}

/** Units of one text value beyond which some files make Word hang (office-js #719). */
export const hangLength = 64_000

/** What a method gives: another object, or a value. */
export function callMethod(
  document: WordDocument,
  object: WordObject,
  name: string,
  args: readonly unknown[],
): WordObject | string {
  if (object.kind === 'nothing') return object
  const range = () => rangeOf(document, object)
  switch (name) {
    case 'GetSelection':
      return asRange(document, document.selected)
    case 'GetRange':
      return asRange(document, narrow(document, range(), args[0]))
    case 'ExpandTo':
      return asRange(document, join(document, range(), rangeOf(document, args[0] as WordObject)))
    case 'GetFirst':
    case 'GetLast':
      return getItem(object, name === 'GetFirst' ? 0 : -1)
    case 'GetPreviousOrNullObject':
    case 'GetNextOrNullObject':
      return findNeighbour(document, object, name === 'GetNextOrNullObject' ? 1 : -1)
    case 'Search':
      return { kind: 'list', items: search(document, range(), String(args[0]), args[1]) }
    case 'Select':
      document.select(narrow(document, range(), args[0]))
      return object
    default:
      return edit(document, range(), name, args) ?? readText(document, range(), name, args)
  }
}

function edit(
  document: WordDocument,
  range: UnitRange,
  name: string,
  args: readonly unknown[],
): WordObject | undefined {
  const text = String(args[0])
  switch (name) {
    case 'InsertText':
      return asRange(document, insertText(document, range, text, String(args[1])))
    case 'InsertOoxml': {
      // all that stood there is marked deleted, and all of it inserted again (office-js #334)
      const words = descendants(parseXml(text), 'w:t').map(textContent).join('')
      return asRange(document, document.replace(range, words))
    }
    case 'Delete':
      document.remove(range)
      return asRange(document, { start: range.start, end: range.start })
    case 'InsertFootnote':
      requireSet(document, '1.5', name)
      return { kind: 'note', note: document.addNote('footnote', range, text) }
    case 'GetComments':
      return {
        kind: 'list',
        items: document.commentsAt(range).map((note) => ({ kind: 'note', note })),
      }
    case 'InsertComment':
      requireSet(document, '1.4', name)
      return { kind: 'note', note: document.addNote('comment', range, text) }
    default:
      return undefined
  }
}

function insertText(document: WordDocument, range: UnitRange, text: string, place: string) {
  if (place === 'Replace') return document.replace(range, text)
  const isBefore = place === 'Start' || place === 'Before'
  return document.insert(isBefore ? range.start : document.units[document.endAt(range)]!, text)
}

function readText(
  document: WordDocument,
  range: UnitRange,
  name: string,
  args: readonly unknown[],
): string {
  if (name === 'GetOoxml') return writeOoxml(document, range)
  if (name !== 'GetReviewedText') throw new Error(`this stand-in for Word has no method ${name}`)
  requireSet(document, '1.4', name)
  const view: View = args[0] === 'Original' ? 'original' : 'final'
  return guardLength(withoutMark(document.textOf(range, view)))
}

/** Word gives a package; its body is enough to see what is tracked. */
function writeOoxml(document: WordDocument, range: UnitRange): string {
  const runs = document.slice(range).map(({ text, mark, raw }) => {
    const inner = raw ? `<${raw.element.name}/>` : `<w:t>${text.replace(/[<&]/g, '')}</w:t>`
    return mark ? `<w:${mark} w:id="1"><w:r>${inner}</w:r></w:${mark}>` : `<w:r>${inner}</w:r>`
  })
  const body = `<w:body><w:p>${runs.join('')}</w:p></w:body>`
  return `<pkg:package><pkg:part><w:document>${body}</w:document></pkg:part></pkg:package>`
}

export function getProperty(document: WordDocument, object: WordObject, name: string): WordObject {
  if (object.kind === 'nothing') return object
  if (name === 'Body') {
    return object.kind === 'note' ? { kind: 'noteBody', note: object.note } : { kind: 'body' }
  }
  if (name === 'Reference' && object.kind === 'note') return asRange(document, object.note)
  if (name === 'ParentContentControlOrNullObject') return findControl(document, object)
  if (name === 'ContentControls') return listControls(document, rangeOf(document, object))
  if (name !== 'Paragraphs') throw new Error(`this stand-in for Word has no property ${name}`)
  const range = rangeOf(document, object)
  const from = document.at(range.start)
  const to = Math.max(document.endAt(range), from + 1)
  const items = document.marks
    .filter((mark) => {
      const own = document.paragraphRange(mark)
      return document.at(own.start) < to && document.at(mark) >= from
    })
    .map((mark) => ({ kind: 'paragraph', mark }) as const)
  return { kind: 'list', items }
}

/** The innermost control that holds the whole of a range; of a control, the one around it. */
function findControl(document: WordDocument, object: WordObject): WordObject {
  const found =
    object.kind === 'control'
      ? object.control.parent
      : innermost(document, rangeOf(document, object))
  return found ? { kind: 'control', control: found } : { kind: 'nothing' }
}

function innermost(document: WordDocument, range: UnitRange): ContentControl | undefined {
  const [first, ...others] = document.slice(range)
  // a place between two units stands in the control of the one before it
  const from = first ?? document.units[document.at(range.start) - 1]
  return listAround(from).find((one) => others.every((unit) => listAround(unit).includes(one)))
}

function listAround(unit: Unit | undefined): ContentControl[] {
  const around: ContentControl[] = []
  for (let at = unit?.control; at; at = at.parent) around.push(at)
  return around
}

function listControls(document: WordDocument, range: UnitRange): WordObject {
  const controls = new Set(document.slice(range).flatMap(listAround))
  return { kind: 'list', items: [...controls].map((control) => ({ kind: 'control', control })) }
}

export function getScalar(document: WordDocument, object: WordObject, name: string): unknown {
  if (name === 'ChangeTrackingMode' && object.kind === 'document') {
    requireSet(document, '1.4', name)
    return document.changeTrackingMode
  }
  if (name === 'OutlineLevel' && object.kind === 'paragraph') return document.levelOf(object.mark)
  if (name === 'UniqueLocalId' && object.kind === 'paragraph')
    return document.localIdOf(object.mark)
  if (object.kind === 'note' || object.kind === 'noteBody') {
    return name === 'Content' || name === 'Text' ? object.note.text : null
  }
  if (object.kind === 'control') return name === 'CannotEdit' ? object.control.cannotEdit : null
  if (name !== 'Text') return null
  const view: View = document.options.showsDeletions === false ? 'final' : 'all'
  const text = document.textOf(rangeOf(document, object), view)
  return guardLength(object.kind === 'paragraph' ? withoutMark(text) : text)
}

export function setScalar(
  document: WordDocument,
  object: WordObject,
  name: string,
  value: unknown,
): void {
  if (object.kind === 'options') object.values[name] = value
  else if (object.kind === 'document' && name === 'ChangeTrackingMode') {
    requireSet(document, '1.4', name)
    document.changeTrackingMode = value as WordDocument['changeTrackingMode']
  } else throw new Error(`this stand-in for Word can't set ${name}`)
}

function rangeOf(document: WordDocument, object: WordObject): UnitRange {
  if (object.kind === 'range') return object.range
  if (object.kind === 'body' || object.kind === 'document') return document.whole
  if (object.kind === 'paragraph') return document.paragraphRange(object.mark)
  throw new Error(`a ${object.kind} has no text`)
}

function asRange(document: WordDocument, range: UnitRange): WordObject {
  return { kind: 'range', range: document.pin(range) }
}

function requireSet(document: WordDocument, version: string, name: string): void {
  if ((document.options.wordApi ?? '1.6') >= version) return
  throw new WordRefusal('ApiNotFound', `The API ${name} is not supported by this version of Word.`)
}

function guardLength(text: string): string {
  if (text.length > hangLength) throw new WordHang()
  return text
}

function withoutMark(text: string): string {
  // eslint-disable-next-line no-control-regex -- the mark that ends a cell
  return text.replace(/\r\u0007?$/, '')
}

/**
 * Word's search: within paragraphs, no more than 255 characters with the escapes counted (office-js
 * #31, #168, #731, #1726), and "^" begins a code; of them only "^~" is known here, a hyphen that ends
 * no line.
 */
function search(
  document: WordDocument,
  scope: UnitRange,
  query: string,
  options: unknown,
): WordObject[] {
  if (query.length > 255) {
    if (document.options.longSearch === 'finds nothing') return []
    throw new WordRefusal('SearchStringInvalidOrTooLong', 'The search string is too long.')
  }
  if (query.replace(/\^[\^~]/g, '').includes('^')) return []
  const given = options as { readonly values?: Record<string, unknown> } | null
  const isExact = given?.values?.['MatchCase'] === true
  const fold = (text: string) => (isExact ? text : text.toLowerCase())
  const words = fold(query.replace(/\^[\^~]/g, (code) => (code === '^~' ? '\u001e' : '^')))
  const isShown = ({ mark }: Unit) => document.options.showsDeletions !== false || mark !== 'del'
  const seen = document.slice(scope).filter(isShown)
  const owners = seen.flatMap((unit) => Array.from({ length: unit.text.length }, () => unit))
  const text = fold(seen.map((unit) => unit.text).join(''))
  const found: WordObject[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const last = owners[at + words.length - 1]!
    const end = document.units[document.at(last) + 1]!
    found.push(asRange(document, { start: owners[at]!, end }))
  }
  return found
}

function findNeighbour(document: WordDocument, object: WordObject, by: number): WordObject {
  if (object.kind !== 'paragraph') return { kind: 'nothing' }
  const { marks } = document
  const mark = marks[marks.indexOf(object.mark) + by]
  return mark ? { kind: 'paragraph', mark } : { kind: 'nothing' }
}

/** "Content" ends before the mark of a paragraph. */
function narrow(document: WordDocument, range: UnitRange, place: unknown): UnitRange {
  const { start } = range
  if (place === 'Start') return { start, end: start }
  const at = document.endAt(range)
  const isMark = place === 'Content' && document.units[at - 1]?.paragraph
  const end = document.units[isMark ? at - 1 : at]!
  return place === 'End' ? { start: end, end } : { start, end }
}

function join(document: WordDocument, a: UnitRange, b: UnitRange): UnitRange {
  const end = Math.max(document.endAt(a), document.endAt(b))
  return {
    start: document.at(a.start) <= document.at(b.start) ? a.start : b.start,
    end: document.units[end]!,
  }
}

function getItem(object: WordObject, index: number): WordObject {
  const item = object.kind === 'list' ? object.items.at(index) : undefined
  if (!item) throw new WordRefusal('ItemNotFound', 'The requested resource does not exist.')
  return item
}
