/** How putting the new words into the document went, as read back from it. */
export type UpdateOutcome =
  | { readonly kind: 'waiting' | 'running' }
  | { readonly kind: 'applied'; readonly isTracked: boolean }
  | { readonly kind: 'changed' | 'refused'; readonly reason: string }
  /** The document gave no answer. */
  | { readonly kind: 'failed'; readonly reason: string }

/** By the names of nameUpdates. */
export type AppliedUpdates = ReadonlyMap<string, UpdateOutcome>

export type AppliedUpdatesEvent =
  | { readonly type: 'begun'; readonly names: readonly string[] }
  | { readonly type: 'told'; readonly name: string; readonly outcome: UpdateOutcome }

export function reduceAppliedUpdates(
  applied: AppliedUpdates,
  event: AppliedUpdatesEvent,
): AppliedUpdates {
  const told = event.type === 'told' ? [event] : event.names.map(toWaiting)
  return new Map([...applied, ...told.map(({ name, outcome }) => [name, outcome] as const)])
}

export function isRunning(applied: AppliedUpdates): boolean {
  return [...applied.values()].some(({ kind }) => kind === 'waiting' || kind === 'running')
}

/** What became of one of them; only what was read back is called done. */
export function describeOutcome(outcome: UpdateOutcome): string {
  switch (outcome.kind) {
    case 'waiting':
      return 'Waits for its turn.'
    case 'running':
      return 'Is being put in…'
    case 'applied':
      return outcome.isTracked
        ? 'Applied as a tracked change, and read back.'
        : 'Applied without tracking, and read back.'
    case 'changed':
      return `Not applied, the document has changed: ${outcome.reason}`
    case 'refused':
      return `Refused by the document: ${outcome.reason}`
    case 'failed':
      return `Not known whether it was applied: ${outcome.reason} Look at the document.`
  }
}

/** "2 applied, 1 refused" of those that are over; '' before the first. */
export function describeApplied(applied: AppliedUpdates): string {
  const outcomes = [...applied.values()]
  const parts = (['applied', 'changed', 'refused', 'failed'] as const).flatMap((kind) => {
    const number = outcomes.filter((outcome) => outcome.kind === kind).length
    return number > 0 ? `${number} ${kind}` : []
  })
  return parts.length > 0 ? `${parts.join(', ')}.` : ''
}

function toWaiting(name: string) {
  return { name, outcome: { kind: 'waiting' } as const }
}
