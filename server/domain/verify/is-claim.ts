/**
 * False for what can be neither true nor false: headings, questions, words that introduce a list, and
 * pure pointers ("See Table 3.", "Source: Tables 14-3.03 and 14-3.05", "Table 14-1.01: Disposition").
 */
export function isClaim(text: string, { isHeading }: { readonly isHeading: boolean }): boolean {
  const words = text.trim()
  if (isHeading || !/[\p{L}\p{N}]/u.test(words)) return false
  if (/\?["'”’)\]]*$|:$/u.test(words)) return false
  return words.length > longestPointer || !pointers.some((pattern) => pattern.test(words))
}

const thing =
  '(?:tables?|figures?|sections?|appendix|appendices|listings?|attachments?|references?)'

const label = '(?:\\d[\\d.-]*\\d|\\d|[A-Z](?![a-z])(?:-?\\d[\\d.-]*)?)'

/** "Tables 14-3.03 and 14-3.05", "Section 3 and Appendix B". */
const place = `${thing} ${label}(?:(?:,? and|,? or|,| to|–) (?:${thing} )?${label})*`

/** Longer words than these point at nothing alone; a pattern is not tried on them. */
const longestPointer = 300

const pointers = [
  new RegExp(
    `^\\(?(?:(?:(?:please )?(?:see|refer to|cf\\.)(?: also)?|sources?:?) )?${place}(?: (?:for|of|in) (?:the )?[\\p{L} -]{1,60})?\\)?\\.?$`,
    'iu',
  ),
  new RegExp(`^${thing} [\\d.-]+[.:] [^.]*$`, 'iu'),
]
