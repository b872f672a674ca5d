import { escapeHtml } from '../html-page.ts'

/** Blank lines between paragraphs, and backticks around code, as in Markdown. */
export function writeParagraphs(text: string): string {
  return text
    .split('\n\n')
    .map((one) => `<p>${writeInline(one)}</p>`)
    .join('\n')
}

/** Text with what stands between backticks as code; all else of it is text and no HTML. */
export function writeInline(text: string): string {
  return escapeHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>')
}
