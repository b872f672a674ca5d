/**
 * A row or column head as addresses compare it. Typography never tells two heads apart: quotes and
 * dashes are the plain ones, white space is one blank and none around punctuation ("p- value",
 * "n (%)" and "n(%)").
 */
export type TableLabel = {
  /** As the table shows it, on one line. */
  readonly shown: string
  /** Typography folded, nothing left out. */
  readonly exact: string
  /** Without footnote marks, group size, decoration and closing colon. */
  readonly plain: string
  /** `plain` in lower case. */
  readonly folded: string
  /** "86" of "Placebo (N=86)"; '' where it is not said. */
  readonly size: string
}

/** How well a written label fits a head: 0 best. */
type LabelFit = 0 | 1 | 2 | 3

export function createLabel(text: string): TableLabel {
  const shown = text.replace(/\s+/g, ' ').trim()
  const exact = foldTypography(shown)
  const plain = stripMarks(exact)
  return { shown, exact, plain, folded: plain.toLowerCase(), size: findSize(exact) }
}

/**
 * 0 the same words, 1 the same but for marks and size, 2 but for case, 3 a prefix. A size that is
 * written must be the head's: "Placebo (N=86)" does not fit "Placebo (N=79)".
 */
export function fitLabel(written: TableLabel, head: TableLabel): LabelFit | undefined {
  if (written.size !== '' && head.size !== '' && written.size !== head.size) return undefined
  if (written.exact === head.exact) return 0
  if (written.plain === head.plain) return 1
  if (written.folded === head.folded) return 2
  return written.folded !== '' && head.folded.startsWith(written.folded) ? 3 : undefined
}

const sizeMark = /\(N=\s?([\d,]+)\)/i

function foldTypography(shown: string): string {
  return shown
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/≥/g, '>=')
    .replace(/≤/g, '<=')
    .replace(/\s*([()[\]/,;:<>=-])\s*/g, '$1')
}

function findSize(exact: string): string {
  return sizeMark.exec(exact)?.[1] ?? ''
}

function stripMarks(exact: string): string {
  const stripped = exact
    .replace(sizeMark, '')
    .replace(/\[(?:\d{1,2}|[a-z])\]/g, '')
    .replace(/^-{2,}|-{2,}$/g, '')
    .replace(/[*†‡§]+$/, '')
    .replace(/:$/, '')
    .trim()
  // a head that is nothing but a mark is its own name
  return stripped === '' ? exact : stripped
}
