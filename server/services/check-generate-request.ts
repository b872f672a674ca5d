import type { GenerateRequest } from '../../shared/contract/documents.ts'
import { isFileName } from '../../shared/contract/names.ts'
import type { ProblemItem } from '../../shared/contract/problem.ts'
import { describeRole } from '../../shared/model/role-words.ts'
import type { SourceRole } from '../../shared/model/vocabulary.ts'
import type { RunInputs } from '../../shared/model/run.ts'
import type { TemplateContent } from '../../shared/model/template.ts'
import { reviewFields, type FieldReview } from '../domain/fill-field.ts'
import type { Reader } from '../ports/reader.ts'
import { checkDepth } from './json-depth.ts'
import { checkSmall, maximumDataBytes } from './json-size.ts'
import { Problem } from './problem.ts'
import { listUnknownStyles, type DataFault } from './unknown-styles.ts'
import type { listNeededRoles } from './read-template.ts'
import type { RunSources } from './run-sources.ts'

export type NamedParts = { documentType: string; outputName: string; templateId: string }

/** Other names of one field: where both are given, neither is the one that was meant. */
const otherNames = [
  ['document_set_key', 'connector_data_id'],
  ['document_set_name', 'workspace_name'],
  ['template_id', 'generic_mrt_id'],
] as const

/** @throws Problem `parameters_disagree` with every pair that differs */
export function checkNamesAgree(request: GenerateRequest): void {
  const differing = otherNames.filter(([one, other]) => {
    const [first, second] = [request[one], request[other]]
    return first !== undefined && second !== undefined && first !== second
  })
  if (differing.length === 0) return
  const msg = 'is another name of the same field, and both are given with different values'
  throw new Problem(
    'parameters_disagree',
    `${differing.map((pair) => pair.join(' and ')).join('; ')}: each ${msg}.`,
    {
      errors: differing.flat().map((name) => ({
        loc: ['body', name],
        msg,
        type: 'parameters_disagree',
      })),
    },
  )
}

/** What every run has to name. @throws Problem `parameter_missing` with all that is absent */
export function checkPresent(request: GenerateRequest): NamedParts {
  const templateId = request.template_id ?? request.generic_mrt_id
  const outputName = request.output_name?.trim().replace(/\.docx$/i, '')
  const errors = [
    ...(request.document_type ? [] : [missing('document_type')]),
    ...(templateId ? [] : [missing('template_id')]),
    ...(outputName ? [] : [missing('output_name')]),
  ]
  if (request.document_type && templateId && outputName) {
    checkName(outputName)
    return { documentType: request.document_type, outputName, templateId }
  }
  const names = errors.map(({ loc }) => loc.at(-1)).join(', ')
  throw new Problem('parameter_missing', `Missing: ${names}.`, { errors })
}

function checkName(outputName: string): void {
  if (isFileName(outputName)) return
  const msg = 'is a path or holds a character that no file name can bear'
  throw new Problem('bad_request', `output_name ${msg}.`, {
    errors: [{ loc: ['body', 'output_name'], msg, type: 'bad_request' }],
  })
}

/** @throws Problem `template_invalid` with every mistake */
export function checkTemplate(
  errors: readonly { message: string; sectionId: string; ruleId: string | null }[],
  place: readonly string[] = ['template'],
): void {
  if (errors.length === 0) return
  throw new Problem(
    'template_invalid',
    `The template has ${errors.length === 1 ? 'a mistake' : `${errors.length} mistakes`}; none of it was run.`,
    {
      errors: errors.map(({ message, sectionId, ruleId }) => ({
        loc: [...place, sectionId, ...(ruleId ? [ruleId] : [])],
        msg: message,
        type: 'template_invalid',
      })),
    },
  )
}

/** Data that can be stored and read again. @throws Problem `validation_failed`, `data_too_large` */
export function checkData(data: unknown): void {
  checkDepth(data, 'data')
  checkSmall(data, 'data', maximumDataBytes)
}

/**
 * A template whose blocks repeat or drop fields is judged in the run.
 * @returns the paragraph styles that the data asks for
 * @throws Problem `data_missing`, or `data_invalid` where all is there, with every fault
 */
export function checkFields(
  content: TemplateContent,
  { data, selectedSectionIds }: RunInputs,
  place = dataPlace,
): FieldReview['styles'] {
  if (content.hasBlocks) return new Map()
  const { faults, styles } = reviewFields(content, data, selectedSectionIds)
  const told = new Map(faults.map((fault) => [`${fault.code} ${fault.reason}`, fault]))
  if (told.size > 0) throw dataProblem([...told.values()], place)
  return styles
}

/** @throws Problem `data_invalid` */
export async function checkStyles(
  deps: { readonly reader: Reader },
  findTemplate: () => Promise<Uint8Array | undefined>,
  styles: FieldReview['styles'],
  place = dataPlace,
): Promise<void> {
  const template = styles.size > 0 ? await findTemplate() : undefined
  const faults = template ? await listUnknownStyles(deps, template, styles) : []
  if (faults.length > 0) throw dataProblem(faults, place)
}

const dataPlace: readonly string[] = ['body', 'data']

function dataProblem(faults: readonly DataFault[], place: readonly string[]): Problem {
  const missing = faults.filter(({ code }) => code === 'data_missing')
  const code = missing.length > 0 ? 'data_missing' : 'data_invalid'
  const fields = [...new Set(missing.map(({ field }) => field))].join(', ')
  const invalid = faults.filter((fault) => fault.code === 'data_invalid')
  const sentences = [
    ...(fields === '' ? [] : [`The template needs data for: ${fields}.`]),
    ...invalid.map(({ reason }) => `${reason}.`),
  ]
  return new Problem(code, sentences.join(' '), {
    errors: faults.map((fault) => ({
      loc: [...place, ...fault.field.split('.')],
      msg: fault.code === 'data_missing' ? 'is required by a placeholder' : fault.reason,
      type: fault.code,
    })),
  })
}

/** @throws Problem `section_unknown` */
export function checkSections(
  selected: readonly string[] | undefined,
  known: readonly string[],
): void {
  const errors = (selected ?? []).flatMap((id, index) =>
    known.includes(id)
      ? []
      : [
          {
            loc: ['body', 'selected_section_ids', index],
            msg: `no section "${id}"`,
            type: 'section_unknown',
          },
        ],
  )
  if (errors.length === 0) return
  throw new Problem(
    'section_unknown',
    `The template has ${errors.map(({ msg }) => msg).join(' and ')}; it has: ${known.join('; ')}.`,
    { errors },
  )
}

/** @throws Problem `file_unknown`, or `parameter_missing` for none at all */
export function checkSources({ pinned, errors }: RunSources): void {
  if (errors.length > 0) {
    throw new Problem('file_unknown', errors.map(({ msg }) => msg).join('; '), { errors })
  }
  if (pinned.length > 0) return
  throw new Problem('parameter_missing', 'The document set holds no source, and none was named.', {
    errors: [missing('sources')],
  })
}

/**
 * Only when every role is known: a source that is still being read is judged in the run.
 * @throws Problem `role_missing`
 */
export function checkRoles(
  { roles }: Pick<RunSources, 'roles'>,
  needed: ReturnType<typeof listNeededRoles>,
): void {
  if (roles.includes(null)) return
  const absent = needed.filter(({ role }) => !roles.includes(role))
  if (absent.length === 0) return
  const names = absent.map(({ role }) => describeRole(role)).join(', ')
  const ways = absent.map(({ role }) => howToGive(role)).join(' ')
  throw new Problem(
    'role_missing',
    `No source is known as ${names}, which the template needs. ${ways}`,
    {
      errors: absent.map(({ role, rules }) => ({
        loc: ['body', 'sources'],
        msg: `no source has the role ${role} (${describeRole(role)}), which rules ${rules.join(', ')} need`,
        type: 'role_missing',
      })),
    },
  )
}

/** For whoever has a source of the role that is not known as such. */
export function howToGive(role: SourceRole): string {
  return (
    `PATCH /api/v1/documents/{document_id} with {"role": "${role}"} gives a source this role; ` +
    `POST /api/v1/documents/generate also takes it for one run, in "sources": [{"document_id": "…", "role": "${role}"}].`
  )
}

function missing(name: string): ProblemItem {
  return { loc: ['body', name], msg: 'is required', type: 'missing' }
}
