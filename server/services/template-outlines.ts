import type {
  RuleStylesRequest,
  SectionRequest,
  TemplateRequest,
} from '../../shared/contract/template-outlines.ts'
import type { TemplateDetails } from '../../shared/contract/templates.ts'
import type { OutlinedSection, TemplateOutline } from '../../shared/model/template-outline.ts'
import type { Dependencies } from './dependencies.ts'
import { listWorkspaceIds, type Principal } from './principal.ts'
import { notFound, Problem } from './problem.ts'
import { addTemplate, loadTemplate } from './templates.ts'
import { createUpload } from './upload.ts'
import { toLook, toOutline, toSection, writeOutline } from './write-outline.ts'

/** A template of sections and rules: a .docx is written from them, and stored as any other. */
export async function createOutlinedTemplate(
  deps: Dependencies,
  workspaceId: string,
  request: TemplateRequest,
): Promise<TemplateDetails> {
  return storeOutline(deps, workspaceId, {
    outline: toOutline(request.sections),
    name: request.template_name,
    templateId: request.template_id,
  })
}

/** Puts a section at its `order_index`, or behind all others. @throws Problem `not_found`, `wrong_state` */
export function addSection(
  deps: Dependencies,
  principal: Principal,
  id: string,
  request: SectionRequest,
): Promise<TemplateDetails> {
  return change(deps, principal, id, ({ sections }) =>
    sections.toSpliced(request.order_index ?? sections.length, 0, toSection(request)),
  )
}

/** @throws Problem `bad_request` unless each section is named once */
export function reorderSections(
  deps: Dependencies,
  principal: Principal,
  id: string,
  sectionIds: readonly string[],
): Promise<TemplateDetails> {
  return change(deps, principal, id, ({ sections }, ids) => {
    const isWhole = sectionIds.length === ids.length && new Set(sectionIds).size === ids.length
    const places = sectionIds.map((one) => ids.indexOf(one))
    if (isWhole && !places.includes(-1)) return places.flatMap((at) => sections[at] ?? [])
    throw new Problem(
      'bad_request',
      `section_ids names each section once; they are: ${ids.join('; ')}.`,
    )
  })
}

/** With the sections below it, or so that they stay where they are. @throws Problem `not_found` */
export function removeSection(
  deps: Dependencies,
  principal: Principal,
  id: string,
  section: { readonly id: string; readonly withChildren: boolean },
): Promise<TemplateDetails> {
  return change(deps, principal, id, ({ sections }, ids) => {
    const at = ids.indexOf(section.id)
    if (at < 0) throw notFound('section')
    const level = sections[at]?.level ?? 0
    const next = sections.findIndex((one, index) => index > at && one.level <= level)
    const end = section.withChildren ? (next < 0 ? sections.length : next) : at + 1
    return sections.toSpliced(at, end - at)
  })
}

/** @throws Problem `not_found` */
export function styleRule(
  deps: Dependencies,
  principal: Principal,
  id: string,
  rule: { readonly id: string; readonly styles: RuleStylesRequest },
): Promise<TemplateDetails> {
  return change(deps, principal, id, ({ sections }, _, ruleIds) => {
    const at = ruleIds.findIndex((one) => one.includes(rule.id))
    if (at < 0) throw notFound('rule')
    const place = ruleIds[at]?.indexOf(rule.id) ?? -1
    return sections.map((section, index) =>
      index !== at
        ? section
        : {
            ...section,
            rules: section.rules.map((one, ordinal) =>
              ordinal === place ? { ...one, look: toLook(rule.styles) } : one,
            ),
          },
    )
  })
}

type ChangeSections = (
  outline: TemplateOutline,
  sectionIds: readonly string[],
  /** Of each section in its order. */
  ruleIds: readonly (readonly string[])[],
) => readonly OutlinedSection[]

async function change(
  deps: Dependencies,
  principal: Principal,
  id: string,
  changeSections: ChangeSections,
): Promise<TemplateDetails> {
  const { template, version, reading } = await loadTemplate(deps, listWorkspaceIds(principal), id)
  if (!version.outline) {
    const detail = `${template.name} was made in Word: change it there, and send it as a new version.`
    throw new Problem('wrong_state', detail)
  }
  const known = reading.content.sections.filter((one) => one.headingParagraph !== null)
  const sections = changeSections(
    version.outline,
    known.map((one) => one.id),
    known.map(({ rules }) => rules.map((rule) => rule.id)),
  )
  if (sections.length === 0) {
    throw new Problem('wrong_state', 'This is the last section of the template; it stays.')
  }
  const { name, workspaceId } = template
  const made = { outline: { sections }, name, templateId: id, expectedVersion: version.number }
  return storeOutline(deps, workspaceId, made)
}

async function storeOutline(
  deps: Dependencies,
  workspaceId: string,
  made: {
    readonly outline: TemplateOutline
    readonly name: string
    readonly templateId: string | undefined
    readonly expectedVersion?: number
  },
): Promise<TemplateDetails> {
  const bytes = await writeOutline(deps, made.outline)
  const upload = await createUpload({ name: `${made.name}.docx`, content: bytes })
  return addTemplate(deps, workspaceId, { ...made, upload })
}
