import { useEffect, useRef, type RefObject } from 'react'

/**
 * Where what has the focus is taken away or hidden, as a form is that was sent, the focus goes to what
 * stood around it, and not to the top of the page.
 */
export function useKeptFocus(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const shown = root.current
    if (!shown) return
    let path: readonly HTMLElement[] = []
    const remember = ({ target }: FocusEvent) => {
      path = target instanceof HTMLElement ? listAncestors(target, shown) : []
    }
    const forget = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) path = []
    }
    const observer = new MutationObserver((records) => {
      const [focused] = path
      const { activeElement, body } = document
      if (!focused || (activeElement !== body && activeElement !== focused)) return
      const isHiding = records.some(({ type }) => type === 'attributes')
      if (focused.isConnected && !(isHiding && !focused.checkVisibility())) return
      focusOn(path.find((one) => one.isConnected && one.checkVisibility()) ?? shown)
    })
    const attributeFilter = ['hidden']
    observer.observe(shown, { childList: true, subtree: true, attributeFilter })
    shown.addEventListener('focusin', remember)
    shown.addEventListener('focusout', forget)
    return () => {
      observer.disconnect()
      shown.removeEventListener('focusin', remember)
      shown.removeEventListener('focusout', forget)
    }
  }, [])
  return root
}

/** The element itself first. */
function listAncestors(element: HTMLElement, root: HTMLElement): readonly HTMLElement[] {
  const path: HTMLElement[] = []
  for (let one: HTMLElement | null = element; one && one !== root; one = one.parentElement) {
    path.push(one)
  }
  return [...path, root]
}

function focusOn(element: HTMLElement): void {
  if (element.tabIndex < 0) {
    element.tabIndex = -1
    // it is where the reader stands, and nothing to press
    element.style.outline = 'none'
  }
  element.focus({ preventScroll: true })
}
