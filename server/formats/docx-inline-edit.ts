import { joinRuns, type RunPiece } from './docx-runs.ts'
import { writeText } from './docx-run-writer.ts'
import { insertBefore, mapParents } from './docx-tree.ts'
import { cloneNode, element, isElement, textContent, type XmlElement } from './xml.ts'

/**
 * Puts nodes in the place of `[start, end)` of a paragraph's joined text. Runs are split where the
 * place begins and ends; all other characters, and all else that stands in the paragraph, stay.
 * An empty place puts the nodes before the character at `start`, or at the paragraph's end.
 */
export function replaceWords(
  paragraph: XmlElement,
  start: number,
  end: number,
  nodes: readonly XmlElement[],
): void {
  const { pieces } = joinRuns(paragraph)
  const first = pieces.find((piece) => piece.end > start)
  if (!first) {
    paragraph.children.push(...nodes)
    return
  }
  const parents = mapParents(paragraph)
  const run = splitRun(parents, first, start)
  const holder = parents.get(run)
  if (holder) insertBefore(holder, run, nodes)
  for (const piece of pieces) {
    if (piece.start < end && piece.end > start) cutPiece(parents, piece, end)
  }
}

/** Runs and content controls hold these beside what a reader sees. */
const propertyNames: ReadonlySet<string> = new Set(['w:rPr', 'w:sdtPr', 'w:sdtEndPr'])

/** Holders that mean nothing when nothing is left in them. */
const disposable: ReadonlySet<string> = new Set([
  'w:r',
  'w:hyperlink',
  'w:ins',
  'w:moveTo',
  'w:smartTag',
  'w:sdtContent',
  'w:sdt',
])

/** Moves what stands in a piece's run before `offset` to a run of its own, put before it. */
function splitRun(
  parents: Map<XmlElement, XmlElement>,
  piece: RunPiece,
  offset: number,
): XmlElement {
  const { run, child } = findRun(parents, piece.node)
  const at = run.children.indexOf(child)
  const before = run.children.slice(0, at)
  const kept =
    piece.node.name === 'w:t' ? textContent(piece.node).slice(0, offset - piece.start) : ''
  const format = before.filter(isFormat)
  const head = [
    ...before.filter((one) => !isFormat(one)),
    ...(kept === '' ? [] : [writeText(kept)]),
  ]
  const holder = parents.get(run)
  if (head.length === 0 || !holder || child !== piece.node) return run
  const headRun = element('w:r', { ...run.attributes }, [...format.map(cloneNode), ...head])
  insertBefore(holder, run, [headRun])
  run.children = [...format, ...run.children.slice(at)]
  return run
}

/** The w:r around a leaf, and its child that is or holds the leaf. */
function findRun(
  parents: ReadonlyMap<XmlElement, XmlElement>,
  leaf: XmlElement,
): { run: XmlElement; child: XmlElement } {
  let child = leaf
  for (;;) {
    const parent = parents.get(child)
    if (!parent) throw new Error(`${leaf.name} stands in no run`)
    if (parent.name === 'w:r') return { run: parent, child }
    child = parent
  }
}

/** Drops a piece's characters before `end`; those that are to stay before it went to another run. */
function cutPiece(
  parents: ReadonlyMap<XmlElement, XmlElement>,
  { node, start: from }: RunPiece,
  end: number,
): void {
  const rest = node.name === 'w:t' ? textContent(node).slice(end - from) : ''
  if (rest !== '') {
    node.attributes['xml:space'] = 'preserve'
    node.children = [rest]
    return
  }
  removeWithEmptyHolders(parents, node)
}

function removeWithEmptyHolders(
  parents: ReadonlyMap<XmlElement, XmlElement>,
  node: XmlElement,
): void {
  const parent = parents.get(node)
  if (!parent) return
  parent.children = parent.children.filter((one) => one !== node)
  const isEmpty = !parent.children.some((one) => isElement(one) && !propertyNames.has(one.name))
  if (isEmpty && disposable.has(parent.name)) removeWithEmptyHolders(parents, parent)
}

function isFormat(node: XmlElement | string): boolean {
  return isElement(node) && node.name === 'w:rPr'
}
