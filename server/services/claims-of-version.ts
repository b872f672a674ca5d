import { hash } from 'node:crypto'
import type { StoredVersion } from '../db/document-versions.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { describeContext, listClaims, type DocumentClaim } from '../domain/check/list-claims.ts'
import { nameSections, type DocumentSection } from '../domain/document-sections.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { Dependencies } from './dependencies.ts'
import { notFound } from './problem.ts'

/** A claim with the name under which checks and overrides know it. */
export type NamedClaim = DocumentClaim & {
  /**
   * The same in every version that has these words below these headings, of a cell at this address:
   * the words alone would name an equal sentence of another section.
   */
  readonly id: string
  readonly sectionId: string
}

/** @throws Problem `not_found` for a version without a text */
export async function listClaimsOfVersion(
  { db }: Pick<Dependencies, 'db'>,
  version: StoredVersion,
): Promise<{ sourceText: SourceText; claims: readonly NamedClaim[] }> {
  const reading = await findSourceTextOfVersion(db, version.id)
  if (!reading) throw notFound('text of this document')
  const { sourceText } = reading
  const claims = named.get(sourceText) ?? nameClaims(sourceText)
  named.set(sourceText, claims)
  return { sourceText, claims }
}

/** A text never changes, and thousands of names take longer to make than all else of an answer. */
const named = new WeakMap<SourceText, readonly NamedClaim[]>()

function nameClaims(sourceText: SourceText): NamedClaim[] {
  const findSection = createSectionFinder(nameSections(sourceText))
  const taken = new Map<string, number>()
  return listClaims(sourceText).map((claim) => {
    const words = `${claim.kind}\0${describeContext(claim)}\0${claim.text}`
    const twin = taken.get(words) ?? 0
    taken.set(words, twin + 1)
    const id = hash('sha256', `${words}\0${twin}`).slice(0, 24)
    return { ...claim, id, sectionId: findSection(claim.range.start) }
  })
}

/** Offsets have to rise from call to call. */
function createSectionFinder(sections: readonly DocumentSection[]): (offset: number) => string {
  let at = 0
  return (offset) => {
    while ((sections[at + 1]?.range.start ?? Infinity) <= offset) at++
    return sections[at]?.id ?? ''
  }
}
