import type { DocumentInput, WrittenTarget } from '../../shared/model/document-input.ts'
import { createBookmarkIds } from './docx-bookmark-writer.ts'
import { nameTables, numberCaptions, showReferences } from './docx-caption-writer.ts'
import { writeCoreProperties } from './docx-core-properties.ts'
import { createImageBook, type ImageBook } from './docx-image-writer.ts'
import { giveLandscapePages } from './docx-landscape.ts'
import { removeTraces } from './docx-ledger-mode.ts'
import { addLedger } from './docx-ledger-part.ts'
import { openNumbering, saveNumbering } from './docx-bullets.ts'
import {
  findContentType,
  openDocx,
  packDocx,
  readPart,
  setContentType,
  writePart,
  type DocxParts,
} from './docx-parts.ts'
import {
  applyPlacements,
  createTree,
  preparePlacements,
  type PreparedPlacement,
  type TemplateTree,
} from './docx-placement.ts'
import { wrapSections, type PlacedSection } from './docx-section-control.ts'
import { emptyLeftOutSections } from './docx-left-out.ts'
import { writeContents } from './docx-contents.ts'
import { listTablePlaces } from './docx-table-places.ts'
import { openStyles, saveStyles } from './docx-style-book.ts'
import { listTargets } from './docx-targets.ts'
import type { WriteContext } from './docx-write-context.ts'
import { Refusal } from './refusal.ts'
import { findChild, type XmlElement } from './xml.ts'

/**
 * Writes a .docx from a template and the content of its rules and placeholders. Parts and
 * paragraphs that no placement touches survive; equal inputs give equal bytes (law 4).
 * @throws Refusal when the template is no Word file.
 * @throws Error when the placements break their contract (overlap, table within a line).
 */
export function writeDocument(input: DocumentInput): {
  readonly bytes: Uint8Array
  readonly targets: readonly WrittenTarget[]
} {
  const { docx, targets } = composeDocument(input)
  addLedger(docx, input.documentKey, input.ledger)
  return { bytes: packDocx(docx), targets }
}

/** All of a document but its ledger, which tells where its words stand; throws as `writeDocument`. */
export function composeDocument(input: DocumentInput): {
  readonly docx: DocxParts
  readonly targets: readonly WrittenTarget[]
} {
  const docx = openDocx(input.template)
  removeTraces(docx)
  const root = readPart(docx.parts, docx.documentName)
  const body = findChild(root, 'w:body')
  if (!body) throw new Refusal('damaged', 'a Word document without a body')
  const images = createImageBook(docx, root, input.images ?? new Map())
  const context = createContext(docx, input, images)
  writeContent(context, input, createTree(root, body))
  declareNamespaces(root)
  writePart(docx.parts, docx.documentName, root)
  saveStyles(docx, context.styles)
  saveNumbering(docx, context.numbering)
  makeDocument(docx)
  writeCoreProperties(docx, input.title, input.asOf)
  return { docx, targets: listTargets(input, nameTables(root, context)) }
}

function createContext(docx: DocxParts, input: DocumentInput, images: ImageBook): WriteContext {
  const bookmarkIds = createBookmarkIds(docx)
  return {
    styles: openStyles(docx),
    numbering: openNumbering(docx),
    bookmarkIds,
    places: listTablePlaces(input, bookmarkIds),
    images,
    wide: new Set(),
  }
}

function writeContent(context: WriteContext, input: DocumentInput, tree: TemplateTree): void {
  const { root, body } = tree
  const prepared = preparePlacements(context, tree, input)
  applyPlacements(tree, prepared)
  const placed = listPlacedSections(input, tree, prepared)
  emptyLeftOutSections(tree, placed, prepared)
  const headings = new Set(placed.flatMap(({ heading }) => heading ?? []))
  const breaks = giveLandscapePages(body, context.wide, headings)
  wrapSections(body, placed, breaks, input.documentKey)
  numberCaptions(root)
  showReferences(root)
  writeContents(context, tree, input.documentKey)
}

/** A heading that a rule wrote anew is the first block that the rule gave. */
function listPlacedSections(
  { sections }: DocumentInput,
  { paragraphs }: TemplateTree,
  prepared: readonly PreparedPlacement[],
): PlacedSection[] {
  const rewritten = new Map<XmlElement | undefined, XmlElement | undefined>(
    prepared.filter(({ isBlocks }) => isBlocks).map((one) => [one.paragraphs[0], one.nodes[0]]),
  )
  return sections.map((section) => {
    const heading = paragraphs[section.headingParagraph ?? -1]
    return { section, heading: rewritten.get(heading) ?? heading }
  })
}

/** A template's type would make Word treat the file as one (.dotx). */
function makeDocument({ parts, documentName }: DocxParts): void {
  const type = findContentType(parts, documentName)
  if (!type?.endsWith('wordprocessingml.template.main+xml')) return
  setContentType(parts, documentName, type.replace('.template.main', '.document.main'))
}

/** Word 2010 and older skip w15 where it is named ignorable (ECMA-376 part 3 §7.2). */
function declareNamespaces(root: XmlElement): void {
  const { attributes } = root
  attributes['xmlns:w15'] ??= 'http://schemas.microsoft.com/office/word/2012/wordml'
  attributes['xmlns:mc'] ??= 'http://schemas.openxmlformats.org/markup-compatibility/2006'
  const ignorable = (attributes['mc:Ignorable'] ?? '').split(/\s+/).filter((name) => name !== '')
  if (!ignorable.includes('w15')) ignorable.push('w15')
  attributes['mc:Ignorable'] = ignorable.join(' ')
}
