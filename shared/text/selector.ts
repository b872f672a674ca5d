/** W3C Web Annotation Data Model §4.2.4. */
export type TextQuoteSelector = {
  readonly exact: string
  readonly prefix: string
  readonly suffix: string
}

/** W3C Web Annotation Data Model §4.2.5: a hint only, the quote decides. */
export type TextPositionSelector = { readonly start: number; readonly end: number }
