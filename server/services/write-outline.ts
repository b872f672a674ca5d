import type { RuleStylesRequest, SectionRequest } from '../../shared/contract/template-outlines.ts'
import type {
  OutlinedSection,
  RuleLook,
  TemplateOutline,
} from '../../shared/model/template-outline.ts'
import { listOutlineLines } from '../domain/rules/outline-lines.ts'
import type { Dependencies } from './dependencies.ts'

/** The .docx that the sections and rules become; equal outlines give equal bytes. */
export async function writeOutline(
  { writer }: Pick<Dependencies, 'writer'>,
  outline: TemplateOutline,
): Promise<Uint8Array> {
  const written = await writer.writeTemplate(listOutlineLines(outline))
  if (written.outcome === 'refused') throw new Error(`the template: ${written.reason}`)
  return written.bytes
}

export function toOutline(sections: readonly SectionRequest[]): TemplateOutline {
  return { sections: inOrder(sections).map(({ section }) => toSection(section)) }
}

/** In the order of `order_index`, and of the request where that is left out; `at` is its place there. */
export function inOrder<Section extends { readonly order_index?: number | undefined }>(
  sections: readonly Section[],
): { readonly section: Section; readonly at: number }[] {
  const orderOf = ({ section, at }: { section: Section; at: number }) => section.order_index ?? at
  return sections
    .map((section, at) => ({ section, at }))
    .toSorted((a, b) => orderOf(a) - orderOf(b))
}

export function toSection(request: SectionRequest): OutlinedSection {
  const { section_name: name, level, template_text: text, rules, ...notes } = request
  delete notes.order_index
  const { is_repeating: repeats, expansion_type: repeatsOver } = notes
  const repetition = repeats && repeatsOver ? { repeatsOver } : {}
  return { name, level, text, rules: rules.map(toRule), ...repetition, notes }
}

export function toLook({ style_names = [], fill, color }: Partial<RuleStylesRequest>): RuleLook {
  const bare = (hex: string | null | undefined) => hex?.replace('#', '').toUpperCase() ?? null
  return { styleNames: style_names, fill: bare(fill), color: bare(color) }
}

function toRule(request: SectionRequest['rules'][number]): OutlinedSection['rules'][number] {
  const {
    rule_type: kind,
    rule_parameters: parameters,
    style_names,
    fill,
    color,
    ...notes
  } = request
  delete notes.rule_id
  return { kind, parameters, look: toLook({ style_names, fill, color }), notes }
}
