import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDocx } from '../../server/formats/read-docx.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { readTemplate } from '../../server/formats/read-template.ts'
import {
  searchKey,
  type EvidenceSource,
  type SearchedEvidence,
} from '../../server/domain/evidence.ts'
import {
  readTemplateContent,
  type TemplateReading,
} from '../../server/domain/rules/read-template-content.ts'
import { findRuleKind } from '../../server/domain/rules/rule-kinds.ts'
import { segment } from '../../server/domain/segment.ts'
import type { RuleResult } from '../../shared/model/draft.ts'
import type { SourceText, TableBlock } from '../../shared/model/source-text.ts'
import type { TemplateRule } from '../../shared/model/template.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import { sliceRange } from '../../shared/text/range.ts'

const folder = join(import.meta.dirname, '../../examples')

/** The run.json of an example, as the demo sends it. */
export type ExampleRun = {
  readonly template: string
  readonly sources: readonly { readonly file: string; readonly role: SourceRole }[]
  readonly expected_gaps: readonly string[]
  readonly selections: readonly { readonly section_id: string; readonly selected_text: string }[]
}

export function readExampleFile(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, path)))
}

export function openRun(example: string, name = 'run.json'): ExampleRun {
  return JSON.parse(readFileSync(join(folder, example, name), 'utf8')) as ExampleRun
}

/** @throws Error where the reader refuses the file. */
export async function openSourceText(path: string): Promise<SourceText> {
  const bytes = readExampleFile(path)
  const result = path.endsWith('.pdf') ? await readPdf(bytes) : readDocx(bytes)
  if (result.outcome !== 'read') throw new Error(`${path}: ${result.reason}`)
  return result.sourceText
}

export function openTemplate(path: string): TemplateReading {
  const result = readTemplate(readExampleFile(path))
  if (result.outcome !== 'read') throw new Error(`${path}: ${result.reason}`)
  return readTemplateContent(result.paragraphs)
}

export function openSources(example: string, run: ExampleRun): Promise<EvidenceSource[]> {
  return Promise.all(
    run.sources.map(async ({ file, role }) => {
      const sourceText = await openSourceText(`${example}/${file}`)
      return {
        documentId: file,
        name: file,
        role,
        sourceHash: file,
        versionNumber: 1,
        sourceTextId: file,
        sourceText,
        passages: segment(sourceText),
      }
    }),
  )
}

/** Chooses and composes one rule; a query finds every passage that is evidence. */
export function runRule(
  { rule, place }: TemplateRule,
  sources: readonly EvidenceSource[],
): RuleResult {
  const kind = findRuleKind(rule.kind)
  if (!kind) throw new Error(`no rule of the kind ${rule.kind}`)
  const hits = new Map(
    kind
      .queries(rule)
      .map((query) => [
        searchKey(query),
        sources
          .filter(({ role }) => query.roles.includes(role))
          .flatMap(({ sourceTextId, passages }) =>
            passages
              .filter(({ isEvidence }) => isEvidence)
              .map(({ ordinal }) => ({ sourceTextId, ordinal, score: 1 })),
          ),
      ]),
  )
  const evidence: SearchedEvidence = { sources, hits }
  const context = { isWholeParagraph: place.isWholeParagraph, asOf: '2025-01-15' }
  return kind.compose(rule, kind.choose(rule, evidence), evidence, context)
}

export function listTables({ blocks }: SourceText): TableBlock[] {
  return blocks.filter((block) => block.kind === 'table')
}

/** Rows of a table as the page shows them, padding collapsed; a merged cell stands once. */
export function listRows(sourceText: SourceText, table: TableBlock): string[][] {
  const rows = Array.from({ length: table.rowCount }, (): string[] => [])
  for (const cell of table.cells) {
    rows[cell.row]?.push(sliceRange(sourceText.text, cell.range).replace(/\s+/g, ' '))
  }
  return rows
}
