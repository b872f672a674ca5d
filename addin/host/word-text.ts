import { hasWordApi } from './word-calls.ts'

/** A paragraph of the body with its final text: tracked deletions are not in it. */
export type DocumentParagraph = { readonly paragraph: Word.Paragraph; readonly text: string }

/**
 * The body's paragraphs in document order, those of tables with them. They are read in pages, since
 * Word hangs on some bodies that are loaded at once (office-js #719).
 */
export async function readParagraphs(context: Word.RequestContext): Promise<DocumentParagraph[]> {
  const { body } = context.document
  const read: DocumentParagraph[] = []
  let rest: Word.ParagraphCollection | undefined = body.paragraphs
  while (rest) {
    const page: Page = await readPage(context, rest)
    read.push(...page.paragraphs)
    rest = page.next?.getRange('Start').expandTo(body.getRange('End')).paragraphs
  }
  return read
}

type Page = {
  readonly paragraphs: readonly DocumentParagraph[]
  /** The paragraph behind the page. */
  readonly next: Word.Paragraph | undefined
}

async function readPage(
  context: Word.RequestContext,
  rest: Word.ParagraphCollection,
): Promise<Page> {
  rest.load({ text: true, $top: pageLength })
  await context.sync()
  const { items } = rest
  const texts = items.map((paragraph) => readFinalText(paragraph))
  const next = items.length < pageLength ? undefined : items.at(-1)?.getNextOrNullObject()
  next?.load('text')
  await context.sync()
  return {
    paragraphs: items.map((paragraph, at) => ({ paragraph, text: texts[at]?.value ?? '' })),
    next: next?.isNullObject ? undefined : next,
  }
}

/** Paragraphs that are asked for at once. */
const pageLength = 250

/**
 * The text with tracked changes accepted, to be read after the next sync. Before WordApi 1.4 it is
 * what Word calls the text, in which some Words count tracked deletions (office-js #5334, #5672).
 */
export function readFinalText(of: Word.Paragraph | Word.Range): { readonly value: string } {
  if (hasWordApi('1.4')) return of.getReviewedText('Current')
  of.load('text')
  return {
    get value() {
      return of.text
    },
  }
}

/** The text before all tracked changes; undefined where Word can't tell. */
export function readOriginalText(
  of: Word.Paragraph | Word.Range,
): { readonly value: string } | undefined {
  return hasWordApi('1.4') ? of.getReviewedText('Original') : undefined
}
