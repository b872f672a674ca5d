import type { SourceText } from '../../shared/model/source-text.ts'
import type { ClaimState } from '../../shared/model/vocabulary.ts'
import { rangesOverlap, sliceRange, type TextRange } from '../../shared/text/range.ts'
import { listTargets, type StoredTarget } from '../db/citations.ts'
import type { StoredVersion } from '../db/document-versions.ts'
import { listSections } from '../db/run-sections.ts'
import { getRun } from '../db/runs.ts'
import { findTemplateVersion } from '../db/templates.ts'
import { findNotes, listNotes, type PlacedNote, type SectionNote } from '../domain/section-notes.ts'
import { areTemplateWords, subtractRanges } from '../domain/template-words.ts'
import type { Dependencies } from './dependencies.ts'

/** What a range of a document's text is made of. */
export type TouchedWords = {
  readonly targets: readonly StoredTarget[]
  /** Gaps and omissions. */
  readonly notes: readonly PlacedNote[]
  /** `house_text` or `not_a_claim` where all of the words are so; null where a source may stand behind them. */
  readonly claimState: ClaimState | null
  /** The words that a source may stand behind: without the notes. */
  readonly words: string
}

export async function findTouched(
  deps: Pick<Dependencies, 'db'>,
  version: StoredVersion,
  sourceText: SourceText,
  range: TextRange | null,
): Promise<TouchedWords> {
  if (!range) return { targets: [], notes: [], claimState: null, words: '' }
  const targets = (await listTargets(deps.db, version.id)).filter((one) =>
    rangesOverlap(one.range, range),
  )
  const notes = (await findNotesOfVersion(deps, version, sourceText.text)).filter((one) =>
    rangesOverlap(one.range, range),
  )
  const house = targets.filter(({ basis }) => basis === 'house_text')
  const holes = [...notes, ...house].map((one) => one.range)
  const rest = subtractRanges(sourceText.text, range, [...holes, ...listHeading(sourceText, range)])
  const isCited = house.length < targets.length
  const claimState = isCited ? null : await judge(deps, version, sourceText.text, rest, house)
  const words = subtractRanges(
    sourceText.text,
    range,
    notes.map((one) => one.range),
  )
    .map((piece) => sliceRange(sourceText.text, piece))
    .join('\n')
  return { targets, notes, claimState, words }
}

async function judge(
  deps: Pick<Dependencies, 'db'>,
  version: StoredVersion,
  text: string,
  rest: readonly TextRange[],
  house: readonly StoredTarget[],
): Promise<ClaimState | null> {
  if (rest.length === 0) return house.length > 0 ? 'house_text' : 'not_a_claim'
  const paragraphs = await listTemplateParagraphs(deps, version)
  return areTemplateWords(paragraphs, text, rest) ? 'house_text' : null
}

export async function findNotesOfVersion(
  deps: Pick<Dependencies, 'db'>,
  { runId }: Pick<StoredVersion, 'runId'>,
  text: string,
): Promise<PlacedNote[]> {
  return runId ? findNotes(text, await listNotesOfRun(deps, runId)) : []
}

/** Of a run that wrote a document: its drafts stay as they are, and are read once. */
async function listNotesOfRun(
  { db }: Pick<Dependencies, 'db'>,
  runId: string,
): Promise<readonly SectionNote[]> {
  const known = notesOfRuns.get(runId)
  if (known) return known
  const sections = await listSections(db, runId)
  const notes = listNotes(sections.flatMap(({ draft }) => draft ?? []))
  notesOfRuns.set(runId, notes)
  for (const [oldest] of notesOfRuns) {
    if (notesOfRuns.size <= maximumRuns) break
    notesOfRuns.delete(oldest)
  }
  return notes
}

const notesOfRuns = new Map<string, readonly SectionNote[]>()
const maximumRuns = 200

/** Empty for a document that was not generated here, and for one whose template was deleted. */
export async function listTemplateParagraphs(
  { db }: Pick<Dependencies, 'db'>,
  version: Pick<StoredVersion, 'runId'>,
): Promise<string[]> {
  if (!version.runId) return []
  const { inputs } = await getRun(db, version.runId)
  const template = await findTemplateVersion(db, inputs.template.versionId)
  return template?.paragraphs.map(({ text }) => text) ?? []
}

/** The heading that a section begins with; a selection that begins within one has none. */
function listHeading({ blocks }: SourceText, { start, end }: TextRange): TextRange[] {
  const heading = blocks.find(({ kind, range }) => kind === 'heading' && range.start === start)
  return heading && heading.range.end < end ? [heading.range] : []
}
