import type { Transformation } from '../../../shared/model/citation.ts'
import type { Edit } from '../edit.ts'

/** The same words in the sentence (`from`) and in what it becomes (`to`), half-open. */
type Change = {
  readonly from: { readonly start: number; readonly end: number }
  readonly to: { readonly start: number; readonly end: number }
}

/**
 * Puts the edits into the sentence, and records them so that they can be undone: each `to` stands
 * in the text once, with as many words around it as that takes.
 */
export function applyEdits(
  sentence: string,
  edits: readonly Edit[],
): { readonly text: string; readonly transformations: readonly Transformation[] } {
  const ordered = [...edits].sort((a, b) => a.start - b.start)
  let text = ''
  let at = 0
  const changes = ordered.map((edit): Change => {
    text += sentence.slice(at, edit.start)
    const start = text.length
    text += edit.text
    at = edit.end
    return { from: { start: edit.start, end: edit.end }, to: { start, end: text.length } }
  })
  text += sentence.slice(at)
  const transformations = makeUnique(changes, text).map(({ from, to }) => ({
    kind: 'tense' as const,
    from: sentence.slice(from.start, from.end),
    to: text.slice(to.start, to.end),
  }))
  const isSafe = [transformations, transformations.toReversed()].every(
    (order) => undo(text, order) === sentence,
  )
  const whole = { kind: 'tense' as const, from: sentence, to: text }
  return { text, transformations: isSafe ? transformations : [whole] }
}

function undo(text: string, transformations: readonly Transformation[]): string {
  return transformations.reduce((rest, { from, to }) => rest.replace(to, () => from), text)
}

/** Widens changes word by word until each is the only one of its kind; those that meet become one. */
function makeUnique(changes: readonly Change[], text: string): readonly Change[] {
  const at = changes.findIndex(({ to }) => occursTwice(text, text.slice(to.start, to.end)))
  const change = changes[at]
  if (!change) return changes
  const wider = widen(change, text)
  const next = changes[at + 1]
  const before = changes[at - 1]
  if (next && wider.to.end > next.to.start) {
    return makeUnique([...changes.slice(0, at), join(change, next), ...changes.slice(at + 2)], text)
  }
  if (before && wider.to.start < before.to.end) {
    return makeUnique(
      [...changes.slice(0, at - 1), join(before, change), ...changes.slice(at + 1)],
      text,
    )
  }
  return makeUnique([...changes.slice(0, at), wider, ...changes.slice(at + 1)], text)
}

/** By one word to the right, or to the left at the end of the text. */
function widen({ from, to }: Change, text: string): Change {
  const right = /^\s*\S+/.exec(text.slice(to.end))?.[0].length ?? 0
  const left = right > 0 ? 0 : (/\S+\s*$/.exec(text.slice(0, to.start))?.[0].length ?? 0)
  return {
    from: { start: from.start - left, end: from.end + right },
    to: { start: to.start - left, end: to.end + right },
  }
}

function join(a: Change, b: Change): Change {
  return {
    from: { start: a.from.start, end: b.from.end },
    to: { start: a.to.start, end: b.to.end },
  }
}

function occursTwice(text: string, part: string): boolean {
  return text.indexOf(part) !== text.lastIndexOf(part)
}
