import { useEffect, useRef, useState } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { Client } from '../../../client/create-client.ts'
import type {
  OutlineEvidence,
  OutlineResponse,
  ReplaceOutlineRequest,
} from '../../../shared/contract/outlines.ts'
import type { ProblemDetails } from '../../../shared/contract/problem.ts'
import {
  addPassage,
  findRule,
  restoreEvidence,
  selectSection,
  takeOutEvidence,
  type RulePlace,
} from '../../state/generation-outline.ts'

export type OutlineActions = {
  readonly takeOut: (place: RulePlace, index: number) => void
  /** Undoes the last `takeOut`. */
  readonly putBack: () => void
  readonly add: (place: RulePlace, chunkId: string) => void
  readonly select: (sectionId: string, isSelected: boolean) => void
  readonly readAgain: () => void
}

export type OutlineRoom = {
  /** As the server has it; undefined until it was read. */
  readonly outline: OutlineResponse | undefined
  readonly isSaving: boolean
  readonly problem: ProblemDetails | undefined
  /** What the last change came to, for the reader. */
  readonly notice: string
  readonly canPutBack: boolean
}

type TakenOut = { readonly place: RulePlace; readonly before: readonly OutlineEvidence[] }

/** The outline that a run waits with; each change of it is stored at once, one behind the other. */
export function useOutline(client: Client, documentId: string): [OutlineRoom, OutlineActions] {
  const [attempt, setAttempt] = useState(0)
  const [outline, setOutline] = useState<OutlineResponse>()
  const [isSaving, takeTurn] = useTurns()
  const [problem, setProblem] = useState<ProblemDetails>()
  const [notice, setNotice] = useState('')
  const [taken, setTaken] = useState<TakenOut>()
  const newest = useRef<OutlineResponse>(undefined)
  const show = (read: OutlineResponse) => {
    newest.current = read
    setOutline(read)
  }
  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    client.getOutline(documentId, signal).then(
      (read) => !signal.aborted && show(read),
      (error: unknown) => !signal.aborted && setProblem(problemOf(error)),
    )
    return () => ending.abort()
  }, [client, documentId, attempt])
  const save: Save = (change, words, takenOut) => {
    setProblem(undefined)
    const store = async () => {
      if (!newest.current) return
      show(await client.replaceOutline(documentId, change(newest.current)))
      setNotice(words)
      setTaken(takenOut)
    }
    takeTurn(() => store().catch((error: unknown) => setProblem(problemOf(error))))
  }
  const readAgain = () => {
    setProblem(undefined)
    setAttempt(attempt + 1)
  }
  const room = { outline, isSaving, problem, notice, canPutBack: taken !== undefined }
  return [room, { ...createActions(save, outline, taken), readAgain }]
}

/** Does one deed behind the other; a deed never fails. */
function useTurns(): [isBusy: boolean, takeTurn: (deed: () => Promise<void>) => void] {
  const [waiting, setWaiting] = useState(0)
  const last = useRef<Promise<void>>(Promise.resolve())
  const takeTurn = (deed: () => Promise<void>) => {
    setWaiting((before) => before + 1)
    last.current = last.current.then(deed).finally(() => setWaiting((before) => before - 1))
  }
  return [waiting > 0, takeTurn]
}

type Save = (
  change: (outline: OutlineResponse) => ReplaceOutlineRequest,
  words: string,
  takenOut?: TakenOut,
) => void

function createActions(
  save: Save,
  outline: OutlineResponse | undefined,
  taken: TakenOut | undefined,
): Omit<OutlineActions, 'readAgain'> {
  return {
    takeOut: (place, index) => {
      const before = (outline && findRule(outline, place)?.evidence) ?? []
      const change = (present: OutlineResponse) => takeOutEvidence(present, place, index)
      save(change, 'The passage is taken out.', { place, before })
    },
    putBack: () => {
      if (!taken) return
      const { place, before } = taken
      save((present) => restoreEvidence(present, place, before), 'The passage is back.')
    },
    add: (place, chunkId) =>
      save((present) => addPassage(present, place, chunkId), 'The passage is added.'),
    select: (sectionId, isSelected) =>
      save(
        (present) => selectSection(present, sectionId, isSelected),
        isSelected ? 'The section will be made.' : 'The section is left out; its heading stays.',
      ),
  }
}
