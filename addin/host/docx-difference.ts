import { strFromU8 } from 'fflate'
import type { DocxBody } from './docx-body.ts'
import { nameRelationships, openParts, type DocxParts, type OpenParts } from './docx-parts.ts'
import { listRelated } from './docx-related.ts'
import { findChild } from './docx-text.ts'
import { parseXml } from './xml-document.ts'
import { joinXml, sliceXml } from './xml-slices.ts'

/** What of a file differs, where all of it can be shown in place. */
export type LocalDifference = {
  /** Numbers of the blocks of the body that differ. */
  readonly blocks: readonly number[]
  readonly hasOtherStyles: boolean
}

/**
 * Undefined where a change may move what stands elsewhere: other pages, another numbering, another
 * look. Edits of ours are shown in place, and so is their taking back.
 */
export function findLocalDifference(
  before: DocxParts,
  after: DocxParts,
): LocalDifference | undefined {
  const [old, present] = [openParts(before), openParts(after)]
  const { mainName } = present
  if (old.mainName !== mainName) return undefined
  const types = new Map(
    [...listRelated(old), ...listRelated(present)].map(({ name, type }) => [name, type] as const),
  )
  const changed = listChangedParts(before, after)
  const isLocal = changed.every((name) => {
    if (name === mainName || types.get(name) === 'comments') return true
    if (types.get(name) === 'footnotes') return areSameNotes(before.get(name), after.get(name))
    if (types.get(name) === 'styles') return areExtended(old, present, name, hasNoLayout)
    const isListing = name === nameRelationships(mainName) || name === '[Content_Types].xml'
    return isListing && areExtended(old, present, name, isNamedNote)
  })
  if (!isLocal) return undefined
  const blocks = findChangedBlocks(old.getBody(), present.getBody())
  const hasOtherStyles = changed.some((name) => types.get(name) === 'styles')
  return blocks && { blocks, hasOtherStyles }
}

function listChangedParts(before: DocxParts, after: DocxParts): string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].filter((name) => !areSameBytes(before.get(name), after.get(name)))
}

function areSameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === b) return true
  if (a?.length !== b?.length) return false
  return a?.every((byte, at) => byte === b?.[at]) ?? false
}

/** Notes are put behind those that are there, and taken back from the end. */
function areSameNotes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  const [some, others] = [a, b].map((bytes) => (bytes ? sliceXml(strFromU8(bytes)).children : []))
  return some?.every((note, at) => (others?.[at] ?? note) === note) ?? false
}

/** Whether one has no more than further children, of which each is harmless. */
function areExtended(
  old: OpenParts,
  present: OpenParts,
  name: string,
  isHarmless: (child: Element) => boolean,
): boolean {
  const [a, b] = [old, present].map((parts) => [
    ...(parts.findXml(name)?.documentElement.children ?? []),
  ])
  if (!a?.length || !b?.length) return false
  const [few, many] = a.length < b.length ? [a, b] : [b, a]
  return many.every((child, at) => few[at]?.isEqualNode(child) ?? isHarmless(child))
}

/** A style of the looks of characters moves nothing where nothing has it. */
function hasNoLayout(style: Element): boolean {
  return !findChild(style, 'pPr')
}

function isNamedNote(relationship: Element): boolean {
  const type = relationship.getAttribute('Type') ?? relationship.getAttribute('ContentType') ?? ''
  return /(footnotes|comments)(\+xml)?$/.test(type)
}

function findChangedBlocks(old: DocxBody, present: DocxBody): number[] | undefined {
  const [a, b] = [old.sliced, present.sliced]
  if (a.head !== b.head || a.tail !== b.tail || a.children.length !== b.children.length) {
    return undefined
  }
  const blocks = [...b.children.keys()].filter((at) => a.children[at] !== b.children[at])
  return blocks.every((at) => isSameFrame(old, present, at)) ? blocks : undefined
}

/** Whether both versions of a block begin and end pages alike, and are laid out in as many pieces. */
function isSameFrame(old: DocxBody, present: DocxBody, at: number): boolean {
  const counts = [old, present].map(({ blocks }) => blocks[at]?.shownCount ?? 0)
  const [a, b] = [old, present].map(({ sliced }) => {
    const block = sliced.children[at] ?? ''
    return parseXml(joinXml({ ...sliced, children: [block] }))
  })
  if (!a || !b || counts[0] === 0 || counts[0] !== counts[1]) return false
  if (breaksPage(a) || breaksPage(b)) return false
  const [properties, others] = [a, b].map((one) => [...one.getElementsByTagNameNS('*', 'pPr')])
  return (
    properties?.length === others?.length &&
    (properties?.every((one, index) => one.isEqualNode(others?.[index] ?? null)) ?? false)
  )
}

function breaksPage(block: Document): boolean {
  return [...block.getElementsByTagNameNS('*', 'br')].some((one) =>
    [...one.attributes].some(({ localName, value }) => localName === 'type' && value === 'page'),
  )
}
