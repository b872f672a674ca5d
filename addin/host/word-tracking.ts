import { createWordError, hasWordApi } from './word-calls.ts'

/** What Word said when it refused an edit. */
export type Failure = { readonly error: OfficeExtension.Error }

/**
 * Makes an edit with tracking on, and puts the writer's own mode back whatever happens. Where Word
 * can't be told to track (before WordApi 1.4), the edit is made as the writer's mode has it. Word's
 * refusal comes back as a value.
 */
export async function trackEdit(
  context: Word.RequestContext,
  edit: () => void,
): Promise<Failure | undefined> {
  const { document } = context
  const mode = await readMode(context)
  if (mode !== Word.ChangeTrackingMode.off) {
    edit()
    return findFailure(context.sync())
  }
  document.changeTrackingMode = Word.ChangeTrackingMode.trackAll
  edit()
  const failure = await findFailure(context.sync())
  document.changeTrackingMode = mode
  const restoring = await findFailure(context.sync())
  if (!failure && restoring) throw createWordError(restoring.error.code, stillTracking)
  return failure
}

const stillTracking =
  'The edit was made, but Word did not let the pane switch tracking off again. Switch it off under Review.'

/** Undefined where Word can't tell. */
async function readMode(
  context: Word.RequestContext,
): Promise<Word.Document['changeTrackingMode'] | undefined> {
  if (!hasWordApi('1.4')) return undefined
  context.document.load('changeTrackingMode')
  await context.sync()
  return context.document.changeTrackingMode
}

async function findFailure(call: Promise<void>): Promise<Failure | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (!(error instanceof OfficeExtension.Error)) throw error
    return { error }
  }
}
