import type { OutputFormat } from '../../shared/model/vocabulary.ts'
import type { Dependencies } from './dependencies.ts'

/** Whether this server can make the format at all. */
export function isAvailable(
  { pdfConverter }: Pick<Dependencies, 'pdfConverter'>,
  format: OutputFormat,
): format is 'docx' | 'pdf' | 'html' {
  if (format === 'pdf') return pdfConverter !== undefined
  return format === 'docx' || format === 'html'
}

/** Why it can't. */
export function explainUnavailable(format: OutputFormat): string {
  return format === 'pdf'
    ? 'PDF needs LibreOffice, which is not installed on the server.'
    : `${format} is not made yet; docx, pdf and html are.`
}
