import type { DraftAnswer, DraftDifference, RivalResponse } from '../../shared/contract/rivals.ts'
import type { Draft } from '../../shared/model/draft.ts'
import type { KeptWords } from '../../shared/model/rival.ts'
import { listTargets } from '../db/citations.ts'
import { listVersions } from '../db/document-versions.ts'
import { findRival, type StoredRival } from '../db/rivals.ts'
import { findSourceTextOfVersion } from '../db/source-texts.ts'
import { listDraftParts, type DraftPart } from '../domain/draft-parts.ts'
import { listCommon } from '../domain/keep-words.ts'
import { hashJson } from './canonical-json.ts'
import { createTextPresenter, type PresentEvidence } from './claim-evidence-answer.ts'
import type { Dependencies } from './dependencies.ts'
import { notFound } from './problem.ts'
import { summarize } from './request-rival.ts'
import { loadReadings } from './searched-sources.ts'
import { pinPresent, type SectionOfRun } from './section-of-run.ts'

/** Both Drafts of a section side by side, each with its citations, and where they differ. */
export async function presentRival(
  deps: Pick<Dependencies, 'db'>,
  place: SectionOfRun,
): Promise<RivalResponse> {
  const rival = await getRival(deps, place)
  const empty: Draft = { sectionId: rival.sectionId, outputs: [] }
  const present = place.section.draft ?? empty
  const other = rival.composed?.draft
  const standing = await listPresentParts(deps, place, present)
  const parts = other ? listDraftParts(other) : []
  const show = await createPresenter(deps, place, [...standing, ...parts])
  const kept = rival.inputs.kept
  return {
    ...summarize(rival),
    obstacle: await findObstacle(deps, place, rival),
    present: { parts: standing.map((part) => show(part, kept)), gaps: listGaps(present) },
    rival: other ? { parts: parts.map((part) => show(part, kept)), gaps: listGaps(other) } : null,
    differences: other ? compareParts(standing, parts) : [],
  }
}

/** @throws Problem `not_found` while none is parked */
export async function getRival(
  { db }: Pick<Dependencies, 'db'>,
  { document, section }: SectionOfRun,
): Promise<StoredRival> {
  const rival = await findRival(db, document.id, section.sectionId)
  if (!rival) throw notFound('rival')
  return rival
}

/** Why a rival can't take the present Draft's place; null where it can. */
export async function findObstacle(
  deps: Pick<Dependencies, 'db'>,
  place: SectionOfRun,
  rival: StoredRival,
): Promise<string | null> {
  const { document, version, run } = place
  if (rival.status !== 'completed') return `It is ${rival.status}.`
  if (rival.versionId !== version.id) {
    return 'The document has another version since the section was composed; compose it again.'
  }
  if (hashJson(await pinPresent(deps, run)) !== hashJson(rival.inputs.sources)) {
    return 'The sources have changed since the section was composed; compose it again.'
  }
  if (run.documentId !== document.id) {
    return `${document.name} is a copy: take the sentences over in Word.`
  }
  return (await isAsWritten(deps, place))
    ? null
    : `${document.name} was edited since it was generated, and would lose that: take the sentences over in Word.`
}

/** Whether the newest version has the words that the run wrote. */
async function isAsWritten(
  { db }: Pick<Dependencies, 'db'>,
  { document, version, run }: SectionOfRun,
): Promise<boolean> {
  const versions = await listVersions(db, document.id)
  const written = versions.find(({ runId }) => runId === run.id)
  if (!written || written.id === version.id) return written !== undefined
  const [before, now] = [
    await findSourceTextOfVersion(db, written.id),
    await findSourceTextOfVersion(db, version.id),
  ]
  return before !== undefined && before.sourceText.text === now?.sourceText.text
}

/** As the document has them now: what was edited in its new words, and what was taken out not at all. */
async function listPresentParts(
  { db }: Pick<Dependencies, 'db'>,
  { version }: SectionOfRun,
  draft: Draft,
): Promise<readonly DraftPart[]> {
  const targets = new Map((await listTargets(db, version.id)).map((one) => [one.targetKey, one]))
  return listDraftParts(draft).flatMap((part) => {
    const target = targets.get(part.targetKey)
    if (!target) return part.citations.length > 0 ? [] : [part]
    const isEdited = target.anchor === 'edited' || target.anchor === 'split'
    return [isEdited ? { ...part, text: target.text } : part]
  })
}

type ShowPart = (part: DraftPart, kept: readonly KeptWords[]) => DraftAnswer['parts'][number]

async function createPresenter(
  deps: Pick<Dependencies, 'db'>,
  { document }: SectionOfRun,
  parts: readonly DraftPart[],
): Promise<ShowPart> {
  const ids = parts.flatMap(({ citations }) =>
    citations.flatMap(({ evidence }) => (evidence.kind === 'text' ? evidence.sourceTextId : [])),
  )
  const readings = await loadReadings(deps, document.workspaceId, ids, [])
  const present: PresentEvidence = createTextPresenter([...readings.values()])
  return ({ kind, text, citations }, kept) => ({
    kind,
    text,
    is_kept: kept.some((one) => one.text === text),
    citations: present({ evidence: citations.map(({ evidence }) => evidence) }).evidence,
  })
}

function listGaps({ outputs }: Draft): DraftAnswer['gaps'] {
  return outputs.flatMap(({ ruleId, result }) =>
    result.outcome === 'gap'
      ? [{ rule_id: ruleId, code: result.gap.code, reason: result.gap.reason }]
      : [],
  )
}

/** Pairs what differs in its order: the first of one side with the first of the other. */
function compareParts(
  present: readonly DraftPart[],
  rival: readonly DraftPart[],
): DraftDifference[] {
  const words = (parts: readonly DraftPart[]) => parts.map(({ text }) => text)
  const differences: DraftDifference[] = []
  let [i, j] = [0, 0]
  for (const [old, fresh] of [
    ...listCommon(words(present), words(rival)),
    [present.length, rival.length] as const,
  ]) {
    for (; i < old || j < fresh; i++, j++) {
      differences.push({ present: i < old ? i : null, rival: j < fresh ? j : null })
    }
    ;[i, j] = [old + 1, fresh + 1]
  }
  return differences
}
