import { useEffect } from 'react'
import { z } from 'zod'
import {
  firstSteps,
  initialFirstRun,
  reduceFirstRun,
  type FirstRun,
  type FirstRunEvent,
  type FirstStep,
} from './state/first-run.ts'
import { createStoredChoice, useStoredChoice } from './stored-choice.ts'

const firstRunState: z.ZodType<FirstRun> = z.object({
  done: z.array(z.enum(firstSteps)),
  isDismissed: z.boolean(),
})
const stored = createStoredChoice('sourcewright.first-run', firstRunState, initialFirstRun)

export function useFirstRun(): FirstRun {
  return useStoredChoice(stored)[0]
}

export function tellFirstRun(event: FirstRunEvent): void {
  const before = stored.read()
  const after = reduceFirstRun(before, event)
  if (after !== before) stored.write(after)
}

/** Notes a step once it is done, also when the guide is begun anew. */
export function useDoneStep(step: FirstStep, isDone: boolean): void {
  const firstRun = useFirstRun()
  useEffect(() => {
    if (isDone) tellFirstRun({ type: 'done', step })
  }, [step, isDone, firstRun])
}
