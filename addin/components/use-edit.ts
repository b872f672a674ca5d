import { useCallback, useRef, useState } from 'react'
import { problemOf } from '../../client/api-error.ts'
import type { ProblemDetails } from '../../shared/contract/problem.ts'
import type { EditReport } from '../host/document-editor.ts'
import type { Addition } from './edit-words.ts'

export type Edit =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly addition: Addition }
  | { readonly status: 'done'; readonly addition: Addition; readonly report: EditReport }
  | { readonly status: 'failed'; readonly problem: ProblemDetails }

type RunEdit = (addition: Addition, change: () => Promise<EditReport>) => void

/** One edit at a time: a second is not begun while the first is under way. */
export function useEdit(): [Edit, RunEdit] {
  const [edit, setEdit] = useState<Edit>({ status: 'idle' })
  const isRunning = useRef(false)
  const run = useCallback<RunEdit>((addition, change) => {
    if (isRunning.current) return
    isRunning.current = true
    const end = (next: Edit) => {
      isRunning.current = false
      setEdit(next)
    }
    setEdit({ status: 'running', addition })
    change().then(
      (report) => end({ status: 'done', addition, report }),
      (error: unknown) => end({ status: 'failed', problem: problemOf(error) }),
    )
  }, [])
  return [edit, run]
}
