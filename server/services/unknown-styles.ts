import type { FieldFault, FieldReview } from '../domain/fill-field.ts'
import { listStyleNames } from '../formats/write-docx.ts'

export type DataFault = Pick<FieldFault, 'code' | 'field' | 'reason'>

/** Paragraph styles that the data asks for and the template does not have. */
export function listUnknownStyles(
  template: Uint8Array,
  styles: FieldReview['styles'],
): readonly DataFault[] {
  const known = styles.size > 0 ? listStyleNames(template) : new Set<string>()
  return [...styles].flatMap(([style, field]): DataFault[] => {
    const reason = `"${field}" asks for the paragraph style "${style}", which the template does not have`
    return known.has(style.toLowerCase()) ? [] : [{ code: 'data_invalid', field, reason }]
  })
}
