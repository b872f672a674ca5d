import { ledgerNamespace } from '../../shared/model/ledger-part.ts'
import type { UpdateLedger } from './ledger-part.ts'
import { settle } from './word-calls.ts'
import type { ChangeWatch } from './word-changes.ts'
import { readParagraphs } from './word-text.ts'

/** Keeps the ledger that the open document carries in step with its words, when a change has settled. */
interface LedgerKeeper {
  /** Brings it in step now. A document without a ledger gets none, and no failure is told: it is a copy. */
  keep(): Promise<void>
}

/** Milliseconds without a further change, behind those of `watchChanges`, after which the ledger follows. */
const settleDelay = 1_500

export function createLedgerKeeper(watch: ChangeWatch): LedgerKeeper {
  let update: UpdateLedger | undefined
  const getUpdate = async () => {
    const { createLedgerUpdater } = await import('./ledger-part.ts')
    return (update ??= createLedgerUpdater())
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let queue = Promise.resolve()
  const keep = () => {
    clearTimeout(timer)
    queue = queue.then(() => keepParts(getUpdate, watch.hasChanged())).catch(() => undefined)
    return queue
  }
  const request = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), settleDelay)
  }
  // where there is nothing to keep, nothing has to be heard
  void listLedgers().then(
    (ledgers) => ledgers.length > 0 && watch.subscribe(request),
    () => undefined,
  )
  return { keep }
}

async function keepParts(getUpdate: () => Promise<UpdateLedger>, isEdited: boolean): Promise<void> {
  const ledgers = await listLedgers()
  if (ledgers.length === 0) return
  const [update, paragraphs] = await Promise.all([getUpdate(), Word.run(readParagraphs)])
  const standing = { text: paragraphs.map(({ text }) => text).join('\n'), isEdited }
  for (const { part, xml } of ledgers) {
    const updated = await update(xml, standing)
    if (updated !== undefined) await replacePart(part, updated)
  }
}

type Ledger = { readonly part: Office.CustomXmlPart; readonly xml: string }

/** Word also gives parts of other namespaces (office-js #227). */
async function listLedgers(): Promise<Ledger[]> {
  if (!Office.context.requirements.isSetSupported('CustomXmlParts', '1.1')) return []
  const { customXmlParts } = Office.context.document
  const parts = await settle<Office.CustomXmlPart[]>((done) =>
    customXmlParts.getByNamespaceAsync(ledgerNamespace, done),
  )
  const ledgers: Ledger[] = []
  for (const part of parts.filter(({ builtIn }) => !builtIn)) {
    const xml = await settle<string>((done) => part.getXmlAsync(done))
    if (xml.includes(ledgerNamespace)) ledgers.push({ part, xml })
  }
  return ledgers
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
