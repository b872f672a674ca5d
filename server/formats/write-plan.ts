import type {
  PlanEvidence,
  PlanInput,
  PlanRule,
  PlanSection,
} from '../../shared/model/step-documents.ts'
import { factTable, paragraph, run, writeNewDocx } from './new-docx.ts'
import { openDocx, packDocx } from './docx-parts.ts'
import { writeCoreProperties } from './docx-core-properties.ts'
import type { XmlElement } from './xml.ts'

/** The source plan of a run: each section with its rules and the passages chosen for them. */
export function writePlan(input: PlanInput): Uint8Array {
  const title = `Source plan: ${input.title}`
  const blocks = [
    paragraph('Title', [run(input.title)]),
    paragraph('Subtitle', [run('Source plan: what each section will be written from')]),
    factTable(input.facts),
    paragraph('Summary', [run(summarize(input.sections))]),
    ...input.sections.flatMap(writeSection),
  ]
  const docx = openDocx(writeNewDocx(blocks, title))
  writeCoreProperties(docx, title, input.asOf)
  return packDocx(docx)
}

function summarize(sections: readonly PlanSection[]): string {
  const selected = sections.filter(({ isSelected }) => isSelected)
  const rules = selected.flatMap((section) => section.rules)
  const passages = rules.flatMap(({ evidence }) => evidence).length
  const gaps = rules.filter(({ gap }) => gap !== null).length
  return [
    `${selected.length} of ${sections.length} sections are written, by ${rules.length} rules, from ${passages} passages.`,
    gaps === 0
      ? 'Every rule that needs a source has one.'
      : `For ${gaps} of the rules nothing was found; they are marked in yellow.`,
  ].join(' ')
}

function writeSection({ title, level, isSelected, rules }: PlanSection): XmlElement[] {
  const style = level === 1 ? 'Heading1' : level === 2 ? 'Heading2' : 'Heading3'
  const heading = paragraph(style, [run(title)])
  if (!isSelected) return [heading, note('Not selected: it keeps its heading and nothing else.')]
  return [heading, ...rules.flatMap(writeRule)]
}

function writeRule(rule: PlanRule): XmlElement[] {
  const changed = rule.isChanged ? [run('  chosen by a person', { color: '1570EF' })] : []
  const head = paragraph('Rule', [run(rule.id, { bold: true }), run(`  ${rule.text}`), ...changed])
  return [head, ...(rule.gap ? [writeGap(rule.gap, rule.searched)] : []), ...writeChosen(rule)]
}

function writeGap({ reason, candidates }: NonNullable<PlanRule['gap']>, searched: string) {
  const lines = [
    `Nothing found: ${reason}`,
    ...(searched === '' ? [] : [`Searched: ${searched}`]),
    ...(candidates.length === 0 ? [] : [`Nearest: ${candidates.join('; ')}`]),
  ]
  return paragraph('Gap', [run(lines.join('\n'))])
}

function writeChosen({ evidence, gap, needsEvidence }: PlanRule): XmlElement[] {
  if (evidence.length > 0) return evidence.flatMap(writeEvidence)
  if (gap) return []
  return [note(needsEvidence ? 'No passage is chosen.' : 'Needs no source.')]
}

function writeEvidence({ source, place, quote }: PlanEvidence): XmlElement[] {
  const where = place.length > 0 ? [run(`  ·  ${place.join('  ·  ')}`)] : []
  return [
    paragraph('Place', [run(source, { bold: true }), ...where]),
    paragraph('Passage', [run(shorten(quote))]),
  ]
}

function note(text: string): XmlElement {
  return paragraph('Note', [run(text)])
}

/** A table may be longer than whoever approves the plan can read; its place is named above. */
const mostLines = 14
const mostCharacters = 1400

function shorten(quote: string): string {
  const lines = quote.split('\n')
  const shown = lines
    .slice(0, mostLines)
    .map((line) => line.replaceAll('\t', '  |  '))
    .join('\n')
  const cut = shown.length > mostCharacters ? cutAtBlank(shown) : shown
  if (cut === shown && lines.length <= mostLines) return cut
  return `${cut}\n[shortened; the whole has ${lines.length} lines, ${quote.length} characters]`
}

function cutAtBlank(text: string): string {
  const at = text.lastIndexOf(' ', mostCharacters)
  return text.slice(0, at > mostCharacters / 2 ? at : mostCharacters)
}
