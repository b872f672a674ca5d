import { hash } from 'node:crypto'
import type { StoredVersion } from '../db/document-versions.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { tellClaims, type ToldBlock } from '../domain/check/carry-claims.ts'
import { describeContext, type DocumentClaim } from '../domain/check/list-claims.ts'
import { nameSections, type DocumentSection } from '../domain/document-sections.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { Dependencies } from './dependencies.ts'
import { notFound } from './problem.ts'

/** A claim with the names under which checks and overrides know it. */
export type NamedClaim = DocumentClaim & {
  /**
   * The same in every version that has these words below these headings, of a cell at this address:
   * the words alone would name an equal sentence of another section.
   */
  readonly id: string
  /** A hash of everything that is said, for a verdict: claims that differ in anything differ in it. */
  readonly wording: string
  readonly sectionId: string
}

/** @throws Problem `not_found` for a version without a text */
export async function listClaimsOfVersion(
  { db }: Pick<Dependencies, 'db'>,
  { id, documentId }: StoredVersion,
): Promise<{ sourceText: SourceText; claims: readonly NamedClaim[] }> {
  const reading = await findSourceTextOfVersion(db, id)
  if (!reading) throw notFound('text of this document')
  const { sourceText } = reading
  return { sourceText, claims: listClaimsOfText(documentId, sourceText) }
}

/** Of a text that may not be stored yet. */
export function listClaimsOfText(
  documentId: string,
  sourceText: SourceText,
): readonly NamedClaim[] {
  const known = named.get(sourceText)
  if (known) return known.claims
  const earlier = newest.get(documentId)?.deref()
  const made = nameClaims(sourceText, earlier && named.get(earlier))
  named.set(sourceText, made)
  keepNewest(documentId, sourceText)
  return made.claims
}

type NamedText = {
  readonly told: readonly ToldBlock<Wording>[]
  readonly ids: Ids
  readonly claims: readonly NamedClaim[]
}

/** A text never changes, and thousands of names take longer to make than all else of an answer. */
const named = new WeakMap<SourceText, NamedText>()

/** Of each document the text whose claims were named last: the next version has most of them, too. */
const newest = new Map<string, WeakRef<SourceText>>()
const maximumDocuments = 1000

function keepNewest(documentId: string, sourceText: SourceText): void {
  newest.delete(documentId)
  newest.set(documentId, new WeakRef(sourceText))
  for (const [oldest] of newest) {
    if (newest.size <= maximumDocuments) break
    newest.delete(oldest)
  }
}

/** What a claim says, wherever it stands. */
type Wording = {
  /** Equal for claims that have one id but for their order. */
  readonly words: string
  /** Equal for those about which a check says the same. */
  readonly hash: string
}

function nameClaims(sourceText: SourceText, earlier: NamedText | undefined): NamedText {
  const told = tellClaims(sourceText, readWording, earlier?.told)
  const findSection = createSectionFinder(nameSections(sourceText))
  const ids: Ids = { first: new Map(), others: new Map() }
  const claims = told.flatMap((block) =>
    block.claims.map((claim, at): NamedClaim => {
      const wording = block.told[at] ?? readWording(claim)
      const id = takeId(wording.words, ids, earlier?.ids)
      return { ...claim, id, wording: wording.hash, sectionId: findSection(claim.range.start) }
    }),
  )
  return { told, ids, claims }
}

function readWording(claim: DocumentClaim): Wording {
  const { kind, text, isStatement, cell } = claim
  const words = `${kind}\0${describeContext(claim)}\0${text}`
  return { words, hash: shorten(JSON.stringify([words, isStatement, cell])) }
}

/** Of equal words the first, the second … have ids of their own; those of earlier are not made again. */
function takeId(words: string, { first, others }: Ids, earlier: Ids | undefined): string {
  if (!first.has(words)) {
    const id = earlier?.first.get(words) ?? nameTwin(words, 0)
    first.set(words, id)
    return id
  }
  const taken = others.get(words) ?? []
  others.set(words, taken)
  const known = earlier?.others.get(words)?.[taken.length]
  const id = known ?? nameTwin(words, taken.length + 1)
  taken.push(id)
  return id
}

function nameTwin(words: string, twin: number): string {
  return shorten(`${words}\0${twin}`)
}

/** By their words: of most there is one claim, and no list of its twins. */
type Ids = {
  readonly first: Map<string, string>
  readonly others: Map<string, string[]>
}

function shorten(text: string): string {
  return hash('sha256', text).slice(0, 24)
}

/** Offsets have to rise from call to call. */
function createSectionFinder(sections: readonly DocumentSection[]): (offset: number) => string {
  let at = 0
  return (offset) => {
    while ((sections[at + 1]?.range.start ?? Infinity) <= offset) at++
    return sections[at]?.id ?? ''
  }
}
