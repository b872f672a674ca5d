import { useCallback, useReducer, useState, type Dispatch } from 'react'
import { problemOf } from '../../../client/api-error.ts'
import type { DocumentEditor, EditReport } from '../../host/document-editor.ts'
import {
  reduceAppliedUpdates,
  type AppliedUpdates,
  type AppliedUpdatesEvent,
  type UpdateOutcome,
} from '../../state/applied-updates.ts'
import type { UpdatePlan } from '../../state/check-updates.ts'
import { followPlan, type FollowedUpdate, type NamedUpdate } from '../../state/shown-updates.ts'

export type PlannedUpdate = NamedUpdate & {
  readonly plan: Extract<UpdatePlan, { kind: 'ready' }>
}

export type ApplyUpdates = (editor: DocumentEditor, updates: readonly PlannedUpdate[]) => void

export type Applying = {
  readonly applied: AppliedUpdates
  /** All that were to be put in, with the words that the document then has. */
  readonly followed: readonly FollowedUpdate[]
  readonly apply: ApplyUpdates
}

/** Puts new words into the document, one after the other, and then has it checked by `onApplied`. */
export function useApplyUpdates(onApplied: () => void): Applying {
  const [followed, setFollowed] = useState<readonly FollowedUpdate[]>([])
  const [applied, dispatch] = useReducer(reduceAppliedUpdates, nothingApplied)
  const apply = useCallback<ApplyUpdates>(
    (editor, updates) => {
      const after = updates.map(({ name, update, plan }) => ({
        name,
        update: followPlan(update, plan),
        listed: update,
      }))
      setFollowed((before) => [...before, ...after])
      dispatch({ type: 'begun', names: updates.map(({ name }) => name) })
      void applyAll(editor, updates, dispatch).then(onApplied)
    },
    [onApplied],
  )
  return { applied, followed, apply }
}

const nothingApplied: AppliedUpdates = new Map()

async function applyAll(
  editor: DocumentEditor,
  updates: readonly PlannedUpdate[],
  dispatch: Dispatch<AppliedUpdatesEvent>,
): Promise<void> {
  for (const { name, plan } of updates) {
    dispatch({ type: 'told', name, outcome: { kind: 'running' } })
    const outcome = await editor
      .replaceQuote(plan.selector, plan.text)
      .then(toOutcome, (error: unknown): UpdateOutcome => ({
        kind: 'failed',
        reason: problemOf(error).detail,
      }))
    dispatch({ type: 'told', name, outcome })
  }
}

function toOutcome(report: EditReport): UpdateOutcome {
  return report.outcome === 'applied'
    ? { kind: 'applied', isTracked: report.isTracked }
    : { kind: report.outcome, reason: report.reason }
}
