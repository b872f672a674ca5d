import type { TemplateExpansion } from '../../shared/model/document-reading.ts'
import type { TemplateParagraph } from '../../shared/model/template.ts'
import { readBlocks } from '../domain/blocks/read-blocks.ts'
import { listFindings } from '../domain/rules/read-template-content.ts'
import type { ChunkFinding } from '../domain/rules/scan-template.ts'
import { copyBlocks } from './docx-block-copies.ts'
import { BlockFailure } from './docx-block-failure.ts'
import { placeMarks } from './docx-block-marks.ts'
import { openDocx, packDocx, readPart, writePart } from './docx-parts.ts'
import { makeIdsUnique } from './docx-unique-ids.ts'
import { readTemplate } from './read-template.ts'
import { refuseOnError } from './refused.ts'

/**
 * Resolves the blocks of a template (rules.md, *Placeholders*): what they enclose is copied once
 * for each item of a list, kept or left out. Then only plain placeholders and rules are left, and
 * each placeholder names its place in the data ("items.0.name"), so that its value is cited there.
 * Equal templates and data give equal bytes (law 4).
 */
export function expandTemplate(bytes: Uint8Array, data: unknown): TemplateExpansion {
  return refuseOnError(() => {
    const template = readTemplate(bytes)
    if (template.outcome === 'refused') return template
    const { paragraphs } = template
    const findings = listFindings(paragraphs)
    try {
      return readExpanded(expandBytes(bytes, paragraphs, findings, data))
    } catch (error) {
      if (!(error instanceof BlockFailure)) throw error
      const { code, field, message, at } = error
      const reason = `${message}${describePlace(paragraphs, findings[at ?? -1])}`
      return { outcome: 'failed', code, field, reason }
    }
  })
}

function expandBytes(
  bytes: Uint8Array,
  paragraphs: readonly TemplateParagraph[],
  findings: readonly ChunkFinding[],
  data: unknown,
): Uint8Array {
  const { blocks, mistakes } = readBlocks(findings, paragraphs)
  for (const [finding, mistake] of mistakes) {
    throw new BlockFailure('placeholder_syntax', '', mistake, findings.indexOf(finding))
  }
  const docx = openDocx(bytes)
  const root = readPart(docx.parts, docx.documentName)
  const marks = placeMarks(root, findings, blocks)
  const expanded = copyBlocks(root, { findings, blocks, marks, data })
  makeIdsUnique(expanded)
  writePart(docx.parts, docx.documentName, expanded)
  return packDocx(docx)
}

const quotedLength = 60

/** Word shows no numbers of paragraphs; its first words can be searched for. */
function describePlace(
  paragraphs: readonly TemplateParagraph[],
  finding: ChunkFinding | undefined,
): string {
  if (finding?.kind !== 'block' && finding?.kind !== 'placeholder') return ''
  const { firstParagraph } = finding.place
  const text = paragraphs[firstParagraph]?.text.replace(/\s+/g, ' ').trim() ?? ''
  const quoted =
    text.length > quotedLength ? `${text.slice(0, quotedLength).toWellFormed()}…` : text
  return ` (in the paragraph "${quoted}")`
}

function readExpanded(bytes: Uint8Array): TemplateExpansion {
  const expanded = readTemplate(bytes)
  if (expanded.outcome === 'refused') return expanded
  return { outcome: 'expanded', bytes, paragraphs: expanded.paragraphs }
}
