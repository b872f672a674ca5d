/**
 * False for what can be neither true nor false: headings, questions, words that introduce a list, and
 * pure pointers ("See Table 3.", "Source: Tables 14-3.03 and 14-3.05", "Table 14-1.01: Disposition").
 */
export function isClaim(text: string, { isHeading }: { readonly isHeading: boolean }): boolean {
  const words = text.trim()
  if (isHeading || !/[\p{L}\p{N}]/u.test(words)) return false
  if (/\?["'”’)\]]*$|:$/u.test(words)) return false
  // a field of a template that nobody has filled
  if (/\{\{[^{}]{1,80}\}\}/.test(words)) return false
  return words.length > longestPointer || !pointers.some((pattern) => pattern.test(words))
}

const thing =
  '(?:tables?|figures?|sections?|appendix|appendices|listings?|attachments?|references?)'

/** "LZZT.1": numbers that a protocol gives under its own short name. */
const lettered = '[A-Z]{2,8}[.-]\\d[\\d.-]*'

const label = `(?:\\d[\\d.-]*\\d|\\d|${lettered}|[A-Z](?![a-z])(?:-?\\d[\\d.-]*)?)`

/** "Tables 14-3.03 and 14-3.05", "Section 3 and Appendix B". */
const place = `${thing} ${label}(?:(?:,? and|,? or|,| to|–) (?:${thing} )?${label})*`

/** "Protocol, Table 2": which document the place is in. */
const inDocument =
  '(?:(?:study |clinical )?(?:protocol|sap|(?:statistical )?analysis plan|report|csr),? )?'

/** Longer words than these point at nothing alone; a pattern is not tried on them. */
const longestPointer = 300

const pointers = [
  new RegExp(
    `^\\(?(?:(?:(?:please )?(?:see|refer to|cf\\.)(?: also)?|sources?:?) )?${inDocument}${place}(?: (?:for|of|in) (?:the )?[\\p{L} -]{1,60})?\\)?\\.?$`,
    'iu',
  ),
  new RegExp(`^${thing} (?:[\\d.-]+|${lettered})[.:] [^.]*$`, 'iu'),
]
