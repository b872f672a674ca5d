import type {
  AnswerCitation,
  AnswerMessage,
  AnswerSentenceView,
} from '../../shared/contract/conversations.ts'
import type { TextEvidence } from '../../shared/model/citation.ts'
import type { AnswerSentence, NearPassage, StoredAnswer } from '../../shared/model/conversation.ts'
import { findPage } from '../../shared/model/find-page.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import type { StoredTurn } from '../db/conversations.ts'
import { findDocument } from '../db/documents.ts'
import { hasSourceText } from '../db/source-texts.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { describeNearest } from '../domain/answer/phrases.ts'
import { findSectionName } from '../domain/quote-context.ts'
import { nameChunk } from './chunks.ts'
import type { Dependencies } from './dependencies.ts'
import { locateMarks } from './locate-marks.ts'
import { createStandings, type FindStanding, type SourceStanding } from './source-standing.ts'
import { describeEvidence } from './traced-source.ts'

type PresentAnswer = (turn: StoredTurn, answer: StoredAnswer) => Promise<AnswerMessage>

/**
 * Stored answers as they are sent. What they cite is looked up now: a source may have been deleted or
 * have other words in a newer version since, and each citation says so. Sources are looked up once.
 */
export function createPresenter(
  deps: Pick<Dependencies, 'db'>,
  workspaceId: string,
): PresentAnswer {
  const findStanding = createStandings(deps, workspaceId)
  return async (turn, answer) => {
    const sentences: AnswerSentenceView[] = []
    for (const sentence of answer.sentences) {
      sentences.push(await presentSentence(deps, sentence, findStanding))
    }
    const nearest = await presentNearest(deps, answer.nearest, findStanding)
    sentences.push(...writeNearest(nearest))
    const { reason, ...verdict } = answer.verdict
    return {
      message_id: turn.id,
      turn_id: turn.turnId,
      role: 'assistant',
      text: sentences.map(({ text }) => text).join('\n'),
      sentences,
      quality_verdict: { ...verdict, reason_code: reason },
      understood_as: answer.understoodAs,
      searched: answer.searched,
      unread: await presentUnread(deps, workspaceId, answer.unread),
      nearest,
      created_at: turn.answeredAt ?? turn.createdAt,
    }
  }
}

/** Like what came nearest: what was deleted since is not named. */
async function presentUnread(
  { db }: Pick<Dependencies, 'db'>,
  workspaceId: string,
  unread: StoredAnswer['unread'],
): Promise<AnswerMessage['unread']> {
  const presented: AnswerMessage['unread'] = []
  for (const { documentId, name, reason } of unread) {
    if (await findDocument(db, [workspaceId], documentId)) presented.push({ name, reason })
  }
  return presented
}

function writeNearest(nearest: AnswerMessage['nearest']): AnswerSentenceView[] {
  const text = describeNearest(
    nearest.map(({ document_name: name, section_name: section, page }) => ({
      name,
      section,
      page,
    })),
  )
  return text === '' ? [] : [{ kind: 'note', text, claim_state: 'not_a_claim', citations: [] }]
}

async function presentSentence(
  deps: Pick<Dependencies, 'db'>,
  { kind, text, citations, claimState }: AnswerSentence,
  findStanding: FindStanding,
): Promise<AnswerSentenceView> {
  const presented: AnswerCitation[] = []
  for (const evidence of citations) {
    presented.push(
      await presentCitation(deps, evidence, claimState, await findStanding(evidence.sourceTextId)),
    )
  }
  return { kind, text, claim_state: claimState, citations: presented }
}

async function presentCitation(
  deps: Pick<Dependencies, 'db'>,
  evidence: TextEvidence,
  claimState: ClaimState,
  standing: SourceStanding,
): Promise<AnswerCitation> {
  const source = toSource(standing)
  const { state } = standing.findFate(evidence)
  const isStale = state === 'changed' || state === 'gone'
  const how = { basis: 'recorded', state: claimState, isStale } as const
  const described = describeEvidence(source, evidence, how)
  const [located = described] = await locateMarks(deps, [source], [described])
  return {
    ...located,
    preview_url: standing.isDeleted ? null : located.preview_url,
    quote: evidence.quote,
    chunk_id: findChunk(source, evidence.range.start),
    is_deleted: standing.isDeleted,
  }
}

/** What nothing cites is not kept: a source that was deleted since is not named any more. */
async function presentNearest(
  { db }: Pick<Dependencies, 'db'>,
  nearest: readonly NearPassage[],
  findStanding: FindStanding,
): Promise<AnswerMessage['nearest']> {
  const presented: AnswerMessage['nearest'] = []
  for (const { sourceTextId, range } of nearest) {
    if (!(await hasSourceText(db, sourceTextId))) continue
    const standing = await findStanding(sourceTextId)
    if (standing.isDeleted) continue
    const source = toSource(standing)
    presented.push({
      document_id: source.documentId,
      document_name: source.name,
      chunk_id: findChunk(source, range.start),
      section_name: findSectionName(source.sourceText, range.start),
      page: findPage(source.sourceText.pages, range.start)?.number ?? null,
    })
  }
  return presented
}

function findChunk({ sourceTextId, passages }: EvidenceSource, offset: number): string | null {
  const passage = passages.find(({ range }) => range.start <= offset && offset < range.end)
  return passage ? nameChunk(sourceTextId, passage.ordinal) : null
}

function toSource({ document, version, cited }: SourceStanding): EvidenceSource {
  return {
    documentId: document.id,
    name: document.name,
    role: document.role ?? 'other',
    sourceHash: version.blobHash,
    versionNumber: version.number,
    sourceTextId: cited.id,
    sourceText: cited.sourceText,
    passages: cited.passages,
  }
}
