import { problemOf } from '../../client/api-error.ts'

/** A line above the document that says what of it is not saved, and lets it be undone or saved. */
export interface EditBar {
  /** Shows how many edits are unsaved; stays away until there was one. */
  update(edits: EditCount): void
  /** No document is open. */
  hide(): void
}

export type EditCount = { readonly unsent: number; readonly canUndo: boolean }

export type EditBarActions = {
  readonly onUndo: () => Promise<unknown>
  /** Gives the number of the new version. */
  readonly onSave: () => Promise<number>
}

export function createEditBar(bar: HTMLElement, { onUndo, onSave }: EditBarActions): EditBar {
  const words = bar.ownerDocument.createElement('span')
  words.setAttribute('role', 'status')
  const say = (text: string) => {
    words.textContent = text
  }
  const save = async () => {
    say('Saving…')
    await onSave().then(
      (version) => say(`Saved as version ${version}.`),
      (error: unknown) => say(describeFailure(error)),
    )
  }
  const undo = createButton(bar, 'Undo', onUndo)
  const send = createButton(bar, 'Save', save)
  bar.className = 'edit-bar'
  bar.hidden = true
  bar.append(words, undo, send)
  return {
    update({ unsent, canUndo }) {
      const isClean = unsent === 0
      if (isClean && bar.hidden) return
      bar.hidden = false
      // not disabled: the focus would be lost
      undo.setAttribute('aria-disabled', String(!canUndo))
      send.setAttribute('aria-disabled', String(isClean))
      say(isClean ? 'All edits are saved.' : `${unsent} edit${unsent === 1 ? '' : 's'} not saved.`)
    },
    hide() {
      bar.hidden = true
    },
  }
}

function createButton(bar: HTMLElement, name: string, act: () => Promise<unknown>) {
  const button = bar.ownerDocument.createElement('button')
  button.type = 'button'
  button.textContent = name
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') void act()
  })
  return button
}

function describeFailure(error: unknown): string {
  const { title, detail } = problemOf(error)
  return `Not saved. ${title}: ${detail} The edits are kept; try again.`
}
