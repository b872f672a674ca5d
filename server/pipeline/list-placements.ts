import type { Draft, RuleResult } from '../../shared/model/draft.ts'
import type {
  TemplateContent,
  TemplatePlace,
  TemplatePlaceholder,
} from '../../shared/model/template.ts'
import { findDataValue } from '../domain/blocks/data-field.ts'
import { imageDigits } from '../domain/data-block/data-image.ts'
import { readPointer } from '../domain/data-block/data-part.ts'
import type { PlacedContent, Placement } from '../../shared/model/document-input.ts'

/**
 * What stands in for each rule, placeholder and escape of a template. Rules of sections that were
 * not selected give nothing: their headings stay.
 */
export function listPlacements(content: TemplateContent, drafts: readonly Draft[]): Placement[] {
  const results = new Map<string, RuleResult>(
    drafts.flatMap((draft) => draft.outputs.map(({ ruleId, result }) => [ruleId, result] as const)),
  )
  return content.sections.flatMap(({ id: sectionId, rules, placeholders, escapes }) => {
    const place = (one: { id: string; place: TemplatePlace }, placed: PlacedContent) => ({
      ruleId: one.id,
      sectionId,
      place: one.place,
      content: placed,
    })
    return [
      ...rules.map((rule) => {
        const result = results.get(rule.id) ?? { outcome: 'filled', content: [] }
        return place(rule, { kind: 'draft', result })
      }),
      ...placeholders.map((one) => place(one, placePlaceholder(one, results.get(one.id)))),
      ...escapes.map((one) => place(one, { kind: 'text', text: one.characters })),
    ]
  })
}

/** Bytes of the images of drafts, by their pointers into the data. */
export function loadImages(
  drafts: readonly Draft[],
  data: unknown,
): ReadonlyMap<string, Uint8Array> {
  const images = new Map<string, Uint8Array>()
  for (const { result } of drafts.flatMap(({ outputs }) => outputs)) {
    for (const block of result.outcome === 'filled' ? result.content : []) {
      if (block.kind !== 'image' || images.has(block.pointer)) continue
      const value = findDataValue(data, readPointer(block.pointer))
      if (typeof value !== 'string') throw new Error(`no image at data${block.pointer}`)
      images.set(block.pointer, Buffer.from(imageDigits(value), 'base64'))
    }
  }
  return images
}

function placePlaceholder(
  { form }: TemplatePlaceholder,
  result: RuleResult | undefined,
): PlacedContent {
  const content = result?.outcome === 'filled' ? result.content : []
  if (form === 'block' && result && content.length > 0) return { kind: 'draft', result }
  const [block] = content
  const sentence = block?.kind === 'paragraph' ? block.sentences[0] : undefined
  return { kind: 'text', text: sentence?.text ?? '', citations: sentence?.citations ?? [] }
}
