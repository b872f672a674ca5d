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
  /** The server's version that the file goes on from; null in files of earlier panes. */
  version: z.int().min(1).nullable().default(null),
  /** Its documents in other workspaces, the latest first: the same file may be sent with several keys. */
  elsewhere: z.array(z.uuid()).default([]),
})
export type StoredIdentity = z.infer<typeof storedIdentity>

export function readIdentity(): StoredIdentity | undefined {
  const parsed = storedIdentity.safeParse(Office.context.document.settings.get(settingName))
  return parsed.success ? parsed.data : undefined
}

/** The documents that the file may be of: which one, only the server can tell the caller. */
export function listIdentities(identity: StoredIdentity | undefined): readonly string[] {
  return identity ? [identity.documentId, ...identity.elsewhere] : []
}

/**
 * Stores it in the file; false when it says so already, or the document takes no settings.
 * @param isCopy whether what the file remembers is of the file that it is a copy of
 */
export async function storeIdentity(
  { documentId, textMark, version }: Pick<StoredIdentity, 'documentId' | 'textMark' | 'version'>,
  isCopy = false,
): Promise<boolean> {
  const known = readIdentity()
  const earlier = isCopy ? [] : listIdentities(known)
  const elsewhere = earlier.filter((id) => id !== documentId).slice(0, mostElsewhere)
  const identity = { documentId, address: readFileAddress(), textMark, version, elsewhere }
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

/** Workspaces that a file is remembered in, beside the one it was sent to last. */
const mostElsewhere = 4

const settingName = 'sourcewright'
