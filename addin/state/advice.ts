import type { ProblemDetails } from '../../shared/contract/problem.ts'

/** What the reader of a problem can do about it, in one sentence. */
export function adviceFor({ code, status }: ProblemDetails): string {
  return adviceByCode[code] ?? adviceByStatus[status] ?? adviceByClass(status)
}

/** All but `not_ready` are codes of the pane's own (client/api-error.ts, host/render-docx.ts,
 * components/SourceViewer, panels/Sources). */
const adviceByCode: Partial<Record<string, string>> = {
  unreachable: 'Check that you are online and that the server runs, then try again.',
  unexpected_answer: 'Server and pane may be of different versions: reload the page.',
  unreadable_document: 'Choose another document, or download this one and open it in Word.',
  unreadable_source: 'Try again. If it stays, open the file itself at the place named above.',
  not_ready: 'Wait until the document is ready, then try again.',
  not_a_document: 'Choose a document.',
}

const adviceByStatus: Partial<Record<number, string>> = {
  401: 'Paste a valid API key in the settings.',
  403: 'Ask an administrator for a key with the permission that is named.',
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
