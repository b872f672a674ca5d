import { setTimeout as sleep } from 'node:timers/promises'

const lookEveryMilliseconds = 200
/** Proxies drop a silent connection after about half a minute. */
const idleAfterLooks = 75

/** A log that grows until what it tells of is over. */
type StoredLog<Event> = {
  readonly isOver: () => Promise<boolean>
  readonly listEvents: (after: number) => Promise<readonly Event[]>
}

/** The stored events behind `last`, then those to come, until the log is over. */
export async function* followLog<Event extends { readonly sequence: number }>(
  log: StoredLog<Event>,
  last: number,
  isOpen: () => boolean,
): AsyncGenerator<Event | 'idle'> {
  for (let [looks, seen] = [1, last]; isOpen(); looks += 1) {
    const isOver = await log.isOver()
    const events = await log.listEvents(seen)
    yield* events
    seen = events.at(-1)?.sequence ?? seen
    // whether it is over was read first, so no event can come behind it
    if (isOver) return
    if (looks % idleAfterLooks === 0) yield 'idle'
    await sleep(lookEveryMilliseconds)
  }
}
