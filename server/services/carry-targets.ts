import type { Kysely, Transaction } from 'kysely'
import type { AnchorState } from '../../shared/model/vocabulary.ts'
import type { Anchored } from '../../shared/text/anchor-land.ts'
import { createCarrier } from '../../shared/text/carry.ts'
import { foldText } from '../../shared/text/fold.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { rangesOverlap, sliceRange } from '../../shared/text/range.ts'
import { insertTargets, keepTargets, listTargets, type StoredTarget } from '../db/citations.ts'
import { listVersions, type StoredVersion } from '../db/document-versions.ts'
import type { StoredDocument } from '../db/documents.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import type { Database } from '../db/tables.ts'
import { createSameAddressFinder } from '../domain/check/same-address.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'

type CarriedTargets = {
  /** The run whose citations the carried targets bear; null without one. */
  readonly runId: string | null
  readonly store: (trx: Transaction<Database>, versionId: string) => Promise<void>
  /** To be called behind the transaction that stored them. */
  readonly keep: (db: Kysely<Database>, versionId: string) => void
}

/**
 * Carries the recorded targets of a document's newest version over to edited text. What was left behind
 * on the way there is looked for from the version that the run wrote: an edit may have been undone. A cell
 * of which no word is left keeps what is recorded of its row and column. What
 * can't be found for sure is left behind: a lost citation is better than a wrong one.
 * @throws Problem `not_ready` for a document that has no version yet
 */
export async function carryTargets(
  { db }: Pick<Dependencies, 'db'>,
  document: StoredDocument,
  sourceText: SourceText,
): Promise<CarriedTargets> {
  const { text } = sourceText
  const version = await getVersionOfDocument({ db }, document)
  const targets = await listTargets(db, version.id)
  const first = (await findWritten(db, version)) ?? version
  const written = first.id === version.id ? targets : await listTargets(db, first.id)
  const original = new Map(written.map((target) => [target.targetKey, target]))
  const kept = new Set(targets.map(({ targetKey }) => targetKey))
  const missing = written.filter(({ targetKey }) => !kept.has(targetKey))
  const followed = await carryFrom(db, version, targets, text)
  const found = [
    ...(await restoreUndone(db, first, { version, followed, original, text })),
    ...(missing.length > 0 ? await carryFrom(db, first, missing, text) : []),
  ]
  const emptied = await carryByAddress(db, version, { targets, found, to: sourceText })
  const carried = [...found, ...emptied].map(({ target, found: to }) =>
    place(target, to, text, original.get(target.targetKey)),
  )
  const inOrder = carried.toSorted((a, b) => a.range.start - b.range.start)
  return {
    runId: version.runId,
    store: (trx, versionId) => insertTargets(trx, versionId, inOrder),
    keep: (store, versionId) => keepTargets(store, versionId, inOrder),
  }
}

/** The version that the run of a version wrote. */
export async function findWritten(
  db: Kysely<Database>,
  { documentId, runId }: StoredVersion,
): Promise<StoredVersion | undefined> {
  if (runId === null) return undefined
  return (await listVersions(db, documentId)).find((one) => one.runId === runId)
}

type Found = Extract<Anchored, { range: object }>

type Carried = { readonly target: StoredTarget; readonly found: Found }

async function carryFrom(
  db: Kysely<Database>,
  version: StoredVersion,
  targets: readonly StoredTarget[],
  text: string,
): Promise<readonly Carried[]> {
  const reading = await findSourceTextOfVersion(db, version.id)
  const carry = createCarrier(reading?.sourceText.text ?? '', text)
  return targets.flatMap((target) => {
    const found = carry(target.range)
    return found.range ? [{ target, found }] : []
  })
}

/** An edit may have left a part of a target alone; where it was undone, all of it is there again. */
async function restoreUndone(
  db: Kysely<Database>,
  first: StoredVersion,
  to: {
    readonly version: StoredVersion
    readonly followed: readonly Carried[]
    readonly original: ReadonlyMap<string, StoredTarget>
    readonly text: string
  },
): Promise<readonly Carried[]> {
  const { followed, original, text } = to
  if (first.id === to.version.id) return followed
  const edited = followed.flatMap(({ target, found }) => {
    const before = original.get(target.targetKey)
    return before && !hasWords(text, found, before) ? [before] : []
  })
  if (edited.length === 0) return followed
  const again = new Map(
    (await carryFrom(db, first, edited, text)).map((one) => [one.target.targetKey, one]),
  )
  return followed.map((one) => {
    const whole = again.get(one.target.targetKey)
    const isSame =
      whole !== undefined &&
      rangesOverlap(whole.found.range, one.found.range) &&
      hasWords(text, whole.found, whole.target)
    return isSame ? { target: one.target, found: whole.found } : one
  })
}

function hasWords(text: string, { range }: Found, { text: words }: StoredTarget): boolean {
  return fold(sliceRange(text, range)) === fold(words)
}

/** What stands in a place already stays there. */
async function carryByAddress(
  db: Kysely<Database>,
  version: StoredVersion,
  of: {
    readonly targets: readonly StoredTarget[]
    readonly found: readonly Carried[]
    readonly to: SourceText
  },
): Promise<readonly Carried[]> {
  const known = new Set(of.found.map(({ target }) => target.targetKey))
  const left = of.targets.filter(({ kind, targetKey }) => kind === 'cell' && !known.has(targetKey))
  const reading = left.length > 0 ? await findSourceTextOfVersion(db, version.id) : undefined
  if (!reading) return []
  const findSame = createSameAddressFinder(reading.sourceText, of.to)
  return left.flatMap((target) => {
    const range = findSame(target.range)
    const isFree = range && !of.found.some((one) => rangesOverlap(one.found.range, range))
    return isFree ? [{ target, found: { state: 'edited', range } }] : []
  })
}

function place(
  target: StoredTarget,
  { state, range }: Found,
  text: string,
  original: StoredTarget | undefined,
): StoredTarget {
  const words = sliceRange(text, range)
  const isAsWritten = original !== undefined && fold(words) === fold(original.text)
  return { ...target, text: words, range, anchor: joinStates(target.anchor, state, isAsWritten) }
}

/** What was edited once stays so, whatever is edited next, until it says again what the run wrote. */
function joinStates(before: AnchorState, now: AnchorState, isAsWritten: boolean): AnchorState {
  const isMoved = before === 'moved' || now === 'moved'
  if (isAsWritten) return isMoved ? 'moved' : 'intact'
  return changes.find((state) => state === before || state === now) ?? now
}

const changes: readonly AnchorState[] = ['split', 'edited', 'moved']

function fold(text: string): string {
  return foldText(text).folded.trim()
}
