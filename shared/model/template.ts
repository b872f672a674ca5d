import type { TextRange } from '../text/range.ts'

/** One w:p of a template's word/document.xml, as the template reader gives it. */
export type TemplateParagraph = {
  /** Ordinal among all w:p of word/document.xml in document order, from 0: how a place is named. */
  readonly index: number
  /** Joined final text of its runs. */
  readonly text: string
  readonly styleName: string
  /** 1 to 9 for a heading (style inheritance and outline level), 0 else. */
  readonly headingLevel: number
  readonly isInTable: boolean
}

/** An immutable reading of one template version. */
export type TemplateContent = {
  readonly sections: readonly TemplateSection[]
  /** Data decides what these sections are; placeholders in blocks are not among theirs. */
  readonly hasBlocks: boolean
}

/** One heading with the text below it up to the next heading of any level. */
export type TemplateSection = {
  /** The title; a later twin gets the first free " (2)", " (3)" … ; "title" before the first heading. */
  readonly id: string
  readonly title: string
  /** From 0, in document order. */
  readonly order: number
  /** 0 for the section before the first heading. */
  readonly level: number
  /** Index of the heading's paragraph; null before the first heading. */
  readonly headingParagraph: number | null
  /** First and last paragraph below the heading, inclusive; null when there is none. */
  readonly paragraphs: { readonly first: number; readonly last: number } | null
  readonly rules: readonly TemplateRule[]
  readonly placeholders: readonly TemplatePlaceholder[]
  readonly escapes: readonly TemplateEscape[]
}

/** Where something stands in the template: half-open over the joined text of one or more paragraphs. */
export type TemplatePlace = {
  readonly firstParagraph: number
  /** Offset in the first paragraph's text. */
  readonly start: number
  readonly lastParagraph: number
  /** Offset in the last paragraph's text, exclusive. */
  readonly end: number
  /** True when nothing else but blanks stands in these paragraphs: the output may be paragraphs and tables. */
  readonly isWholeParagraph: boolean
}

export type TemplateRule = {
  /** "<section order>.<ordinal in section from 1>", e.g. "4.2". */
  readonly id: string
  readonly place: TemplatePlace
  readonly rule: Rule
}

/** `\{{` or `\[[`: the document shows the characters without the backslash. */
export type TemplateEscape = {
  readonly id: string
  readonly place: TemplatePlace
  readonly characters: '{{' | '[[' | '{'
}

export type TemplatePlaceholder = {
  readonly id: string
  readonly place: TemplatePlace
  /** `value` for `{{field}}`; `block` for `[[NAME]]`: an image, a table or formatted text. */
  readonly form: 'value' | 'block'
  /** The field's path, "sponsor.name". */
  readonly field: string
  readonly isOptional: boolean
  /** "currency:EUR", "date:d MMMM yyyy"; '' for none. */
  readonly format: string
}

/** Source of a Unicode pattern of a field's path. */
export const fieldPattern = String.raw`[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*`

/** A parsed rule: its kind, and its parameters in the order written. */
export type Rule = {
  readonly kind: string
  readonly parameters: readonly RuleParameter[]
}

export type RuleParameter = {
  readonly name: string
  readonly value: RuleValue
  /** Range in the rule's own text. */
  readonly range: TextRange
}

export type RuleValue =
  | { readonly type: 'number'; readonly value: number; readonly raw: string }
  | { readonly type: 'word'; readonly value: string }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'list'; readonly values: readonly RuleValue[] }

/** A mistake in a template, with its place for the writer. */
export type TemplateError = {
  readonly code: TemplateErrorCode
  readonly message: string
  readonly sectionId: string
  readonly ruleId: string | null
  readonly paragraph: number
  /** Offset in the paragraph's text. */
  readonly offset: number
}

export const templateErrorCodes = [
  'rule_syntax',
  'rule_kind_unknown',
  'parameter_unknown',
  'parameter_missing',
  'parameter_invalid',
  'rule_needs_own_paragraph',
  'placeholder_syntax',
] as const
export type TemplateErrorCode = (typeof templateErrorCodes)[number]
