import { problemOf } from '../../client/api-error.ts'
import type { NewerVersion } from './document-editor.ts'

/** A line above the document that says what of it is not saved, and lets it be undone or saved. */
interface EditBar {
  /** Shows how many edits are unsaved; stays away until there was one. */
  update(edits: EditCount): void
  /** Says that the document is being laid out, until it is called off. */
  showLayout(): () => void
  /** No document is open. */
  hide(): void
}

type EditCount = { readonly unsent: number; readonly canUndo: boolean }

type EditBarActions = {
  readonly onUndo: () => Promise<unknown>
  /** Gives the number of the new version. */
  readonly onSave: () => Promise<number>
  /** The version that a saving was refused for; undefined where there is none. */
  readonly findNewer: () => NewerVersion | undefined
  readonly onDownload: (newer: NewerVersion) => Promise<unknown>
  /** Has the next saving become the version behind that one. */
  readonly onOverrule: (newer: NewerVersion) => void
}

export function createEditBar(bar: HTMLElement, actions: EditBarActions): EditBar {
  const words = bar.ownerDocument.createElement('span')
  words.setAttribute('role', 'status')
  const say = (text: string) => {
    words.textContent = text
  }
  bar.className = 'edit-bar'
  bar.hidden = true
  bar.append(words)
  const save = async () => {
    say('Saving…')
    await actions.onSave().then(
      (version) => say(`Saved as version ${version}.`),
      (error: unknown) => say(describeFailure(error, actions.findNewer() !== undefined)),
    )
    offer()
  }
  const undo = createButton(bar, 'Undo', actions.onUndo)
  const send = createButton(bar, 'Save', save)
  const offer = createOffer(bar, actions, { say, save, send })
  return {
    update({ unsent, canUndo }) {
      const isClean = unsent === 0
      if (isClean && bar.hidden) return
      bar.hidden = false
      // not disabled: the focus would be lost
      undo.setAttribute('aria-disabled', String(!canUndo))
      send.setAttribute('aria-disabled', String(isClean))
      offer()
      say(isClean ? 'All edits are saved.' : `${unsent} edit${unsent === 1 ? '' : 's'} not saved.`)
    },
    showLayout: () => showLayout(words),
    hide() {
      bar.hidden = true
    },
  }
}

/** What was said before comes again, unless something else was said meanwhile. */
function showLayout(words: HTMLElement): () => void {
  const before = words.textContent
  words.textContent = layingOut
  return () => {
    if (words.textContent === layingOut) words.textContent = before
  }
}

const layingOut = 'Laying out the edited document…'

type Saving = {
  readonly say: (text: string) => void
  readonly save: () => Promise<void>
  readonly send: HTMLElement
}

/** What can be done about a version that somebody else stored; gives what shows it while there is one. */
function createOffer(bar: HTMLElement, actions: EditBarActions, { say, save, send }: Saving) {
  const { findNewer, onDownload, onOverrule } = actions
  const act = async (deed: (newer: NewerVersion) => Promise<unknown>) => {
    const newer = findNewer()
    if (newer) await deed(newer).catch((error: unknown) => say(describeFailure(error, true)))
  }
  const download = createButton(bar, '', () => act(onDownload))
  const overrule = createButton(bar, '', () =>
    act((newer) => {
      onOverrule(newer)
      send.focus()
      return save()
    }),
  )
  const show = () => {
    const newer = findNewer()
    for (const button of [download, overrule]) button.hidden = newer === undefined
    if (!newer) return
    download.textContent = `Download version ${newer.version}`
    overrule.textContent = `Save mine as version ${newer.version + 1}`
  }
  show()
  return show
}

function createButton(bar: HTMLElement, name: string, act: () => Promise<unknown>) {
  const button = bar.ownerDocument.createElement('button')
  button.type = 'button'
  button.textContent = name
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') void act()
  })
  bar.append(button)
  return button
}

function describeFailure(error: unknown, isNewer: boolean): string {
  const { title, detail } = problemOf(error)
  const advice = isNewer
    ? 'Look at the newer version, or save yours as the newest one.'
    : 'Try again.'
  return `Not saved. ${title}: ${detail} The edits are kept. ${advice}`
}
