import { z } from 'zod'
import { settle } from './word-calls.ts'
import { readFileAddress } from './word-file.ts'

/**
 * What the file itself remembers of its document on the server. It travels with every copy of the
 * file, so the address tells whose memory it is. A reader of the file may have written it: it is
 * nothing but a question to the server, which answers for the caller's own documents alone.
 */
const storedIdentity = z.object({
  documentId: z.uuid(),
  /** '' where the file was not saved yet. */
  address: z.string(),
  /** The text that was sent last, as `markText` marks it. */
  textMark: z.string(),
})
export type StoredIdentity = z.infer<typeof storedIdentity>

export function readIdentity(): StoredIdentity | undefined {
  const parsed = storedIdentity.safeParse(Office.context.document.settings.get(settingName))
  return parsed.success ? parsed.data : undefined
}

/** Stores it in the file; false when it says so already, or the document takes no settings. */
export async function storeIdentity(documentId: string, textMark: string): Promise<boolean> {
  const identity = { documentId, address: readFileAddress(), textMark }
  const known = readIdentity()
  if (JSON.stringify(known) === JSON.stringify(identity)) return false
  const { settings } = Office.context.document
  settings.set(settingName, identity)
  try {
    await settle<void>((done) => settings.saveAsync((result) => done(result)))
    return true
  } catch {
    // read-only: the pane keeps the id for as long as it is open
    return false
  }
}

const settingName = 'sourcewright'
