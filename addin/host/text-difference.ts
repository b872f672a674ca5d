/** What has to be put in place of a piece of a text; counted from the text's beginning. */
type Difference = { readonly start: number; readonly length: number; readonly text: string }

/** The least run of whole words in which two texts differ; empty where they are the same. */
export function findDifference(before: string, after: string): Difference {
  if (before === after) return { start: before.length, length: 0, text: '' }
  const start = countAlike(before, after)
  const end = countAlikeAtEnd(before.slice(start), after.slice(start))
  return {
    start,
    length: before.length - start - end,
    text: after.slice(start, after.length - end),
  }
}

/** Units of the words with which both begin. */
function countAlike(before: string, after: string): number {
  let alike = 0
  while (alike < before.length && before[alike] === after[alike]) alike++
  if (isWordEnd(before, alike) && isWordEnd(after, alike)) return alike
  return before.slice(0, alike).search(/\S*$/)
}

function countAlikeAtEnd(before: string, after: string): number {
  const most = Math.min(before.length, after.length)
  let alike = 0
  while (alike < most && before.at(-1 - alike) === after.at(-1 - alike)) alike++
  const tail = before.slice(before.length - alike)
  const blank = tail.search(/\s/)
  const isWhole = [before, after].every((text) => isWordEnd(text, text.length - alike))
  if (isWhole) return alike
  return blank < 0 ? 0 : tail.length - blank
}

function isWordEnd(text: string, at: number): boolean {
  return at === 0 || at >= text.length || /\s/.test(text[at - 1] ?? '') || /\s/.test(text[at] ?? '')
}
