import type { ClaimVerdict } from '../../shared/model/check.ts'
import { listTargets, type StoredTarget } from '../db/citations.ts'
import { getVersionOfRun, type StoredVersion } from '../db/document-versions.ts'
import { listSections } from '../db/run-sections.ts'
import { getRun } from '../db/runs.ts'
import { isAsWritten } from '../domain/check/written-wording.ts'
import { readTemplateWordings, type RuleWording } from '../domain/rules/template-wording.ts'
import { hashJson } from './canonical-json.ts'
import type { Dependencies } from './dependencies.ts'
import type { PlacedClaim } from './place-claims.ts'

/** A wording under the name by which people approve it. */
export type NamedWording = RuleWording & {
  /** The same for every rule of any version that has these words around these values. */
  readonly id: string
}

/** What the template of a run says itself; a run and its outline stay as they are. */
export type WordingsOfRun = {
  readonly documentId: string
  readonly templateId: string
  /** False where the run brought an outline of its own in place of the template's. */
  readonly isOfTemplate: boolean
  readonly byRule: ReadonlyMap<string, NamedWording>
  readonly byId: ReadonlyMap<string, NamedWording>
}

/** What the template itself says in recorded targets of one claim; undefined where one has other words. */
export type FindTemplateWording = (targets: readonly StoredTarget[]) => string | undefined

/** The wordings that a claim stands in, by their ids; none where it stands as no rule has written it. */
export type FindWordings = (placed: PlacedClaim) => readonly string[]

/**
 * A hash of all that its author wrote: the words, the places of the values among them, and how these are
 * computed. The values are not part of it, nor is where in a template it stands.
 */
export function nameWording(wording: RuleWording): NamedWording {
  const { text, sums } = wording
  return { ...wording, id: hashJson([text, sums]).slice(0, 32) }
}

/** Whether nothing but the template's own words is in no source. */
export function isOfTemplateWords({ state, reason }: Pick<ClaimVerdict, 'state' | 'reason'>) {
  return state === 'partly_supported' && reason === 'template_words'
}

/** Of the run that wrote a version. */
export async function loadTemplateWordings(
  deps: Pick<Dependencies, 'db'>,
  { runId }: Pick<StoredVersion, 'runId'>,
): Promise<FindTemplateWording> {
  if (runId === null) return () => undefined
  const { byRule } = await loadWordingsOfRun(deps, runId)
  return (targets) => {
    const own = targets.map(({ ruleId }) => byRule.get(ruleId)?.words)
    return own.length === 0 || own.includes(undefined) ? undefined : own.join(' ')
  }
}

/** The targets of a run as it wrote them; none for words that no run wrote. */
export async function listWrittenTargets(
  deps: Pick<Dependencies, 'db'>,
  { runId }: Pick<StoredVersion, 'runId'>,
): Promise<readonly StoredTarget[]> {
  if (runId === null) return []
  const { documentId } = await loadWordingsOfRun(deps, runId)
  const version = await getVersionOfRun(deps.db, { runId, documentId })
  return listTargets(deps.db, version.id)
}

/** @param text.written the targets of its run as it wrote them */
export async function createWordingFinder(
  deps: Pick<Dependencies, 'db'>,
  text: {
    readonly version: Pick<StoredVersion, 'runId'>
    readonly written: readonly StoredTarget[]
  },
): Promise<FindWordings> {
  const { runId } = text.version
  if (runId === null) return () => []
  const { byRule } = await loadWordingsOfRun(deps, runId)
  const written = new Map(text.written.map((target) => [target.targetKey, target.text]))
  return ({ claim, targets }) => {
    const sentences = targets.map(({ text: words, anchor, targetKey, ruleId }) => ({
      text: words,
      anchor,
      written: written.get(targetKey),
      wording: byRule.get(ruleId),
    }))
    if (!isAsWritten(claim.text, sentences)) return []
    return [...new Set(targets.flatMap(({ ruleId }) => byRule.get(ruleId)?.id ?? []))]
  }
}

export async function loadWordingsOfRun(
  { db }: Pick<Dependencies, 'db'>,
  runId: string,
): Promise<WordingsOfRun> {
  const wordings = wordingsOfRuns.get(runId) ?? (await readWordings(db, runId))
  wordingsOfRuns.delete(runId)
  wordingsOfRuns.set(runId, wordings)
  for (const [oldest] of wordingsOfRuns) {
    if (wordingsOfRuns.size <= maximumRuns) break
    wordingsOfRuns.delete(oldest)
  }
  return wordings
}

async function readWordings(db: Dependencies['db'], runId: string): Promise<WordingsOfRun> {
  const { documentId, inputs } = await getRun(db, runId)
  const sections = await listSections(db, runId)
  const wordings = readTemplateWordings(sections.map(({ outline }) => outline))
  const byRule = new Map(Array.from(wordings, ([ruleId, one]) => [ruleId, nameWording(one)]))
  return {
    documentId,
    templateId: inputs.template.templateId,
    isOfTemplate: inputs.template.number >= 1,
    byRule,
    byId: new Map(Array.from(byRule.values(), (one) => [one.id, one])),
  }
}

const wordingsOfRuns = new Map<string, WordingsOfRun>()
const maximumRuns = 200
