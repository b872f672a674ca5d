import type { CellReference, TextEvidence } from '../../shared/model/citation.ts'
import { sliceRange, type TextRange } from '../../shared/text/range.ts'
import { findDocument, getDocument, type StoredDocument } from '../db/documents.ts'
import { getVersionById, listVersions, type StoredVersion } from '../db/document-versions.ts'
import {
  findSourceTextOfVersion,
  getSourceText,
  type StoredSourceText,
} from '../db/source-texts.ts'
import type { Dependencies } from './dependencies.ts'
import { findFatesIn, type FindFate } from './fates-of-reading.ts'

/** Where a cited reading stands among the versions of its source. */
export type SourceStanding = {
  readonly document: StoredDocument
  readonly isDeleted: boolean
  readonly version: StoredVersion
  readonly cited: StoredSourceText
  /** The newest version, read or not; the cited one where there is no newer. */
  readonly newest: StoredVersion
  /** The newest version that has been read, if it is newer than the cited one. */
  readonly read: { readonly version: StoredVersion; readonly reading: StoredSourceText } | undefined
  /** What became of words of the cited reading; the same while no newer version has been read. */
  readonly findFate: FindFate
}

export type FindStanding = (sourceTextId: string) => Promise<SourceStanding>

/** Looks each reading up once. */
export function createStandings(deps: Pick<Dependencies, 'db'>, workspaceId: string): FindStanding {
  const known = new Map<string, Promise<SourceStanding>>()
  return (sourceTextId) => {
    const standing = known.get(sourceTextId) ?? loadStanding(deps, workspaceId, sourceTextId)
    known.set(sourceTextId, standing)
    return standing
  }
}

/** Cited words in place of which a newer version of their source has others, or none. */
export type ChangedWords = {
  readonly state: 'changed' | 'gone'
  readonly old: string
  /** Null when gone. */
  readonly new: string | null
  /** Of `new`, in the newer text. */
  readonly range: TextRange | null
  /** As the newer text names it. */
  readonly cell: CellReference | null
  readonly read: NonNullable<SourceStanding['read']>
}

/** Undefined while no newer version has been read, and where it says the same. */
export function findChange(
  evidence: TextEvidence,
  { read, findFate }: SourceStanding,
): ChangedWords | undefined {
  const fate = findFate(evidence)
  if (!read || (fate.state !== 'changed' && fate.state !== 'gone')) return undefined
  const { state } = fate
  const now = state === 'changed' ? fate : { quote: null, range: null, cell: null }
  return { state, old: evidence.quote, new: now.quote, range: now.range, cell: now.cell, read }
}

/**
 * The newer words as evidence: exactly a range of the newer text (law 1). Undefined where they are no one
 * range of it, and where a cell has become none.
 */
export function citeChange(
  { cell }: TextEvidence,
  { new: quote, range, cell: now, read }: ChangedWords,
): TextEvidence | undefined {
  const { id: sourceTextId, sourceText } = read.reading
  const isCited = range && quote === sliceRange(sourceText.text, range)
  if (!isCited || (cell === null) !== (now === null)) return undefined
  return { kind: 'text', sourceTextId, range, quote, cell: now }
}

async function loadStanding(
  { db }: Pick<Dependencies, 'db'>,
  workspaceId: string,
  sourceTextId: string,
): Promise<SourceStanding> {
  const cited = await getSourceText(db, sourceTextId)
  const version = await getVersionById(db, cited.documentVersionId)
  const document = await getDocument(db, version.documentId)
  const isDeleted = !(await findDocument(db, [workspaceId], document.id))
  const newer = (await listVersions(db, document.id)).filter(
    ({ number }) => number > version.number,
  )
  const read = isDeleted ? undefined : await findNewestRead(db, newer)
  return {
    document,
    isDeleted,
    version,
    cited,
    newest: newer.at(-1) ?? version,
    read,
    findFate: (evidence) =>
      read ? findFatesIn(cited.sourceText, read.reading.sourceText)(evidence) : { state: 'same' },
  }
}

/** The newest of these versions, oldest first, that has been read. */
export async function findNewestRead(
  db: Dependencies['db'],
  newer: readonly StoredVersion[],
): Promise<SourceStanding['read']> {
  for (const version of newer.toReversed()) {
    if (version.status !== 'completed') continue
    const reading = await findSourceTextOfVersion(db, version.id)
    if (reading) return { version, reading }
  }
  return undefined
}
