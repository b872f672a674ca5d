/** Where a row stands: the names that lead to it, and its levels of indentation. */
type RowPlace = { readonly path: readonly string[]; readonly depth: number }

/** The open groups while a table's rows are read from top to bottom. */
export type RowStack = {
  /**
   * `runLength` is how many group rows of this indentation stand together from here on, 0 inside
   * such a run: a run of two opens a section and its first part ("CHEMISTRY", "ALBUMIN"), a later
   * run of one only the next part.
   */
  addGroup(label: string, indent: number, runLength: number): RowPlace
  /** `heads`: one text a head column, '' repeats what stands above; `nameless` is for a row without any. */
  addRow(heads: readonly string[], indent: number, nameless: string): RowPlace
}

export function createRowStack(headColumnCount: number): RowStack {
  const open: OpenRow[] = []
  const later: string[] = Array.from({ length: headColumnCount }, () => '')
  return {
    addGroup: (label, indent, runLength) => {
      if (runLength > 0) closeForGroup(open, indent, runLength)
      later.fill('')
      return push(open, { label, indent, isGroup: true, hasDeeper: false })
    },
    addRow: (heads, indent, nameless) => {
      const [first = '', ...rest] = heads
      if (first !== '') {
        closeForRow(open, indent)
        later.fill('')
        push(open, { label: first, indent, isGroup: false, hasDeeper: false })
      }
      carryDown(later, rest)
      const path = [...open.map(({ label }) => label), ...later.filter((text) => text !== '')]
      const isNameless = heads.every((text) => text === '')
      return { path: isNameless ? [...path, nameless] : path, depth: depthOf(open) }
    },
  }
}

type OpenRow = {
  readonly label: string
  readonly indent: number
  readonly isGroup: boolean
  /** True once a deeper row stood below this group: then a row as shallow as the group ends it. */
  hasDeeper: boolean
}

function push(open: OpenRow[], row: OpenRow): RowPlace {
  open.push(row)
  return { path: open.map(({ label }) => label), depth: depthOf(open) }
}

function closeForGroup(open: OpenRow[], indent: number, runLength: number): void {
  closeWhile(open, (row) => row.indent > indent || (!row.isGroup && row.indent === indent))
  let closed = 0
  closeWhile(open, (row) => row.indent === indent && closed++ < runLength)
}

function closeForRow(open: OpenRow[], indent: number): void {
  closeWhile(
    open,
    (row) => row.indent > indent || (row.indent === indent && (!row.isGroup || row.hasDeeper)),
  )
  const parent = open.at(-1)
  if (parent && parent.indent < indent) parent.hasDeeper = true
}

function closeWhile(open: OpenRow[], condition: (row: OpenRow) => boolean): void {
  for (let top = open.at(-1); top && condition(top); top = open.at(-1)) open.pop()
}

/** A filled head column ends what the columns behind it repeated. */
function carryDown(later: string[], rest: readonly string[]): void {
  const first = rest.findIndex((text) => text !== '')
  if (first < 0) return
  rest.forEach((text, index) => {
    if (index >= first) later[index] = text
  })
}

function depthOf(open: readonly OpenRow[]): number {
  const own = open.at(-1)?.indent ?? 0
  return new Set(open.map(({ indent }) => indent).filter((indent) => indent < own)).size
}
