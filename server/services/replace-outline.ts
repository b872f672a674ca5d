import type {
  GivenEvidenceBody,
  OutlineResponse,
  ReplaceOutlineRequest,
} from '../../shared/contract/outlines.ts'
import type { ProblemItem } from '../../shared/contract/problem.ts'
import type { OutlineSection } from '../../shared/model/outline.ts'
import { listSections, replaceOutlines } from '../db/run-sections.ts'
import { appendEvent, getRun, type StoredRun } from '../db/runs.ts'
import type { GivenEvidence } from '../domain/change-choice.ts'
import { changeShown, type SectionWish } from '../domain/change-outline.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import { findChunk } from './chunks.ts'
import { commit } from './commit.ts'
import type { Dependencies } from './dependencies.ts'
import { getRunOfOutline, loadVisibleEvidence, presentOutline } from './get-outline.ts'
import type { Principal } from './principal.ts'
import { Problem } from './problem.ts'

type SectionBody = ReplaceOutlineRequest['sections'][number]

/**
 * Puts a person's outline in place of the one that the run waits with; it is composed from that.
 * @throws Problem `wrong_state` unless the run awaits approval; `validation_failed` with every mistake
 */
export async function replaceOutline(
  deps: Dependencies,
  principal: Principal,
  documentId: string,
  { sections }: ReplaceOutlineRequest,
): Promise<OutlineResponse> {
  const run = await getRunOfOutline(deps, principal, documentId)
  checkAwaits(run)
  const stored = (await listSections(deps.db, run.id)).map(({ outline }) => outline)
  const sources = await loadVisibleEvidence(deps, run)
  const changed = changeSections(stored, sections, sources)
  const createdAt = deps.clock.now()
  return commit(deps, async (trx) => {
    const waiting = await getRun(trx, run.id)
    checkAwaits(waiting)
    await replaceOutlines(trx, run.id, changed)
    const selected = changed.filter(({ isLeftOut }) => !isLeftOut).length
    const data = { by: principal.userId, sections: changed.length, selected }
    await appendEvent(trx, run.id, { type: 'outline.changed', data, createdAt })
    return presentOutline(waiting, changed, sources)
  })
}

export function checkAwaits({ approval, status }: StoredRun): void {
  if (approval === 'awaiting') return
  throw new Problem('wrong_state', `The run does not wait for approval; it is ${status}.`)
}

function changeSections(
  stored: readonly OutlineSection[],
  bodies: readonly SectionBody[],
  sources: readonly EvidenceSource[],
): OutlineSection[] {
  const errors: ProblemItem[] = findWrongNames(stored, bodies)
  const shown = new Set(sources.map(({ sourceTextId }) => sourceTextId))
  const isShown = (id: string) => shown.has(id)
  const changed = stored.map((section) => {
    const index = bodies.findIndex((body) => body.section_id === section.sectionId)
    const body = bodies[index]
    if (!body) return { ...section, isLeftOut: true }
    const place = ['body', 'sections', index]
    const wish = readWish(body, sources, (at, reason) =>
      errors.push(toItem([...place, ...at], reason)),
    )
    const made = changeShown(section, wish, isShown)
    if (made.outcome === 'changed') return made.section
    for (const mistake of made.mistakes) {
      const at = mistake.place.map((part) => (part === 'passages' ? 'relevant_chunk_ids' : part))
      errors.push(toItem([...place, ...at], mistake.reason))
    }
    return section
  })
  if (errors.length === 0) return changed
  const [first] = errors
  throw new Problem('validation_failed', `The outline can't be used: ${first?.msg}.`, { errors })
}

function findWrongNames(
  stored: readonly OutlineSection[],
  bodies: readonly SectionBody[],
): ProblemItem[] {
  const names = bodies.map(({ section_id: id }) => id)
  return names.flatMap((name, index) => {
    const place = ['body', 'sections', index, 'section_id']
    if (!stored.some(({ sectionId }) => sectionId === name)) {
      return [toItem(place, `the outline has no section "${name}"`)]
    }
    return names.indexOf(name) < index ? [toItem(place, `"${name}" is named twice`)] : []
  })
}

type TellMistake = (place: readonly (string | number)[], reason: string) => void

function readWish(
  { is_selected: isSelected = true, rules, relevant_chunk_ids: chunkIds }: SectionBody,
  sources: readonly EvidenceSource[],
  tell: TellMistake,
): SectionWish {
  const read = (given: GivenEvidenceBody, place: readonly (string | number)[]) => {
    const found = findGiven(given, sources)
    if (typeof found !== 'string') return [found]
    tell(place, found)
    return []
  }
  return {
    isSelected,
    ...(rules && {
      rules: rules.map(({ rule_id: ruleId, evidence }, index) => ({
        ruleId,
        evidence: evidence.flatMap((one, at) => read(one, ['rules', index, 'evidence', at])),
      })),
    }),
    ...(chunkIds && {
      passages: chunkIds.flatMap((id, at) => read({ chunk_id: id }, ['relevant_chunk_ids', at])),
    }),
  }
}

/** In words what is wrong with it, if it names nothing of the run's sources. */
function findGiven(
  { chunk_id: chunkId, document_id: id, start_char: start, end_char: end }: GivenEvidenceBody,
  sources: readonly EvidenceSource[],
): GivenEvidence | string {
  if (id !== undefined && start !== undefined && end !== undefined) {
    const source = sources.find(({ documentId }) => documentId === id)
    if (!source) return `${id} is no source of this run`
    const length = source.sourceText.text.length
    if (start < end && end <= length) return { source, range: { start, end } }
    return `${start} to ${end} is no piece of the ${length} characters of ${source.name}`
  }
  if (chunkId === undefined) return 'chunk_id, or document_id, start_char and end_char are needed'
  return findChunk(chunkId, sources) ?? `${chunkId} is no passage of a source of this run`
}

function toItem(loc: readonly (string | number)[], msg: string): ProblemItem {
  return { loc: [...loc], msg, type: 'outline_invalid' }
}
