import type { ProblemCode, ProblemItem } from '../../shared/contract/problem.ts'
import { Problem } from '../services/problem.ts'
import { refuseInvalid, type Validated } from './environment.ts'

/** Fields of a request to generate whose words name something, by their path. */
const naming: readonly (readonly [RegExp, ProblemCode])[] = [
  [/^(template_id|generic_mrt_id)$/, 'template_unknown'],
  [/^style_guide_id$/, 'style_guide_unknown'],
  [/^sources\.\d+\.document_id$/, 'file_unknown'],
  [/^sources\.\d+\.role$/, 'role_unknown'],
]

/**
 * A word that can name nothing is as unknown as one that names nothing here (api.md §3): a 400. Where
 * something else of the request has the wrong form, all of it is a 422.
 * @throws Problem
 */
export function refuseUnknown(result: Validated): undefined {
  if (result.success) return undefined
  // as it was sent; the types of hooks leave it out
  const { data } = result as { readonly data?: unknown }
  const found = result.error.issues.map(({ path, message }) => {
    const word = path.reduce<unknown>((part, key) => (part as Fields)[key], data)
    const [, code] = naming.find(([place]) => place.test(path.join('.'))) ?? []
    const isUnknown = code !== undefined && typeof word === 'string'
    const msg = code === 'role_unknown' ? message : `there is nothing with the id "${String(word)}"`
    return isUnknown ? { loc: ['body', ...(path as (string | number)[])], msg, type: code } : null
  })
  const errors = found.filter((item): item is ProblemItem & { type: ProblemCode } => item !== null)
  const [first] = errors
  if (!first || errors.length < found.length) return refuseInvalid(result)
  const detail = errors.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ')
  throw new Problem(first.type, detail, { errors })
}

type Fields = Readonly<Record<PropertyKey, unknown>>
