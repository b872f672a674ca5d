import { symbolCharacter } from './docx-symbols.ts'
import { isElement, textContent, type XmlElement, type XmlNode } from './xml.ts'

/**
 * A leaf of a paragraph (w:t, w:tab, w:br, …) and the half-open range of the joined text that it
 * gives. Pieces are in order and tile the text; the text of a w:t is its character data, unchanged.
 */
export type RunPiece = { readonly node: XmlElement; readonly start: number; readonly end: number }

type JoinedRuns = { readonly text: string; readonly pieces: readonly RunPiece[] }

/** Every w:p below the element in document order, depth first; the index here is a paragraph's ordinal. */
export function listParagraphs(documentElement: XmlElement): XmlElement[] {
  const paragraphs: XmlElement[] = []
  walkParagraphs(documentElement, (paragraph) => paragraphs.push(paragraph))
  return paragraphs
}

/** Visits what `listParagraphs` lists, and tells which of them stand in a table. */
export function walkParagraphs(
  parent: XmlElement,
  visit: (paragraph: XmlElement, isInTable: boolean) => void,
  isInTable = false,
): void {
  for (const child of parent.children) {
    if (!isElement(child)) continue
    if (child.name === 'w:p') visit(child, isInTable)
    walkParagraphs(child, visit, isInTable || child.name === 'w:tbl')
  }
}

/**
 * The final text of one paragraph: insertions kept, deletions dropped, of a field its result alone.
 * Paragraphs inside it (text boxes) are not part of it, they have ordinals of their own.
 */
export function joinRuns(paragraph: XmlElement): JoinedRuns {
  const pieces: RunPiece[] = []
  let text = ''
  visitInline(paragraph, (leaf) => {
    const gives = leafText(leaf)
    if (gives === '') return
    pieces.push({ node: leaf, start: text.length, end: text.length + gives.length })
    text += gives
  })
  return { text, pieces }
}

/** What a leaf of a run says: '' for what says nothing or is no character (drawings, note marks). */
export function leafText(leaf: XmlElement): string {
  if (leaf.name === 'w:t') return textContent(leaf)
  if (leaf.name === 'w:sym') return symbolText(leaf)
  return fixedTexts.get(leaf.name) ?? ''
}

/**
 * Visits the leaves of a paragraph's final text in order: children of runs, and what stands between
 * runs (bookmarks, m:oMath). Deleted and moved-away runs and the instructions of fields are left
 * out; w:fldChar and w:instrText themselves are visited. `run` is undefined between runs.
 */
export function visitInline(
  paragraph: XmlElement,
  visit: (leaf: XmlElement, run: XmlElement | undefined) => void,
): void {
  const fields: FieldPhase[] = []
  const visitLeaf = (leaf: XmlElement, run: XmlElement | undefined) => {
    if (leaf.name === 'w:fldChar') updateFields(fields, leaf)
    else if (fields.includes('instruction') && !shownInInstructions.has(leaf.name)) return
    visit(leaf, run)
  }
  visitChildren(paragraph, undefined, visitLeaf)
}

/**
 * Of the branches of an mc:AlternateContent the one to read: the first that says something
 * (ECMA-376 part 3 §7.5 lets a consumer choose by what it understands).
 */
export function chooseBranch(alternate: XmlElement): XmlElement | undefined {
  const branches = alternate.children.filter(isElement)
  return branches.find(saysSomething) ?? branches[0]
}

type FieldPhase = 'instruction' | 'result'

const fixedTexts: ReadonlyMap<string, string> = new Map([
  ['w:tab', '\t'],
  ['w:ptab', '\t'],
  ['w:br', '\n'],
  ['w:cr', '\n'],
  ['w:noBreakHyphen', '-'],
])

/** Holders of runs that leave no trace in the text (ECMA-376 part 1 §17.5, §17.13, §17.16). */
const transparent: ReadonlySet<string> = new Set([
  'w:ins',
  'w:moveTo',
  'w:hyperlink',
  'w:fldSimple',
  'w:smartTag',
  'w:customXml',
  'w:sdt',
  'w:sdtContent',
  'w:dir',
  'w:bdo',
])

const dropped: ReadonlySet<string> = new Set([
  'w:pPr',
  'w:rPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:delInstrText',
])

const shownInInstructions: ReadonlySet<string> = new Set([
  'w:instrText',
  'w:bookmarkStart',
  'w:bookmarkEnd',
])

type Visit = (leaf: XmlElement, run: XmlElement | undefined) => void

function visitChildren(parent: XmlElement, run: XmlElement | undefined, visit: Visit): void {
  for (const child of parent.children) visitNode(child, run, visit)
}

function visitNode(node: XmlNode, run: XmlElement | undefined, visit: Visit): void {
  if (!isElement(node) || dropped.has(node.name)) return
  if (node.name === 'w:r') visitChildren(node, node, visit)
  else if (transparent.has(node.name)) visitChildren(node, run, visit)
  else if (node.name === 'mc:AlternateContent') {
    const branch = chooseBranch(node)
    if (branch) visitChildren(branch, run, visit)
  } else visit(node, run)
}

/** A field that starts in an earlier paragraph is in its result here: instructions rarely span paragraphs. */
function updateFields(fields: FieldPhase[], leaf: XmlElement): void {
  const type = leaf.attributes['w:fldCharType']
  if (type === 'begin') fields.push('instruction')
  else if (type === 'separate' && fields.length > 0) fields[fields.length - 1] = 'result'
  else if (type === 'end') fields.pop()
}

function saysSomething(element: XmlElement): boolean {
  return element.children.some(
    (child) => isElement(child) && (speaking.has(child.name) || saysSomething(child)),
  )
}

const speaking: ReadonlySet<string> = new Set(['w:t', 'w:sym', 'm:t', 'w:txbxContent'])

function symbolText(symbol: XmlElement): string {
  const code = Number.parseInt(symbol.attributes['w:char'] ?? '', 16)
  return symbolCharacter(symbol.attributes['w:font'] ?? '', code)
}
