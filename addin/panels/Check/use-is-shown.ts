import { useEffect, useState, type RefObject } from 'react'

/** Whether any of an element is to be seen: a panel behind another tab is not. */
export function useIsShown(element: RefObject<HTMLElement | null>): boolean {
  const [isShown, setShown] = useState(true)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver((entries) => {
      setShown(entries.at(-1)?.isIntersecting ?? true)
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return isShown
}
