import type { ComparedSource, UpdateItem, UpdatesResponse } from '../../shared/contract/updates.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import { findPage } from '../../shared/model/find-page.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import { createDescriber, type Description } from '../../shared/text/describe.ts'
import type { TextRange } from '../../shared/text/range.ts'
import { listCitations, listTargets, type StoredTarget } from '../db/citations.ts'
import type { StoredDocument } from '../db/documents.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import type { Fate } from '../domain/diff/find-fate.ts'
import { findWritten } from './carry-targets.ts'
import type { Dependencies } from './dependencies.ts'
import { getVersionOfDocument } from './document-of-caller.ts'
import { notFound, Problem } from './problem.ts'
import { createStandings, findChange, type SourceStanding } from './source-standing.ts'

/**
 * What changed in the sources below the newest version of a document: an item for each place that a
 * sentence or cell cites whose quoted words or value are others in the newest version of their source that has been read.
 * @throws Problem `bad_request` for a source, which rests on none; `not_ready`
 */
export async function listUpdates(
  deps: Pick<Dependencies, 'db'>,
  document: StoredDocument,
): Promise<UpdatesResponse> {
  if (document.kind === 'source') {
    throw new Problem('bad_request', `${document.name} is a source: it rests on no other.`)
  }
  const version = await getVersionOfDocument(deps, document)
  const reading = await findSourceTextOfVersion(deps.db, version.id)
  if (!reading) throw notFound('text of this document')
  const { judged, dataValues } = await judgeCitations(deps, document.workspaceId, version)
  const describe = createDescriber(reading.sourceText.text)
  const count = (judgement: Judgement) => judged.filter((one) => one.judgement === judgement).length
  return {
    document_id: document.id,
    version: version.number,
    summary: {
      citations: judged.length,
      unchanged: count('same'),
      moved: count('moved'),
      changed: count('changed'),
      gone: count('gone'),
      not_compared: count('not_compared'),
      data_values: dataValues,
    },
    sources: listSources(judged.map(({ standing }) => standing)),
    updates: withoutTwins(judged).flatMap((one) => toItem(one, describe) ?? []),
  }
}

type Judgement = Fate['state'] | 'not_compared'

type Judged = {
  readonly target: StoredTarget
  /** The words of the target as the run wrote them. */
  readonly recorded: string
  readonly evidence: TextEvidence
  readonly standing: SourceStanding
  readonly judgement: Judgement
}

/** In the order of the document. */
async function judgeCitations(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
  version: StoredVersion,
): Promise<{ judged: Judged[]; dataValues: number }> {
  const citations = version.runId ? await listCitations(deps.db, version.runId) : []
  const byTarget = Map.groupBy(citations, ({ targetKey }) => targetKey)
  const findStanding = createStandings(deps, workspaceId)
  const targets = await listTargets(deps.db, version.id)
  const written = await mapWritten(deps, version, targets)
  const judged: Judged[] = []
  let dataValues = 0
  for (const target of targets) {
    const recorded = written.get(target.targetKey) ?? target.text
    for (const { evidence } of byTarget.get(target.targetKey) ?? []) {
      if (evidence.kind === 'data') dataValues++
      else {
        const standing = await findStanding(evidence.sourceTextId)
        judged.push({ target, recorded, ...judge(evidence, standing) })
      }
    }
  }
  return { judged, dataValues }
}

/** A sentence that cites a place twice, as its condition and as its words, is one update. */
function withoutTwins(judged: readonly Judged[]): readonly Judged[] {
  const byPlace = new Map<string, Judged>()
  for (const one of judged) {
    const { sourceTextId, range } = one.evidence
    const key = [one.target.targetKey, sourceTextId, range.start, range.end].join(' ')
    byPlace.set(key, byPlace.get(key) ?? one)
  }
  return [...byPlace.values()]
}

/** The words that the run wrote, by target key. */
async function mapWritten(
  { db }: Pick<Dependencies, 'db'>,
  version: StoredVersion,
  targets: readonly StoredTarget[],
): Promise<ReadonlyMap<string, string>> {
  const first = (await findWritten(db, version)) ?? version
  const written = first.id === version.id ? targets : await listTargets(db, first.id)
  return new Map(written.map(({ targetKey, text }) => [targetKey, text]))
}

function judge(evidence: TextEvidence, standing: SourceStanding) {
  const fate = standing.findFate(evidence)
  const isUnread = !standing.read && standing.newest.number > standing.version.number
  const judgement: Judgement = standing.isDeleted || isUnread ? 'not_compared' : fate.state
  return { evidence, standing, judgement }
}

function listSources(standings: readonly SourceStanding[]): ComparedSource[] {
  const distinct = new Map(standings.map((one) => [`${one.version.id} ${one.isDeleted}`, one]))
  return [...distinct.values()].map((standing) => ({
    document_id: standing.document.id,
    name: standing.document.name,
    cited_version: standing.version.number,
    newest_version: standing.newest.number,
    compared_version: standing.read?.version.number ?? null,
    state: readState(standing),
    reason: standing.isDeleted ? null : (standing.newest.error?.message ?? null),
  }))
}

function readState({ isDeleted, newest, version, read }: SourceStanding): ComparedSource['state'] {
  if (isDeleted) return 'deleted'
  if (newest.number === version.number) return 'unchanged_version'
  if (read?.version.number === newest.number) return 'compared'
  return newest.status === 'failed' || newest.status === 'pending' ? newest.status : 'processing'
}

function toItem(
  { target, recorded, evidence, standing }: Judged,
  describe: (range: TextRange) => Description,
): UpdateItem | undefined {
  const { cited, version } = standing
  const change = findChange(evidence, standing)
  if (!change) return undefined
  const { sourceText } = change.read.reading
  const { section_id, kind } = { section_id: target.sectionId, kind: target.kind }
  return {
    target: { selector: describe(target.range).quote, section_id, kind, recorded },
    state: change.state,
    old: change.old,
    new: change.new,
    source: {
      document_id: standing.document.id,
      name: standing.document.name,
      old_version: version.number,
      new_version: change.read.version.number,
      reader_changed: !isSameReader(cited.sourceText, sourceText),
    },
    citation: {
      quote: evidence.quote,
      ...toPlace(cited.sourceText, evidence.range),
      table: evidence.cell && {
        number: evidence.cell.tableNumber,
        row_path: [...evidence.cell.rowPath],
        column_path: [...evidence.cell.columnPath],
        part: evidence.cell.part,
      },
    },
    new_place: change.range && toPlace(sourceText, change.range),
  }
}

function isSameReader(a: SourceText, b: SourceText): boolean {
  return JSON.stringify(a.reader) === JSON.stringify(b.reader)
}

function toPlace({ pages }: SourceText, range: TextRange) {
  const page = findPage(pages, range.start)
  return {
    page: page?.number ?? null,
    page_label: page?.label ?? null,
    start_char: range.start,
    end_char: range.end,
  }
}
