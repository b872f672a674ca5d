import type { Section } from '../../shared/contract/sections.ts'
import { nameSections, type DocumentSection } from '../domain/document-sections.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import type { Dependencies } from './dependencies.ts'
import { getDocumentOfCaller, getVersionOfDocument } from './document-of-caller.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'

/** Sections of the newest version, in document order. @throws Problem `not_found` when it has none */
export async function listSections(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
): Promise<Section[]> {
  const document = await getDocumentOfCaller(deps, principal, documentId)
  const version = await getVersionOfDocument(deps, document)
  const reading = await findSourceTextOfVersion(deps.db, version.id)
  const sections = reading ? nameSections(reading.sourceText) : []
  if (sections.length > 0) return sections.map(toSection)
  throw new Problem('not_found', `${document.name} has no sections.`)
}

export function toSection({ id, title, order, level }: DocumentSection): Section {
  return { section_id: id, section_title: title, section_order: order, level }
}
