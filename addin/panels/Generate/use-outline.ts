import { useEffect, useState } from 'react'
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

/** The outline that a run waits with; each change of it is stored at once. */
export function useOutline(client: Client, documentId: string): [OutlineRoom, OutlineActions] {
  const [attempt, setAttempt] = useState(0)
  const [outline, setOutline] = useState<OutlineResponse>()
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<ProblemDetails>()
  const [notice, setNotice] = useState('')
  const [taken, setTaken] = useState<TakenOut>()
  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    client.getOutline(documentId, signal).then(
      (read) => !signal.aborted && setOutline(read),
      (error: unknown) => !signal.aborted && setProblem(problemOf(error)),
    )
    return () => ending.abort()
  }, [client, documentId, attempt])
  const save: Save = (change, words, takenOut) => {
    if (!outline || isSaving) return
    setSaving(true)
    setProblem(undefined)
    client
      .replaceOutline(documentId, change(outline))
      .then(
        (saved) => {
          setOutline(saved)
          setNotice(words)
          setTaken(takenOut)
        },
        (error: unknown) => setProblem(problemOf(error)),
      )
      .finally(() => setSaving(false))
  }
  const readAgain = () => {
    setProblem(undefined)
    setAttempt(attempt + 1)
  }
  const room = { outline, isSaving, problem, notice, canPutBack: taken !== undefined }
  return [room, { ...createActions(save, outline, taken), readAgain }]
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
