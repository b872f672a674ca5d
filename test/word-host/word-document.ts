/**
 * A document as Word's object model shows it, with the traps that decide the pane's design: a
 * search beyond 255 characters fails, "^" begins a code, and every paragraph ends with a mark.
 */
export type WordDocument = {
  readonly paragraphs: readonly WordParagraph[]
  /** Paragraphs, each with its mark: a carriage return. */
  readonly text: string
  selection: Span
}

/** `outlineLevel` is 10 for body text; `start` and `end` are offsets in the text, without the mark. */
export type WordParagraph = Span & { readonly text: string; readonly outlineLevel: number }

export type Span = { readonly start: number; readonly end: number }

export type WordObject =
  | { readonly kind: 'document' | 'body' | 'nothing' | 'options' }
  | ({ readonly kind: 'range' } & Span)
  | { readonly kind: 'paragraph'; readonly index: number }
  | { readonly kind: 'list'; readonly items: readonly WordObject[] }

export function createWordDocument(
  paragraphs: readonly { readonly text: string; readonly level?: number }[],
): WordDocument {
  let start = 0
  const placed = paragraphs.map(({ text, level = 10 }) => {
    const paragraph = { text, outlineLevel: level, start, end: start + text.length }
    start = paragraph.end + 1
    return paragraph
  })
  const text = placed.map((paragraph) => `${paragraph.text}\r`).join('')
  return { paragraphs: placed, text, selection: { start: 0, end: 0 } }
}

export function spanOf(document: WordDocument, object: WordObject): Span {
  if (object.kind === 'range') return object
  if (object.kind === 'body') return { start: 0, end: document.text.length }
  if (object.kind !== 'paragraph') throw new Error(`a ${object.kind} has no text`)
  const { start, end } = getParagraph(document, object.index)
  return { start, end: end + 1 }
}

export function callMethod(
  document: WordDocument,
  object: WordObject,
  name: string,
  args: readonly unknown[],
): WordObject {
  if (object.kind === 'nothing') return object
  switch (name) {
    case 'GetSelection':
      return { kind: 'range', ...document.selection }
    case 'GetRange':
      return { kind: 'range', ...narrow(spanOf(document, object), args[0]) }
    case 'ExpandTo':
      return {
        kind: 'range',
        ...join(spanOf(document, object), spanOf(document, asObject(args[0]))),
      }
    case 'GetFirst':
    case 'GetLast':
      return getItem(object, name === 'GetFirst' ? 0 : -1)
    case 'GetPreviousOrNullObject':
    case 'GetNextOrNullObject':
      return findNeighbour(document, object, name === 'GetNextOrNullObject' ? 1 : -1)
    case 'Search':
      return { kind: 'list', items: search(document, String(args[0])) }
    case 'Select':
      document.selection = narrow(spanOf(document, object), args[0])
      return object
    default:
      throw new Error(`this stand-in for Word has no method ${name}`)
  }
}

export function getProperty(document: WordDocument, object: WordObject, name: string): WordObject {
  if (name === 'Body') return { kind: 'body' }
  if (name !== 'Paragraphs') throw new Error(`this stand-in for Word has no property ${name}`)
  const { start, end } = spanOf(document, object)
  const items = document.paragraphs.flatMap((paragraph, index) =>
    paragraph.start < Math.max(end, start + 1) && paragraph.end >= start
      ? [{ kind: 'paragraph', index } as const]
      : [],
  )
  return { kind: 'list', items }
}

export function getScalar(document: WordDocument, object: WordObject, name: string): unknown {
  if (name === 'OutlineLevel' && object.kind === 'paragraph') {
    return getParagraph(document, object.index).outlineLevel
  }
  if (name !== 'Text') return null
  if (object.kind === 'paragraph') return getParagraph(document, object.index).text
  const { start, end } = spanOf(document, object)
  return document.text.slice(start, end)
}

function search(document: WordDocument, query: string): WordObject[] {
  if (query.length > 255) throw new Error('SearchStringInvalidOrTooLong')
  if (query.replaceAll('^^', '').includes('^')) return []
  const words = query.replaceAll('^^', '^')
  const found: WordObject[] = []
  for (let at = document.text.indexOf(words); at >= 0; at = document.text.indexOf(words, at + 1)) {
    found.push({ kind: 'range', start: at, end: at + words.length })
  }
  return found
}

function findNeighbour(document: WordDocument, object: WordObject, by: number): WordObject {
  const index = object.kind === 'paragraph' ? object.index + by : -1
  return index >= 0 && index < document.paragraphs.length
    ? { kind: 'paragraph', index }
    : { kind: 'nothing' }
}

function narrow(span: Span, place: unknown): Span {
  if (place === 'Start') return { start: span.start, end: span.start }
  if (place === 'End') return { start: span.end, end: span.end }
  return { start: span.start, end: span.end }
}

function join(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }
}

function getParagraph(document: WordDocument, index: number): WordParagraph {
  const paragraph = document.paragraphs[index]
  if (!paragraph) throw new Error(`there is no paragraph ${index}`)
  return paragraph
}

function getItem(object: WordObject, index: number): WordObject {
  const item = object.kind === 'list' ? object.items.at(index) : undefined
  if (!item) throw new Error('ItemNotFound')
  return item
}

function asObject(value: unknown): WordObject {
  return value as WordObject
}
