import type { DraftBlock } from '../../shared/model/draft.ts'
import type {
  TemplateContent,
  TemplatePlaceholder,
  TemplateSection,
} from '../../shared/model/template.ts'
import { fillDataBlock, type FilledBlock } from './data-block/fill-data-block.ts'
import { fillPlaceholder } from './data-value.ts'

/** What the data gives for a placeholder of either form. */
export type FillField = (
  placeholder: TemplatePlaceholder,
  section: Pick<TemplateSection, 'level'>,
) => FilledBlock

/** Fills the fields of one run; a field that stands many times is read once, images above all. */
export function createFieldFiller(data: unknown, dataHash: string): FillField {
  const known = new Map<string, FilledBlock>()
  return (placeholder, { level }) => {
    const { form, field, format, isOptional, place } = placeholder
    const key = JSON.stringify([form, field, format, isOptional, place.isWholeParagraph, level])
    const filled = known.get(key) ?? fillField(placeholder, level, data, dataHash)
    known.set(key, filled)
    return filled
  }
}

/** Why a run can't put a field of the data into the template. */
export type FieldFault = {
  readonly code: 'data_missing' | 'data_invalid'
  readonly field: string
  readonly reason: string
  readonly sectionId: string
  readonly placeholderId: string
}

export type FieldReview = {
  /** In the order of the template; a field that stands twice may be told twice. */
  readonly faults: readonly FieldFault[]
  /** Names of paragraph styles that the data asks for, each with the field that does. */
  readonly styles: ReadonlyMap<string, string>
}

/** Fills the fields of the sections that are to be made, to see what would fail. */
export function reviewFields(
  { sections }: TemplateContent,
  data: unknown,
  selectedSectionIds: readonly string[] | null = null,
): FieldReview {
  const faults: FieldFault[] = []
  const styles = new Map<string, string>()
  const fill = createFieldFiller(data, '')
  let images = 0
  for (const section of sections) {
    if (selectedSectionIds && !selectedSectionIds.includes(section.id)) continue
    for (const placeholder of section.placeholders) {
      const { id: placeholderId, field } = placeholder
      const place = { field, sectionId: section.id, placeholderId }
      const filled = fill(placeholder, section)
      if (filled.outcome === 'missing') {
        faults.push({ code: 'data_missing', reason: `the data has no "${field}"`, ...place })
      }
      if (filled.outcome === 'bad_value') {
        faults.push({ code: 'data_invalid', reason: filled.reason, ...place })
      }
      if (filled.outcome !== 'filled') continue
      images += filled.content.filter(({ kind }) => kind === 'image').length
      if (images > maximumImages) {
        const reason = `the document would hold more than ${maximumImages} images`
        return { faults: [...faults, { code: 'data_invalid', reason, ...place }], styles }
      }
      for (const style of listStyles(filled.content)) styles.set(style, field)
    }
  }
  return { faults, styles }
}

/** Of one document; a repeat may ask for one in each of its items. */
const maximumImages = 1000

function fillField(
  placeholder: TemplatePlaceholder,
  sectionLevel: number,
  data: unknown,
  dataHash: string,
): FilledBlock {
  if (placeholder.form === 'block') {
    return fillDataBlock(placeholder, data, { dataHash, sectionLevel })
  }
  const filled = fillPlaceholder(placeholder, data, dataHash)
  if (filled.outcome !== 'filled') return filled
  const { text, citations } = filled
  const sentences = [{ text, basis: 'cited' as const, citations }]
  return { outcome: 'filled', content: [{ kind: 'paragraph', role: 'inline', sentences }] }
}

function listStyles(content: readonly DraftBlock[]): readonly string[] {
  return content.flatMap((block) => (block.kind === 'paragraph' ? (block.style ?? []) : []))
}
