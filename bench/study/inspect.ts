import type { Kysely } from 'kysely'
import { listCitations } from '../../server/db/citations.ts'
import { getDocument } from '../../server/db/documents.ts'
import { listSteps } from '../../server/db/run-steps.ts'
import { findRunOfDocument } from '../../server/db/runs.ts'
import { getSourceText } from '../../server/db/source-texts.ts'
import type { Database } from '../../server/db/tables.ts'
import { getLedger } from '../../server/services/get-ledger.ts'
import type { LedgerRow } from '../../shared/contract/ledger.ts'

/** ISO 8601 times. */
type StepTime = {
  readonly name: string
  readonly startedAt: string
  readonly completedAt: string
}

export type Finding = { readonly section: string; readonly text: string; readonly what: string }

export type Inspection = {
  readonly steps: readonly StepTime[]
  readonly sentences: number
  readonly cells: number
  readonly citations: number
  /** Citations whose quote is not the slice of their source (law 1). */
  readonly broken: number
  /** Sentences and cells with a number that their source lacks. */
  readonly strangeNumbers: readonly Finding[]
  readonly future: readonly Finding[]
  readonly dangling: readonly Finding[]
}

/** What the store says of a finished report; nothing of it is taken from what the rules meant to do. */
export async function inspectReport(db: Kysely<Database>, documentId: string): Promise<Inspection> {
  const run = await findRunOfDocument(db, documentId)
  if (!run) throw new Error('the document has no run')
  const document = await getDocument(db, documentId)
  const { rows } = await getLedger({ db }, document)
  const texts = await loadTexts(db, run.id)
  const steps = await listSteps(db, run.id)
  const sentences = firstOfEach(rows.filter(({ kind }) => kind === 'sentence'))
  return {
    steps: steps.map((step) => ({ ...step, completedAt: step.completedAt ?? step.startedAt })),
    sentences: sentences.length,
    cells: firstOfEach(rows.filter(({ kind }) => kind === 'cell')).length,
    ...(await checkQuotes(db, run.id, texts)),
    strangeNumbers: findStrangeNumbers(rows, texts),
    future: sentences.filter(({ text }) => /\b(?:will|shall)\b/i.test(text)).map(toFinding('will')),
    dangling: sentences.flatMap((row) => findDangling(row)),
  }
}

type Texts = ReadonlyMap<string, { readonly documentId: string; readonly text: string }>

/** By the id of the SourceText. */
async function loadTexts(db: Kysely<Database>, runId: string): Promise<Texts> {
  const citations = await listCitations(db, runId)
  const ids = new Set(
    citations.flatMap(({ evidence }) => (evidence.kind === 'text' ? evidence.sourceTextId : [])),
  )
  const texts = new Map<string, { documentId: string; text: string }>()
  for (const id of ids) {
    const { documentVersionId, sourceText } = await getSourceText(db, id)
    const { document_id } = await db
      .selectFrom('document_versions')
      .select('document_id')
      .where('id', '=', documentVersionId)
      .executeTakeFirstOrThrow()
    texts.set(id, { documentId: document_id, text: sourceText.text })
  }
  return texts
}

async function checkQuotes(
  db: Kysely<Database>,
  runId: string,
  texts: Texts,
): Promise<{ citations: number; broken: number }> {
  const citations = await listCitations(db, runId)
  const broken = citations.filter(({ evidence }) => {
    if (evidence.kind !== 'text') return false
    const { start, end } = evidence.range
    return texts.get(evidence.sourceTextId)?.text.slice(start, end) !== evidence.quote
  })
  return { citations: citations.length, broken: broken.length }
}

/**
 * A cell's numbers have to stand in the words it cites; a sentence's may also stand elsewhere in
 * the sources it cites, for the template's own words around a value ("at Week 12").
 */
function findStrangeNumbers(rows: readonly LedgerRow[], texts: Texts): readonly Finding[] {
  const bySource = new Map([...texts.values()].map(({ documentId, text }) => [documentId, text]))
  const numbersOf = new Map(
    [...bySource].map(([documentId, text]) => [documentId, new Set(listNumbers(text))]),
  )
  return [...Map.groupBy(rows, ({ target }) => target).values()].flatMap((own) => {
    const [first] = own
    if (!first || first.state === 'house_text') return []
    const quoted = own.flatMap(({ quote, formula, transformations }) => [
      quote ?? '',
      formula,
      ...transformations.map(({ to }) => to),
    ])
    const known = new Set(listNumbers(quoted.join(' ')))
    const isKnown = (number: string) =>
      known.has(number) ||
      (first.kind === 'sentence' &&
        own.some(({ source_id }) => numbersOf.get(source_id ?? '')?.has(number)))
    const strange = listNumbers(first.text).filter((number) => !isKnown(number))
    return strange.length > 0 ? [toFinding(strange.join(', '))(first)] : []
  })
}

/**
 * "Section 3.4", "Attachment LZZT.2", "3.9.3.4", "[12]": what points out of the report, into a source.
 * The mark that opens a table's note is no reference.
 */
function findDangling(row: LedgerRow): readonly Finding[] {
  const words = row.text.replace(/^\[\d{1,2}\]\s/, '')
  const found = words.match(
    /\b(?:Sections?|Attachments?|Appendix|Template|Figure)\s+[A-Z]{0,8}\.?\d[\d.]*|\b\d+(?:\.\d+){2,}|\[\d{1,3}(?:[,–-]\d{1,3})*\]/g,
  )
  return found && row.state !== 'house_text' ? [toFinding(found.join(', '))(row)] : []
}

function toFinding(what: string): (row: LedgerRow) => Finding {
  return ({ section_id, text }) => ({ section: section_id, text, what })
}

function firstOfEach(rows: readonly LedgerRow[]): readonly LedgerRow[] {
  const seen = new Set<string>()
  return rows.filter(({ target }) => !seen.has(target) && seen.add(target))
}

function listNumbers(text: string): string[] {
  return [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number)
}
