import type { ProblemDetails } from '../../shared/contract/problem.ts'
import { explainRefusal } from './office-refusals.ts'

/** What the reader of a problem can do about it, in one sentence. */
export function adviceFor({ code, status }: ProblemDetails): string {
  if (code.startsWith('office_')) return explainRefusal(code.slice('office_'.length)).advice
  return adviceByCode[code] ?? adviceByStatus[status] ?? adviceByClass(status)
}

/** Up to `not_a_document` they are codes of the pane's own (client/api-error.ts, host/render-docx.ts,
 * components/SourceViewer, panels/Sources), but for `not_ready`. */
const adviceByCode: Partial<Record<string, string>> = {
  unreachable: 'Check that you are online and that the server runs, then try again.',
  unexpected_answer: 'Server and pane may be of different versions: reload the page.',
  unreadable_document: 'Choose another document, or download this one and open it in Word.',
  document_too_large: 'Open it in Word and save it anew, or choose another document.',
  unreadable_source: 'Try again. If it stays, open the file itself at the place named above.',
  newer_version_stored: 'Open the newer version, or save yours again as the newest one.',
  not_ready: 'Wait until the document is ready, then try again.',
  not_a_document: 'Choose a document.',
  name_taken: 'Give the document another name, or make a new version of the one that has it.',
  data_missing: 'Fill in the data that are named.',
  data_invalid: 'Correct the value that is named.',
  role_missing: 'Add such a source, or correct what a source is.',
  template_invalid: 'Correct the template in Word and add it again.',
  template_unreadable: 'Save the template in Word as a .docx and add it again.',
  template_unknown: 'Choose another template.',
  file_empty: 'Choose another file.',
  file_encrypted: 'Take the password off and add the file again.',
  unsupported_type: 'Save the file as one that is read (.docx, .pdf, .xlsx, say) and add that.',
  type_mismatch: 'Save the file anew in the program that made it, and add that.',
  converter_missing: 'Download the Word file and save it as PDF there.',
  wrong_state: 'Look at where the run stands now.',
}

const adviceByStatus: Partial<Record<number, string>> = {
  401: 'Sign in again or paste a valid API key in the settings.',
  403: 'Ask an administrator for the permission or role that is named.',
  404: 'Choose another document; this one may be deleted or lie in another workspace.',
  413: 'Try a smaller document.',
  422: 'Select other text, or less of it.',
  429: 'Wait a moment, then try again.',
}

function adviceByClass(status: number): string {
  return status >= 500
    ? 'Try again. If it stays, give the trace id to whoever runs the server.'
    : 'Try again, or choose something else.'
}
