/** A template as it is set through the API: sections in their order, which a .docx is written from. */
export type TemplateOutline = { readonly sections: readonly OutlinedSection[] }

/** What is not of the .docx is kept for people, and for a model where there is one. */
export type OutlinedSection = {
  readonly name: string
  /** 1 to 9. */
  readonly level: number
  /** Fixed text and placeholders, a paragraph a line. */
  readonly text: string
  readonly rules: readonly OutlinedRule[]
  /** The list in the data of which each item makes the section, with those below it, once more. */
  readonly repeatsOver?: string
  /** The other fields of the request, as they were sent. */
  readonly notes: Readonly<Record<string, unknown>>
}

export type OutlinedRule = {
  readonly kind: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly look: RuleLook
  readonly notes: Readonly<Record<string, unknown>>
}

/** How the paragraph that a rule stands in looks, and so what it gives. */
export type RuleLook = {
  /** Names of paragraph styles; the first that the .docx has is taken. */
  readonly styleNames: readonly string[]
  /** RRGGBB behind the paragraph; null for none. */
  readonly fill: string | null
  /** RRGGBB of the words; null for the style's own. */
  readonly color: string | null
}

/** What a .docx is written from: paragraphs with the rules written out. */
export type TemplateLine = RuleLook & {
  /** 1 to 9 for a heading; 0 for text. */
  readonly headingLevel: number
  readonly text: string
}
