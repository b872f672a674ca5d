/** Hands a file to the browser, under its name; one of another host brings its name itself. */
export function saveLink(url: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
}

/** A link to the server would go without the key: the bytes are fetched, and saved from here. */
export function saveBytes(bytes: Blob, fileName: string): void {
  const url = URL.createObjectURL(bytes)
  saveLink(url, fileName)
  // the browser reads it after the click
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
