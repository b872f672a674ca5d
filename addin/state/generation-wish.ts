import type { GenerateRequest } from '../../shared/contract/documents.ts'
import { isFileName } from '../../shared/contract/names.ts'
import type { TemplateSchema } from '../../shared/contract/templates.ts'
import { readTypedData } from './generation-data.ts'

/** What the writer has asked for so far, as it was typed. */
export type GenerationWish = {
  readonly templateId: string | null
  /** Typed values by the name of the template's field. */
  readonly fields: Readonly<Record<string, string>>
  /** JSON for what has no field of its own. */
  readonly json: string
  /** Null makes every section. */
  readonly selectedSectionIds: readonly string[] | null
  readonly outputName: string
  readonly documentType: string
  /** ISO date; '' is today. */
  readonly asOf: string
  readonly instructions: string
  readonly approvesOutline: boolean
}

export const emptyWish: GenerationWish = {
  templateId: null,
  fields: {},
  json: '',
  selectedSectionIds: null,
  outputName: '',
  documentType: '',
  asOf: '',
  instructions: '',
  approvesOutline: true,
}

/** The wish with another template: its sections are others, what was typed stays. */
export function chooseTemplate(wish: GenerationWish, templateId: string): GenerationWish {
  return templateId === wish.templateId ? wish : { ...wish, templateId, selectedSectionIds: null }
}

/** Takes a section out of the wish, or puts it back; with all of them in it names none. */
export function toggleSection(
  wish: GenerationWish,
  sectionId: string,
  all: readonly string[],
): GenerationWish {
  const before = wish.selectedSectionIds ?? all
  const chosen = before.includes(sectionId)
    ? before.filter((id) => id !== sectionId)
    : all.filter((id) => id === sectionId || before.includes(id))
  return { ...wish, selectedSectionIds: chosen.length === all.length ? null : chosen }
}

/** What keeps the wish from being sent: the part that is wrong, and a sentence for the writer. */
export type WishMistake = {
  readonly part: 'sources' | 'template' | 'data' | 'sections' | 'outputName'
  readonly message: string
}

export function findWishMistakes(
  wish: GenerationWish,
  sources: { readonly read: number; readonly waiting: number },
  schema: TemplateSchema | undefined,
): WishMistake[] {
  const name = readOutputName(wish)
  const found: readonly [WishMistake['part'], string | undefined][] = [
    ['sources', findSourceMistake(sources)],
    ['template', wish.templateId === null ? 'Choose or add a template.' : undefined],
    ['data', readTypedData(wish, schema).mistake],
    [
      'sections',
      wish.selectedSectionIds?.length === 0 ? 'Choose at least one section.' : undefined,
    ],
    ['outputName', name === '' ? 'Give the document a name.' : undefined],
    ['outputName', name !== '' && !isFileName(name) ? notAName : undefined],
  ]
  return found.flatMap(([part, message]) => (message === undefined ? [] : [{ part, message }]))
}

const notAName = 'No file can have this name: it holds a slash or a character that can’t be shown.'

function findSourceMistake({ read, waiting }: { read: number; waiting: number }) {
  if (waiting > 0) return 'Wait until the sources have been sent and read.'
  return read === 0 ? 'Choose or add at least one source that can be read.' : undefined
}

/** The request that the wish stands for; it has been found without mistakes. */
export function toGenerateRequest(
  wish: GenerationWish,
  sourceIds: readonly string[],
  schema: TemplateSchema | undefined,
): GenerateRequest {
  const { data } = readTypedData(wish, schema)
  const instructions = wish.instructions.trim()
  return {
    document_type: wish.documentType.trim() || 'Document',
    template_id: wish.templateId ?? undefined,
    output_name: readOutputName(wish),
    sources: sourceIds.map((id) => ({ document_id: id })),
    approve_outline: wish.approvesOutline,
    if_exists: 'error',
    ...(data !== undefined && { data }),
    ...(wish.asOf !== '' && { as_of: wish.asOf }),
    ...(instructions !== '' && { document_instructions: instructions }),
    ...(wish.selectedSectionIds && { selected_section_ids: [...wish.selectedSectionIds] }),
  }
}

function readOutputName({ outputName }: GenerationWish): string {
  return outputName.trim().replace(/\.docx$/i, '')
}
