/** How the lines of a document use each of their dashes. */
export type DashUse = ReadonlyMap<string, { readonly signs: number; readonly parting: number }>

const dashes = '-\u2010\u2013\u2212'
/** "was -13.1", as against "5 - 10" and "nap - 5 minutes". */
const sign = new RegExp(`[\\s(]([${dashes}])(?=[.$€£]?\\d)`, 'g')
const parting = new RegExp(`(?<=\\S)\\s([${dashes}])(?=\\s)`, 'g')

/** `lines` are those of the whole document; a dash that ends its line says nothing. */
export function countDashes(lines: Iterable<string>): DashUse {
  const use = new Map([...dashes].map((dash) => [dash, { signs: 0, parting: 0 }]))
  for (const line of lines) {
    for (const [, dash] of line.matchAll(sign)) use.get(dash!)!.signs++
    for (const [, dash] of line.matchAll(parting)) use.get(dash!)!.parting++
  }
  return use
}

const dashEnd = new RegExp(`([${dashes}])$`)
const numberStart = /^[.$€£]?\d/
/** What no dash that parts words or numbers stands behind. */
const beforeSign = /[([{=<>≤≥±≈~,;:/]\s?$/
const endsInWord = /(?:^|[\s("“‘])\p{L}[\p{L}’']+\s$/u
/** A sentence that goes on with a number behind one of these gives its value. */
const beforeValue =
  /\b(?:was|were|is|are|be|of|to|by|from|and|or|than|at|in|with|between|only|about)\s$/i

/**
 * True where the dash that ends `text` belongs to the number that the next line begins with: it is
 * its sign, or stands close behind the number before it ("5–10"). A dash that parts words or numbers,
 * with blanks around it, looks alike at the end of a line; what it is there, the words before it
 * tell, or else how the document uses that dash within its lines.
 */
export function clingsToNumber(text: string, next: string, use: DashUse): boolean {
  const dash = dashEnd.exec(text)?.[1]
  if (dash === undefined || !numberStart.test(next)) return false
  const before = text.slice(0, -1)
  if (/[\p{L}\p{N})\]%°]$/u.test(before) || beforeSign.test(before)) return true
  if (beforeValue.test(before)) return true
  if (!endsInWord.test(before)) return false
  const { signs, parting } = use.get(dash)!
  return dash === '\u2212' || (signs > 0 && parting === 0)
}
