import { markText } from '../../shared/text/describe.ts'
import { hasWordApi } from './word-calls.ts'
import { readParagraphs } from './word-text.ts'

/** Hears of changes of the document's text, and of those that the pane makes itself. */
export type ChangeWatch = {
  readonly hasEvents: boolean
  subscribe(onChange: () => void): () => void
  /** To be called after an edit of the pane's own. */
  notify(): void
  /** Whether it heard of any; told at once, for what can't wait. */
  hasChanged(): boolean
}

/** Milliseconds without a further change after which a change is told. */
const changeDelay = 500

/**
 * By Word's paragraph events (WordApi 1.6), else by looking whenever the pane gets the focus. Ids of
 * paragraphs differ between sessions, so what an event carries is not used.
 */
export function watchChanges(): ChangeWatch {
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: (() => void) | undefined
  let hasChanged = false
  const notify = () => {
    hasChanged = true
    clearTimeout(timer)
    timer = setTimeout(() => listeners.forEach((listener) => listener()), changeDelay)
  }
  const hasEvents = hasParagraphEvents()
  return {
    hasEvents,
    notify,
    hasChanged: () => hasChanged,
    subscribe(onChange) {
      const listener = () => onChange()
      listeners.add(listener)
      stop ??= hasEvents ? hearParagraphs(notify) : lookOnFocus(notify)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        stop?.()
        stop = undefined
      }
    },
  }
}

/** Both Word and the client that Microsoft serves must know them. */
function hasParagraphEvents(): boolean {
  return hasWordApi('1.6') && 'onParagraphChanged' in Word.Document.prototype
}

function hearParagraphs(notify: () => void): () => void {
  const handler = async () => notify()
  const handlers = Word.run(async (context) => {
    const { document } = context
    const added = [
      document.onParagraphChanged.add(handler),
      document.onParagraphAdded.add(handler),
      document.onParagraphDeleted.add(handler),
    ]
    await context.sync()
    return added
  })
  return () => void handlers.then(removeHandlers).catch(() => {})
}

/** All of them were added in one context, and go in it. */
async function removeHandlers(
  handlers: readonly { readonly context: OfficeExtension.ClientRequestContext; remove(): void }[],
): Promise<void> {
  for (const handler of handlers) handler.remove()
  await handlers[0]?.context.sync()
}

/** A look that fails is made again with the next focus. */
function lookOnFocus(notify: () => void): () => void {
  let known: string | undefined
  const look = async () => {
    const mark = await readTextMark()
    if (known !== undefined && known !== mark) notify()
    known = mark
  }
  const onFocus = () => void look().catch(() => {})
  onFocus()
  addEventListener('focus', onFocus)
  return () => removeEventListener('focus', onFocus)
}

/** Equal for documents of equal final text, else hardly ever. */
export async function readTextMark(): Promise<string> {
  const paragraphs = await Word.run(readParagraphs)
  return markText(paragraphs.map(({ text }) => text).join('\n'))
}
