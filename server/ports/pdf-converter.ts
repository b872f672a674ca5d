/** Turns a .docx into a PDF; absent where no converter is installed. */
export interface PdfConverter {
  convert(docx: Uint8Array): Promise<Uint8Array>
}
