/**
 * Where the browser finds the file of a link. A proxy before the server may have told it another name
 * than the pane is served by: of a link to the server, path and signature are what counts. A link into a
 * store that gives its files itself is signed with its host.
 */
export function toAddress(link: string): string {
  const { pathname, search } = new URL(link)
  return pathname.startsWith('/api/v1/downloads/') ? pathname + search : link
}
