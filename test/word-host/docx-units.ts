import {
  addPart,
  listRelated,
  openDocx,
  packDocx,
  readPart,
  removePart,
  writePart,
  type DocxParts,
  type RelationName,
} from '../../server/formats/docx-parts.ts'
import {
  childElements,
  element,
  findChild,
  findPath,
  parseXml,
  textContent,
  writeXml,
  writeXmlFragment,
  type XmlElement,
} from '../../server/formats/xml.ts'
import { writeTouched } from './write-units.ts'

/**
 * One character as Word's text has it, or something else that stands between characters. Units keep
 * their identity while the document is edited, so that a range is two units and not two offsets.
 */
export type Unit = {
  /** '' for what can't be seen; field codes are one unit of several characters. */
  text: string
  /** The run's w:rPr. */
  properties: XmlElement | undefined
  /** What is written back as it is: in a run, or beside runs, or as the two ends of a container. */
  raw?: { readonly element: XmlElement; readonly place: 'run' | 'paragraph' | 'open' | 'close' }
  mark: 'ins' | 'del' | undefined
  /** Set on the mark that ends a paragraph. */
  paragraph?: ParagraphPlace
  /** The unit that stands where this one was removed. */
  heir?: Unit
  /** The innermost content control around it. */
  control?: ContentControl | undefined
}

export type ContentControl = {
  readonly cannotEdit: boolean
  readonly parent?: ContentControl | undefined
}

/** A w:p in the tree; it is written anew only if it was touched. */
export type ParagraphPlace = {
  readonly element: XmlElement
  readonly parent: XmlElement
  isTouched: boolean
}

export type LoadedDocx = {
  readonly units: Unit[]
  /** 1 to 9, and 10 for body text. */
  readonly levelOf: (paragraph: XmlElement) => number
  /** Custom XML parts, as text. */
  readonly customParts: readonly string[]
  /** The .docx with what the units hold now. */
  readonly save: (units: readonly Unit[], beside: Beside) => Uint8Array
}

/** What stands in parts of its own. */
export type Beside = {
  readonly notes: readonly StoredNote[]
  readonly customParts: readonly string[]
  /** What a pane stored in the file: it stays in a part of its own (office-js #3296). */
  readonly settings: string
}

export type StoredNote = {
  readonly kind: 'footnote' | 'comment'
  readonly id: number
  readonly text: string
}

export function loadDocx(bytes: Uint8Array): LoadedDocx {
  const docx = openDocx(bytes)
  const root = readPart(docx.parts, docx.documentName)
  const body = findChild(root, 'w:body')!
  const levels = readLevels(bytes)
  const customNames = listRelated(docx.parts, docx.documentName, 'customXml')
  return {
    units: readBlocks(body),
    levelOf: (paragraph) => findLevel(paragraph, levels),
    customParts: customNames.map((name) => writeXmlFragment(readPart(docx.parts, name))),
    save(units, { notes, customParts, settings }) {
      writeTouched(units)
      const written = openDocx(bytes)
      const { parts, documentName } = written
      writePart(parts, documentName, root)
      writeNotes(written, 'footnote', notes)
      writeNotes(written, 'comment', notes)
      for (const name of customNames) removePart(parts, documentName, name)
      customParts.forEach((text, index) =>
        addPart(parts, documentName, {
          name: `customXml/item${index + 1}.xml`,
          relation: 'customXml',
          contentType: 'application/xml',
          root: parseXml(text),
        }),
      )
      parts.set(webExtension, new TextEncoder().encode(writeXml(element('pane', { settings }))))
      return packDocx(written)
    },
  }
}

const webExtension = 'word/webextensions/webextension1.xml'
const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

function writeNotes(
  { parts, documentName }: DocxParts,
  kind: StoredNote['kind'],
  notes: readonly StoredNote[],
): void {
  const own = notes.filter((note) => note.kind === kind)
  if (own.length === 0) return
  const relation = `${kind}s` as RelationName
  const known = listRelated(parts, documentName, relation)[0]
  const root = known
    ? readPart(parts, known)
    : element(`w:${kind}s`, { 'xmlns:w': wordNamespace }, [])
  for (const { id, text } of own) {
    const words = element('w:r', {}, [element('w:t', { 'xml:space': 'preserve' }, [text])])
    const author: Record<string, string> = kind === 'comment' ? { 'w:author': 'Writer' } : {}
    const paragraph = element('w:p', {}, [words])
    root.children.push(element(`w:${kind}`, { 'w:id': String(id), ...author }, [paragraph]))
  }
  if (known) return writePart(parts, known, root)
  const contentType = `application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}s+xml`
  addPart(parts, documentName, { name: `word/${kind}s.xml`, relation, contentType, root })
}

function readBlocks(parent: XmlElement, around?: ContentControl): Unit[] {
  return childElements(parent).flatMap((child) => {
    if (child.name !== 'w:p') return readBlocks(child, enter(child, around))
    const isInCell = parent.name === 'w:tc' && childElements(parent, 'w:p').at(-1) === child
    const mark: Unit = {
      text: isInCell ? '\r\u0007' : '\r',
      properties: undefined,
      mark: undefined,
      paragraph: { element: child, parent, isTouched: false },
      control: around,
    }
    return [...readInline(child, undefined, around), mark]
  })
}

/** The control that an element is, else the one around it (ECMA-376 part 1 §17.5.2.23). */
function enter(child: XmlElement, around: ContentControl | undefined): ContentControl | undefined {
  if (child.name !== 'w:sdt') return around
  const lock = findPath(child, 'w:sdtPr', 'w:lock')?.attributes['w:val'] ?? ''
  return { cannotEdit: /contentLocked$/i.test(lock), parent: around }
}

const containers = /^w:(hyperlink|smartTag|sdt|sdtContent|fldSimple|customXml)$/

function readInline(
  parent: XmlElement,
  mark: Unit['mark'],
  around: ContentControl | undefined,
): Unit[] {
  return childElements(parent).flatMap((child): Unit[] => {
    if (child.name === 'w:pPr') return []
    if (child.name === 'w:r')
      return readRun(child, mark).map((unit) => ({ ...unit, control: around }))
    if (child.name === 'w:ins' || child.name === 'w:moveTo') return readInline(child, 'ins', around)
    if (child.name === 'w:del' || child.name === 'w:moveFrom') {
      return readInline(child, 'del', around)
    }
    const unseen = { text: '', properties: undefined, mark: undefined }
    if (!containers.test(child.name)) {
      return [{ ...unseen, raw: { element: child, place: 'paragraph' } }]
    }
    const own = childElements(child).filter(({ name }) => /Pr$/.test(name))
    const shell = element(child.name, child.attributes, own)
    return [
      { ...unseen, raw: { element: shell, place: 'open' } },
      ...readInline(child, mark, enter(child, around)),
      { ...unseen, raw: { element: shell, place: 'close' } },
    ]
  })
}

/** As Word's own text shows them: a tab, a break, the marks of notes, fields and soft hyphens. */
const shownAs: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:br': '\u000b',
  'w:footnoteReference': '\u0002',
  'w:endnoteReference': '\u0002',
  'w:softHyphen': '\u001f',
  'w:noBreakHyphen': '\u001e',
}
const fieldMarks: Readonly<Record<string, string>> = {
  begin: '\u0013',
  separate: '\u0014',
  end: '\u0015',
}

function readRun(run: XmlElement, mark: Unit['mark']): Unit[] {
  const properties = findChild(run, 'w:rPr')
  return childElements(run).flatMap((child): Unit[] => {
    if (child.name === 'w:rPr') return []
    if (child.name === 'w:t' || child.name === 'w:delText') {
      return Array.from({ length: textContent(child).length }, (_, at) => ({
        text: textContent(child)[at]!,
        properties,
        mark,
      }))
    }
    const field = fieldMarks[child.attributes['w:fldCharType'] ?? '']
    const text = child.name === 'w:instrText' ? textContent(child) : (shownAs[child.name] ?? field)
    return [{ text: text ?? '', properties, mark, raw: { element: child, place: 'run' } }]
  })
}

type Levels = ReadonlyMap<string, number>

function readLevels(bytes: Uint8Array): Levels {
  const { parts } = openDocx(bytes)
  if (!parts.has('word/styles.xml')) return new Map()
  const styles = childElements(readPart(parts, 'word/styles.xml'), 'w:style')
  const found = styles.flatMap((style): [string, number][] => {
    const level = findPath(style, 'w:pPr', 'w:outlineLvl')?.attributes['w:val']
    return level === undefined
      ? []
      : [[style.attributes['w:styleId'] ?? '', Math.min(10, Number(level) + 1)]]
  })
  return new Map(found)
}

function findLevel(paragraph: XmlElement, levels: Levels): number {
  const own = findPath(paragraph, 'w:pPr', 'w:outlineLvl')?.attributes['w:val']
  if (own !== undefined) return Math.min(10, Number(own) + 1)
  const style = findPath(paragraph, 'w:pPr', 'w:pStyle')?.attributes['w:val'] ?? ''
  return levels.get(style) ?? 10
}
