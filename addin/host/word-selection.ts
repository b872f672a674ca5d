import { problemOf } from '../../client/api-error.ts'
import type { TextQuoteSelector } from '../../shared/text/selector.ts'
import type { SelectionListener } from './host.ts'
import { describeQuote } from './quote.ts'
import { callWord, settle } from './word-calls.ts'
import { readFinalText } from './word-text.ts'

/** `range` is tracked, so that it lives on after the call that made it. */
export type WordSelection = { readonly selector: TextQuoteSelector; readonly range: Word.Range }

/** Word's event fires often and carries nothing, so the selection is read once it stands still. */
export function subscribeSelection(
  { onSelection, onFailure }: SelectionListener,
  keep: (selection: WordSelection) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let reading = 0
  const fail = (error: unknown) => onFailure(problemOf(error))
  const read = async () => {
    const turn = ++reading
    const selection = await callWord(readSelection)
    if (!selection) return
    // nobody else knows the range of a reading that came too late
    if (turn !== reading) return release(selection.range)
    keep(selection)
    onSelection(selection.selector)
  }
  const schedule = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void read().catch(fail), selectionDelay)
  }
  const type = Office.EventType.DocumentSelectionChanged
  const { document } = Office.context
  settle<void>((done) => document.addHandlerAsync(type, schedule, done)).catch(fail)
  // The pane may have been opened by the command "Show sources" on selected words.
  schedule()
  return () => {
    clearTimeout(timer)
    reading++
    document.removeHandlerAsync(type, { handler: schedule })
  }
}

/**
 * Milliseconds without an event after which the selection is read. Word doesn't tell when a drag
 * ends; one that pauses for longer costs a reading, whose answer is dropped when the drag goes on.
 */
const selectionDelay = 100

/** A range whose words were deleted is released by Word itself, with an error that says so. */
export function release(range: Word.Range): void {
  range.untrack()
  range.context.sync().catch(() => {})
}

/** Selects a range again, and gives its text; '' when it is not in the document any more. */
export async function selectRange(range: Word.Range): Promise<string> {
  try {
    return await Word.run(range, async (context) => {
      const text = readFinalText(range)
      range.select()
      await context.sync()
      return text.value
    })
  } catch {
    return ''
  }
}

/** Context reaches into the paragraph before and after, and no further: reading a whole body hangs. */
function readSelection(): Promise<WordSelection | undefined> {
  return Word.run(async (context) => {
    const range = context.document.getSelection()
    const first = range.paragraphs.getFirst()
    const last = range.paragraphs.getLast()
    const before = first.getRange('Start').expandTo(range.getRange('Start'))
    const after = range.getRange('End').expandTo(last.getRange('End'))
    const previous = first.getPreviousOrNullObject()
    const next = last.getNextOrNullObject()
    for (const loaded of [range, before, after, previous, next]) loaded.load('text')
    await context.sync()
    const prefix = `${previous.isNullObject ? '' : previous.text}\n${before.text}`
    const suffix = `${after.text}\n${next.isNullObject ? '' : next.text}`
    const end = prefix.length + range.text.length
    const text = prefix + range.text + suffix
    const selector = describeQuote(text, { start: prefix.length, end })
    if (!selector) return undefined
    range.track()
    await context.sync()
    return { selector, range }
  })
}
