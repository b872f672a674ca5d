import type { FieldFault, FieldReview } from '../domain/fill-field.ts'
import type { Reader } from '../ports/reader.ts'

export type DataFault = Pick<FieldFault, 'code' | 'field' | 'reason'>

/** Paragraph styles that the data asks for and the template does not have. */
export async function listUnknownStyles(
  { reader }: { readonly reader: Reader },
  template: Uint8Array,
  styles: FieldReview['styles'],
): Promise<readonly DataFault[]> {
  if (styles.size === 0) return []
  const reading = await reader.readTemplate(template)
  const known = new Set(reading.outcome === 'read' ? reading.styleNames : [])
  return [...styles].flatMap(([style, field]): DataFault[] => {
    const reason = `"${field}" asks for the paragraph style "${style}", which the template does not have`
    return known.has(style.toLowerCase()) ? [] : [{ code: 'data_invalid', field, reason }]
  })
}
