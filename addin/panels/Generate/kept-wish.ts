import { z } from 'zod'
import { findSourceId, type ChosenSource } from '../../state/generation-sources.ts'
import { emptyWish, type GenerationWish } from '../../state/generation-wish.ts'

const storageKey = 'sourcewright.generation-wish'

const keptWish = z.object({
  wish: z.object({
    templateId: z.string().nullable(),
    fields: z.record(z.string(), z.string()),
    json: z.string(),
    selectedSectionIds: z.array(z.string()).nullable(),
    outputName: z.string(),
    documentType: z.string(),
    asOf: z.string(),
    instructions: z.string(),
    approvesOutline: z.boolean(),
  }),
  sources: z.array(z.object({ documentId: z.string(), name: z.string() })),
})

type KeptWish = { readonly wish: GenerationWish; readonly sources: readonly ChosenSource[] }

/** What this tab's session has kept; a pane that was reloaded goes on with it. */
export function readKeptWish(): KeptWish {
  const parsed = keptWish.safeParse(readJson(sessionStorage.getItem(storageKey)))
  if (!parsed.success) return { wish: emptyWish, sources: [] }
  const { wish, sources } = parsed.data
  return {
    wish,
    sources: sources.map(({ documentId, name }) => ({
      key: documentId,
      name,
      sizeBytes: null,
      standing: { status: 'reading', documentId },
    })),
  }
}

/** A file that the server does not have is not kept. */
export function keepWish({ wish, sources }: KeptWish): void {
  const known = sources.flatMap((source) => {
    const documentId = findSourceId(source)
    return documentId === undefined ? [] : [{ documentId, name: source.name }]
  })
  sessionStorage.setItem(storageKey, JSON.stringify({ wish, sources: known }))
}

function readJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
