import type { DocxParts } from './docx-parts.ts'

/**
 * Reads what the first edit of a file needs, once the page has nothing else to do: of a long file that
 * takes longer than the edit itself.
 */
export async function readAhead(parts: DocxParts, signal: AbortSignal): Promise<void> {
  const [{ openParts }] = await Promise.all([import('./docx-parts.ts'), import('./docx-edit.ts')])
  await new Promise<unknown>((resolve) => {
    // Safari has none
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve)
    else setTimeout(resolve, 1000)
  })
  if (!signal.aborted) openParts(parts).getBody()
}
