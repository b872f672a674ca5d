import { ledgerNamespace } from '../../shared/model/ledger-part.ts'
import { createLedgerUpdater, type UpdateLedger } from './ledger-part.ts'
import { settle } from './word-calls.ts'
import { readParagraphs } from './word-text.ts'

/** Keeps the ledger that the open document carries in step with its words. */
export interface LedgerKeeper {
  /** The text was changed: the ledger follows when that has settled. */
  request(): void
  /** Brings it in step now. A document without a ledger gets none, and no failure is told: it is a copy. */
  keep(): Promise<void>
}

/** Milliseconds without a further change, behind those of `watchChanges`, after which the ledger follows. */
const settleDelay = 1_500

export function createLedgerKeeper(): LedgerKeeper {
  const update = createLedgerUpdater()
  let isEdited = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let queue = Promise.resolve()
  const keep = () => {
    clearTimeout(timer)
    queue = queue.then(() => keepParts(update, isEdited)).catch(() => undefined)
    return queue
  }
  return {
    keep,
    request() {
      isEdited = true
      clearTimeout(timer)
      timer = setTimeout(() => void keep(), settleDelay)
    },
  }
}

/** Whether there is a ledger to be kept. */
export async function hasLedger(): Promise<boolean> {
  return (await listParts().catch(() => [])).length > 0
}

async function keepParts(update: UpdateLedger, isEdited: boolean): Promise<void> {
  const parts = await listParts()
  if (parts.length === 0) return
  const paragraphs = await Word.run(readParagraphs)
  const standing = { text: paragraphs.map(({ text }) => text).join('\n'), isEdited }
  for (const part of parts) {
    const xml = await settle<string>((done) => part.getXmlAsync(done))
    const updated = await update(xml, standing)
    if (updated !== undefined) await replacePart(part, updated)
  }
}

/** Word also gives parts of other namespaces (office-js #227): what a part is, its own root tells. */
async function listParts(): Promise<Office.CustomXmlPart[]> {
  if (!Office.context.requirements.isSetSupported('CustomXmlParts', '1.1')) return []
  const { customXmlParts } = Office.context.document
  const parts = await settle<Office.CustomXmlPart[]>((done) =>
    customXmlParts.getByNamespaceAsync(ledgerNamespace, done),
  )
  return parts.filter(({ builtIn }) => !builtIn)
}

/**
 * The new one comes before the old one goes, so that no failure loses it. Parts can't be rewritten in
 * place: setXmlAsync fails in some Words (office-js #1643, #2088).
 */
async function replacePart(old: Office.CustomXmlPart, xml: string): Promise<void> {
  const { customXmlParts } = Office.context.document
  const added = await settle<Office.CustomXmlPart>((done) => customXmlParts.addAsync(xml, done))
  try {
    await settle<void>((done) => old.deleteAsync((result) => done(result)))
  } catch (error) {
    await settle<void>((done) => added.deleteAsync((result) => done(result)))
    throw error
  }
}
