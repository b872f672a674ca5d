import { listBlockSentences, type Draft } from '../../shared/model/draft.ts'
import type { SourceText } from '../../shared/model/source-text.ts'
import type { TemplateContent } from '../../shared/model/template.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { insertTargets, listCitations, type StoredTarget } from '../db/citations.ts'
import { getDocument, updateDocument } from '../db/documents.ts'
import { listSections } from '../db/run-sections.ts'
import { isCancelRequested, updateRun } from '../db/runs.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import type { DocumentInput, WrittenTarget } from '../../shared/model/document-input.ts'
import { listTargets } from '../formats/docx-targets.ts'
import { hashInputs } from '../services/hash-inputs.ts'
import { noteRunOver } from '../services/note-run.ts'
import { storeReadVersion } from '../services/store-read-version.ts'
import { recordTaskEnd } from '../services/task-events.ts'
import { createLedger } from './create-ledger.ts'
import { judgeFinished, storeFinishedCheck, type FinishedCheck } from './judge-finished.ts'
import { listPlacements, loadImages } from './list-placements.ts'
import {
  RunCancelled,
  beginStep,
  checkCancelled,
  commit,
  completeStep,
  tell,
  type RunContext,
} from './run-context.ts'
import { keyOfTarget } from '../domain/target-key.ts'
import { loadTemplateBytes, type TemplateOfRun } from './template-of-run.ts'

/**
 * Step 5: writes the .docx, reads it back, and stores it only if every sentence and cell that
 * carries a citation stands in it word for word.
 */
export async function generate(
  context: RunContext,
  { content, expanded }: TemplateOfRun,
  sources: readonly EvidenceSource[],
): Promise<void> {
  await beginStep(context, 'generate')
  const { deps, run } = context
  const drafts = (await listSections(deps.db, run.id)).flatMap(({ draft }) => draft ?? [])
  const template = expanded ?? (await loadTemplateBytes(context))
  await checkCancelled(context)
  const input = await createInput(context, content, drafts, template, sources)
  await checkCancelled(context)
  const written = await deps.writer.writeDocument(input)
  if (written.outcome === 'refused') throw new Error(`the document: ${written.reason}`)
  const { bytes, targets, reading } = written
  const ranges = new Map(reading.bookmarks.map(({ name, range }) => [name, range]))
  const bases = listBases(drafts)
  const stored = targets.map((target) => toStored(target, ranges, reading.sourceText.text, bases))
  const { sourceText } = reading
  const check = await judgeFinished(context, { drafts, sourceText, targets: stored })
  await checkCancelled(context)
  await deps.blobs.put(run.workspaceId, bytes, (hash) =>
    storeVersion(context, { bytes, hash, stored, sourceText, check }),
  )
}

async function createInput(
  context: RunContext,
  content: TemplateContent,
  drafts: readonly Draft[],
  template: Uint8Array,
  sources: readonly EvidenceSource[],
): Promise<DocumentInput> {
  const { run, deps } = context
  const placements = listPlacements(content, drafts)
  const documentKey = hashInputs(run.inputs)
  const targets = listTargets({ placements, documentKey })
  const citations = await listCitations(deps.db, run.id)
  return {
    template,
    sections: content.sections,
    placements,
    ledger: createLedger(targets, citations, sources),
    images: loadImages(drafts, run.inputs.data),
    documentKey,
    asOf: run.inputs.asOf,
    title: run.inputs.documentName,
  }
}

type Basis = StoredTarget['basis']

/** Sentences of house text by their key; everything else that is a target is cited. */
function listBases(drafts: readonly Draft[]): ReadonlyMap<string, Basis> {
  return new Map(
    drafts.flatMap((draft) =>
      draft.outputs.flatMap(({ ruleId, result }) =>
        result.outcome !== 'filled'
          ? []
          : result.content.flatMap((block, index) =>
              listBlockSentences(block).map(
                (sentence, at) => [`${ruleId}/${index}/s${at}`, sentence.basis] as const,
              ),
            ),
      ),
    ),
  )
}

function toStored(
  target: WrittenTarget,
  ranges: ReadonlyMap<string, { start: number; end: number }>,
  text: string,
  bases: ReadonlyMap<string, Basis>,
): StoredTarget {
  const range = ranges.get(target.bookmark)
  if (!range) throw new Error(`the written document lost ${keyOfTarget(target)}`)
  const words = sliceRange(text, range)
  if (fold(words) !== fold(target.text)) {
    throw new Error(`the written document has other words at ${keyOfTarget(target)}`)
  }
  const targetKey = keyOfTarget(target)
  const { kind, sectionId, ruleId } = target
  return {
    targetKey,
    kind,
    sectionId,
    ruleId,
    text: words,
    range,
    basis: bases.get(targetKey) ?? 'cited',
    anchor: 'intact',
  }
}

/** Blanks and hidden hyphens alone may differ: a reader folds line breaks in cells. */
function fold(text: string): string {
  return text
    .replace(/\u00AD/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

async function storeVersion(
  context: RunContext,
  made: {
    bytes: Uint8Array
    hash: string
    stored: readonly StoredTarget[]
    sourceText: SourceText
    check: FinishedCheck | undefined
  },
): Promise<void> {
  const { deps, run } = context
  await commit(context, async (trx, now) => {
    // a cancel that was answered before this commit holds
    if (await isCancelRequested(trx, run.id)) throw new RunCancelled()
    const document = await getDocument(trx, run.documentId)
    const number = document.currentVersion + 1
    const version = {
      documentId: run.documentId,
      number,
      fileName: `${run.inputs.documentName}.docx`,
      mimeType: document.mimeType,
      blobHash: made.hash,
      sizeBytes: made.bytes.length,
      runId: run.id,
      sourceText: made.sourceText,
      warnings: [],
    }
    const { versionId } = await storeReadVersion(trx, deps, version, now)
    await insertTargets(trx, versionId, made.stored)
    if (made.check) await storeFinishedCheck(trx, context, versionId, made.check, now)
    await completeStep(trx, context, 'generate', now)
    const over = { status: 'completed', progress: 100, completedAt: now, updatedAt: now } as const
    await updateRun(trx, run.id, over)
    const ready = { status: 'Ready', currentVersion: number, updatedAt: now }
    await updateDocument(trx, run.documentId, ready)
    await noteRunOver(trx, deps, run, { status: 'completed' })
    await tell(trx, context, 'run.completed', { version: number, hash: made.hash }, now)
    await recordTaskEnd(trx, deps, run, { at: now, status: 'completed' })
  })
}
