/** Turns a .docx into a PDF; absent where no converter is installed. */
export interface PdfConverter {
  /**
   * Contents and references are brought up to date; nothing outside the file is fetched or read.
   * @throws Error whose message may be shown to whoever asked
   */
  convert(docx: Uint8Array): Promise<Uint8Array>
}
