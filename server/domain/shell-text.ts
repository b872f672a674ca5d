/** Values that are still to come: "xx", "x.xxx", "(xx.x%)", "xx;xxx". */
const placeholder = /^[([<]?x{1,4}(?:\.x{1,4})?(?:[;,/-]x{1,4}(?:\.x{1,4})?)*%?[)\]]*$/i

/** True for the layout of a table that a reader took for text: a third of its words stand for values. */
export function looksLikeShell(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const placeholders = words.filter((word) => placeholder.test(word) && /xx|\.x/i.test(word))
  return placeholders.length >= 3 && placeholders.length * 3 >= words.length
}

/** True for lines of a table of contents that a reader took for text: leaders before page numbers. */
export function looksLikeContents(text: string): boolean {
  const lines = text.split('\n').filter((line) => /\S/.test(line))
  const entries = lines.filter((line) =>
    /(?:\.{4,}|(?:\. ){4,}|_{4,})\s*[\divxlc]{1,5}\s*$/.test(line),
  )
  return entries.length > 0 && entries.length * 2 >= lines.length
}
