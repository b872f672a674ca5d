/** A mark at the start of a text, and how many characters it takes with the blanks after it. */
type Marker = { readonly marker: string; readonly length: number }

type HeadingNumber = {
  /** Without a final dot: "3.4.2.1", "Appendix 9". */
  readonly number: string
  readonly length: number
  /** How many numbers it is made of; 0 for a name with a letter or number ("Appendix 9"). */
  readonly depth: number
}

type CaptionStart = {
  /** "Table", "Figure", "Ad hoc Template" as it is written. */
  readonly noun: string
  /** "14-1.01", "ABC.1". */
  readonly number: string
  readonly length: number
}

const bullet = /^[•◦▪●○■□▫‣⁃∙◆❖➢➤✓✔·](?:\s*)|^[-–—*](?:\s+)|^o(?:\s+)(?=\p{Lu})/u
const bracketed = /^\[[\p{L}\d]{1,4}\]\s*/u
const parenthesized = /^\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})\)\s*/
const dotted = /^(?:\d{1,2}|[a-zA-H]|[ivxIVX]{1,5})\.\s+/

/** A bullet, "[9]", "a)", "(iv)" or "1." in front of other words. */
export function findListMarker(text: string): Marker | undefined {
  for (const pattern of [bullet, bracketed, parenthesized, dotted]) {
    const found = pattern.exec(text)?.[0]
    if (found !== undefined && found.length < text.length) {
      return { marker: found.trim(), length: found.length }
    }
  }
  return undefined
}

export function isBullet(marker: string): boolean {
  return bullet.test(`${marker} X`)
}

const named =
  /^((?:Appendix|Annex|Chapter|Section|Part|Attachment|Schedule|Article)\s+(?:[A-Z]|\d{1,3}|[IVX]{1,5})(?:[.-]\d{1,3})*)(?:[.:]\s*|\s*[–—-]\s+|\s+)(?=\p{L})/u
const levelled = /^((?:\d{1,2}|[A-Z])(?:\.\d{1,3}){1,6})\.?(?:\s+(?=[\p{L}\p{N}“"'(])|(?=\p{Lu}))/u
const single = /^(\d{1,2})(?:\.\s*|\s+)(?=[\p{Lu}“"(])/u
const roman = /^([IVX]{1,5})\.\s+(?=\p{Lu})/u

/** The number in front of a heading's words. */
export function findHeadingNumber(text: string): HeadingNumber | undefined {
  const name = named.exec(text)
  if (name?.[1]) return { number: name[1], length: name[0].length, depth: 0 }
  const found = levelled.exec(text) ?? single.exec(text) ?? roman.exec(text)
  if (!found?.[1]) return undefined
  return { number: found[1], length: found[0].length, depth: found[1].split('.').length }
}

const caption =
  /^((?:Ad hoc )?(?:Table|Figure|Fig\.|Exhibit|Listing|Template|Chart))\s+((?:[A-Z]{1,6}[.-]?)?\d[\w.–-]*|[A-Z]+\.\d+[\w.–-]*)(?:\s*:\s*|\s+|$)/u

/** "Table 14-1.01", "Figure ABC.1." in front of a title. */
export function findCaptionStart(text: string): CaptionStart | undefined {
  const found = caption.exec(text)
  if (!found?.[1] || !found[2]) return undefined
  const number = found[2].replace(/[.:]+$/, '').replace(/[–‑]/g, '-')
  return { noun: found[1], number, length: found[0].length }
}

/** True when the number is followed by a stop, by nothing, or by a capital: no sentence goes on so. */
export function startsCaption(text: string): boolean {
  const start = findCaptionStart(text)
  if (!start) return false
  const head = text.slice(0, start.length)
  const rest = text.slice(start.length)
  return rest === '' || /[.:]\s*$/.test(head) || (/^[\p{Lu}(“]/u.test(rest) && !/\.$/.test(rest))
}

const pageNumber = /(?:\d{1,4}|[ivxlc]{1,6})$/

/**
 * Title and page of a line with dot leaders, as tables of contents have them. Walks back from the
 * end, in linear time: one expression for all of it would take cubic time on a line of dots.
 */
export function findContentsEntry(text: string): { title: string; page: string } | undefined {
  const page = pageNumber.exec(text.slice(-6))?.[0]
  if (page === undefined) return undefined
  const end = text.length - page.length
  let start = end
  while (start > 0 && isLeader(text[start - 1]!)) start--
  if (end - start < 2) return undefined
  const leader = text.slice(start, end)
  const dots = leader.match(/[.·_]/g)?.length ?? 0
  const ellipses = leader.match(/…/g)?.length ?? 0
  if (dots < 4 && ellipses < 2) return undefined
  return { title: text.slice(0, start).trim(), page }
}

function isLeader(character: string): boolean {
  return character === '.' || character === ' ' || /[\s.·…_]/.test(character)
}

/** The heading over a table of contents or over a list of tables, figures, attachments. */
export function isContentsTitle(text: string): boolean {
  return /^(?:(?:\d+\.?\s+)?(?:table of )?contents|list of (?:tables|figures|attachments|appendices|listings|annexes))(?:\s*\([^)]*\))?$/i.test(
    text.trim(),
  )
}

/** A sentence, or a line that leads into a list, ends here. */
export function endsSentence(text: string): boolean {
  return /[.?!:;…]["”’')\]]*$/u.test(text)
}

export function startsLowerCase(text: string): boolean {
  return /^["“‘'([]*\p{Ll}/u.test(text)
}
