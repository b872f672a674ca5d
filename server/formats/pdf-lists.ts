import { firstLine, type PdfBlock } from './pdf-block.ts'

/** Points: items whose marks stand this near to each other are on one level. */
const sameLevel = 4
const deepestLevel = 8

/** By the form of a mark ("1.", "a)", "iv)") the last item: its ordinal, and the marks' lefts down to it. */
type LastItems = Map<string, { readonly ordinal: number; readonly lefts: readonly number[] }>

/**
 * Gives list items their depth by how far their marks stand to the right. A mark that goes on with
 * the count of an earlier item ("b)" behind "a)") is on that item's level wherever it stands: lists
 * go on behind paragraphs and tables, and over pages with other margins.
 */
export function levelLists(blocks: readonly PdfBlock[]): void {
  let lefts: number[] = []
  const last: LastItems = new Map()
  for (const block of blocks) {
    if (block.kind === 'table') continue
    const { left } = firstLine(block)
    if (block.role === 'heading') {
      lefts = []
      last.clear()
    }
    if (block.role === 'paragraph' && left <= (lefts[0] ?? Infinity) + sameLevel) lefts = []
    if (block.role !== 'list_item') continue
    const counts = readCounts(block.mark)
    const before = findBefore(counts, last)
    lefts = before ? [...before.slice(0, -1), left] : addLeft(lefts, left)
    block.level = Math.min(lefts.length - 1, deepestLevel)
    for (const { form, ordinal } of counts) last.set(form, { ordinal, lefts })
  }
}

function addLeft(lefts: readonly number[], left: number): number[] {
  const outer = lefts.filter((other) => other < left + sameLevel)
  const isDeeper = outer.length === 0 || left > outer.at(-1)! + sameLevel
  return isDeeper ? [...outer, left] : outer
}

type Count = { readonly form: string; readonly ordinal: number }

/** An item that restarts a count ("a)", "i)") goes on with nothing. */
function findBefore(counts: readonly Count[], last: LastItems): readonly number[] | undefined {
  const [found] = counts.flatMap(({ form, ordinal }) => {
    const before = last.get(form)
    return before && before.ordinal === ordinal - 1 ? [before.lefts] : []
  })
  return found
}

/** "i)" may count letters or Roman numbers; "[16b]" is the sixteenth; a bullet counts nothing. */
function readCounts(mark: string): readonly Count[] {
  const [, opens = '', digits, letters = '', closes = ''] =
    /^([([]?)(?:(\d{1,3})[a-z]?|([a-z]{1,5}))([.)\]]{0,2})$/i.exec(mark) ?? []
  const form = (kind: string) => `${opens}${kind}${closes}`
  if (digits !== undefined) return [{ form: form('1'), ordinal: Number(digits) }]
  const isLower = letters === letters.toLowerCase()
  const roman = romans.indexOf(letters.toLowerCase())
  return [
    ...(letters.length === 1
      ? [{ form: form(isLower ? 'a' : 'A'), ordinal: letters.toLowerCase().charCodeAt(0) - 96 }]
      : []),
    ...(roman > 0 ? [{ form: form(isLower ? 'i' : 'I'), ordinal: roman }] : []),
  ]
}

const romans = ' i ii iii iv v vi vii viii ix x xi xii'.split(' ')
