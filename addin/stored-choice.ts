import { useSyncExternalStore } from 'react'
import type { z } from 'zod'

/** A choice that this browser keeps from one opening of the pane to the next. */
interface StoredChoice<T> {
  read(): T
  write(value: T): void
  subscribe(onChange: () => void): () => void
}

/** Where the browser keeps nothing (some frames may not), the choice holds until the page is left. */
export function createStoredChoice<T>(
  key: string,
  schema: z.ZodType<T>,
  initial: T,
): StoredChoice<T> {
  const listeners = new Set<() => void>()
  let value = readStored(key, schema) ?? initial
  return {
    read: () => value,
    write(next) {
      value = next
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // It holds in `value`.
      }
      for (const listener of listeners) listener()
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}

export function useStoredChoice<T>({ read, write, subscribe }: StoredChoice<T>) {
  return [useSyncExternalStore(subscribe, read), write] as const
}

/** What another version of the pane may have stored is not taken for a choice. */
function readStored<T>(key: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(localStorage.getItem(key) ?? '')).data
  } catch {
    return undefined
  }
}
