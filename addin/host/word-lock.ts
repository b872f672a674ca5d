/**
 * Whether a range stands in a content control whose contents can't be edited, or holds one. Word leaves
 * such words as they are, and does not always say so.
 */
export async function isLocked(context: Word.RequestContext, range: Word.Range): Promise<boolean> {
  const within = range.contentControls
  within.load('items/cannotEdit')
  const around: Word.ContentControl[] = []
  let control = range.parentContentControlOrNullObject
  for (let depth = 0; depth < deepest; depth++) {
    control.load('cannotEdit')
    around.push(control)
    control = control.parentContentControlOrNullObject
  }
  await context.sync()
  return [...around.filter(({ isNullObject }) => !isNullObject), ...within.items].some(
    ({ cannotEdit }) => cannotEdit,
  )
}

/** Controls within one another that are looked at in one go; forms have two or three. */
const deepest = 6
