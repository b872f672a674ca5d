/** What someone does who opens the pane for the first time, in this order. */
export const firstSteps = ['connect', 'open', 'select'] as const
export type FirstStep = (typeof firstSteps)[number]

export type FirstRun = {
  readonly done: readonly FirstStep[]
  readonly isDismissed: boolean
}

export type FirstRunEvent =
  | { readonly type: 'done'; readonly step: FirstStep }
  | { readonly type: 'dismissed' }
  | { readonly type: 'shown_again' }

export const initialFirstRun: FirstRun = { done: [], isDismissed: false }

export function reduceFirstRun(state: FirstRun, event: FirstRunEvent): FirstRun {
  switch (event.type) {
    case 'done':
      return state.done.includes(event.step)
        ? state
        : { ...state, done: [...state.done, event.step] }
    case 'dismissed':
      return { ...state, isDismissed: true }
    case 'shown_again':
      return initialFirstRun
  }
}

export function isGuideShown({ done, isDismissed }: FirstRun): boolean {
  return !isDismissed && firstSteps.some((step) => !done.includes(step))
}

/** The step to do now; undefined behind the last. */
export function findNextStep({ done }: FirstRun): FirstStep | undefined {
  return firstSteps.find((step) => !done.includes(step))
}
