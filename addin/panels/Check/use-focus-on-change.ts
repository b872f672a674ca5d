import { useEffect, useRef, type RefObject } from 'react'

/**
 * What the reader pressed is often gone when it is done: the focus goes to the first field or button
 * of the element instead of being lost, each time that `mode` is another.
 */
export function useFocusOnChange(mode: string): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null)
  const last = useRef(mode)
  useEffect(() => {
    if (last.current === mode) return
    last.current = mode
    element.current?.querySelector<HTMLElement>('select, button')?.focus()
  }, [mode])
  return element
}
