import { useEffect, useRef, type RefObject } from 'react'
import type { Turn } from '../../state/conversation.ts'

/**
 * Shows the question that is asked, and its answer when it has come: they come above the box that was typed
 * into, and would push it and themselves out of sight. What is only opened stays where it is.
 */
export function useLatestInView(asking: Turn | undefined): RefObject<HTMLOListElement | null> {
  const log = useRef<HTMLOListElement>(null)
  const asked = useRef<string>(undefined)
  const turnId = asking?.turnId
  useEffect(() => {
    const isOver = turnId === undefined && asked.current !== undefined
    asked.current = turnId
    if (turnId === undefined && !isOver) return
    // the answer counts for more than the box, where there is no room for both
    log.current?.parentElement?.lastElementChild?.scrollIntoView({ block: 'nearest' })
    log.current?.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }, [turnId])
  return log
}
