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
  isElement,
  parseXml,
  textContent,
  writeXml,
  writeXmlFragment,
  type XmlElement,
} from '../../server/formats/xml.ts'

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

function readBlocks(parent: XmlElement): Unit[] {
  return childElements(parent).flatMap((child) => {
    if (child.name !== 'w:p') return readBlocks(child)
    const isInCell = parent.name === 'w:tc' && childElements(parent, 'w:p').at(-1) === child
    const mark: Unit = {
      text: isInCell ? '\r\u0007' : '\r',
      properties: undefined,
      mark: undefined,
      paragraph: { element: child, parent, isTouched: false },
    }
    return [...readInline(child, undefined), mark]
  })
}

const containers = /^w:(hyperlink|smartTag|sdt|sdtContent|fldSimple|customXml)$/

function readInline(parent: XmlElement, mark: Unit['mark']): Unit[] {
  return childElements(parent).flatMap((child): Unit[] => {
    if (child.name === 'w:pPr') return []
    if (child.name === 'w:r') return readRun(child, mark)
    if (child.name === 'w:ins' || child.name === 'w:moveTo') return readInline(child, 'ins')
    if (child.name === 'w:del' || child.name === 'w:moveFrom') return readInline(child, 'del')
    const unseen = { text: '', properties: undefined, mark: undefined }
    if (!containers.test(child.name)) {
      return [{ ...unseen, raw: { element: child, place: 'paragraph' } }]
    }
    const own = childElements(child).filter(({ name }) => /Pr$/.test(name))
    const shell = element(child.name, child.attributes, own)
    return [
      { ...unseen, raw: { element: shell, place: 'open' } },
      ...readInline(child, mark),
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

function writeTouched(units: readonly Unit[]): void {
  let own: Unit[] = []
  for (const unit of units) {
    if (!unit.paragraph) {
      own.push(unit)
      continue
    }
    if (unit.paragraph.isTouched) writeParagraph(unit.paragraph.element, own, unit)
    own = []
  }
}

function writeParagraph(paragraph: XmlElement, units: readonly Unit[], end: Unit): void {
  const properties = findChild(paragraph, 'w:pPr') ?? element('w:pPr')
  markEnd(properties, end.mark)
  const open: XmlElement[] = [element('w:p', {}, [properties])]
  for (const group of groupRuns(units)) {
    const first = group[0]!
    const into = open.at(-1)!
    if (first.raw?.place === 'paragraph') into.children.push(first.raw.element)
    else if (first.raw?.place === 'close') open.pop()
    else if (first.raw?.place === 'open') {
      const { name, attributes, children } = first.raw.element
      const container = element(name, attributes, [...children])
      into.children.push(container)
      open.push(container)
    } else into.children.push(writeRun(group))
  }
  paragraph.children = open[0]!.children
}

function markEnd(properties: XmlElement, mark: Unit['mark']): void {
  const known = findChild(properties, 'w:rPr')
  const run = known ?? element('w:rPr')
  run.children = run.children.filter(
    (child) => !isElement(child) || (child.name !== 'w:ins' && child.name !== 'w:del'),
  )
  if (mark) run.children.unshift(element(`w:${mark}`, changeAttributes()))
  if (!known && mark) properties.children.push(run)
}

function groupRuns(units: readonly Unit[]): Unit[][] {
  const groups: Unit[][] = []
  for (const unit of units) {
    const last = groups.at(-1)?.[0]
    const isRun = (one: Unit) => !one.raw || one.raw.place === 'run'
    const joins =
      last && isRun(last) && isRun(unit) && last.mark === unit.mark && isSameStyle(last, unit)
    if (joins) groups.at(-1)!.push(unit)
    else groups.push([unit])
  }
  return groups
}

function isSameStyle(a: Unit, b: Unit): boolean {
  return a.properties === b.properties
}

function writeRun(units: readonly Unit[]): XmlElement {
  const [{ properties, mark }] = [units[0]!]
  const children: XmlElement[] = properties ? [properties] : []
  for (const unit of units) {
    const last = children.at(-1)
    const name = mark === 'del' ? 'w:delText' : 'w:t'
    if (unit.raw) children.push(unit.raw.element)
    else if (last?.name === name) last.children = [textContent(last) + unit.text]
    else children.push(element(name, { 'xml:space': 'preserve' }, [unit.text]))
  }
  const run = element('w:r', {}, children)
  return mark ? element(`w:${mark}`, changeAttributes(), [run]) : run
}

let changes = 9000

function changeAttributes(): Record<string, string> {
  return {
    'w:id': String(++changes),
    'w:author': 'Writer',
    'w:date': '2026-01-01T00:00:00Z',
  }
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
