import type { Browser } from 'playwright-core'
import { bundleForPage } from '../bundle-for-page.ts'
import { openPage } from '../open-pane.ts'

/** An edit as a person makes it, or its taking back; where it goes is a share of the text. */
export type RandomEdit = {
  readonly kind: 'replace' | 'footnote' | 'comment' | 'insert' | 'undo'
  readonly place: number
  readonly words: number
}

export type EditedScene = {
  readonly bytes: Uint8Array
  readonly edits: readonly RandomEdit[]
  /** Of the frame, in pixels: in one of 300 the text flows, one of 1200 holds any page as it is. */
  readonly width: number
}

/** The document after edits, as it was shown change by change and as it is shown anew. */
export type BothShown = {
  readonly updated: ShownState
  readonly anew: ShownState
  /** How often the whole was laid out for a change, and how many changes were shown. */
  readonly layouts: number
  readonly shown: number
  /** Addresses of pictures that are not given up while both are shown, and of those that they show. */
  readonly heldUrls: number
  readonly shownUrls: number
  /** And when nothing is shown any more. */
  readonly leftUrls: number
}

/** Where the paragraphs stand as soon as they are shown, and when all pictures are loaded. */
export type PicturesSeen = { readonly early: readonly number[]; readonly late: readonly number[] }

export type SeenOpening = {
  /** How many paragraphs were seen, and what was said of them, each time that it changed. */
  readonly seen: readonly string[]
  /** Where the reader had scrolled to, when all was there. */
  readonly top: number
  /** What was selected when all was there, and what the pane was told to be. */
  readonly selected: string
  readonly told: readonly string[]
  readonly hasStatus: boolean
}

/** Words that are selected, from a first to a last one, while others are replaced. */
export type SelectedScene = {
  readonly bytes: Uint8Array
  readonly from: string
  readonly to: string
  readonly isBackward: boolean
  readonly replaced: string
  readonly by: string
}

export type SelectionSeen = {
  /** What is selected behind the edit, and what the pane was told to be, from before the edit on. */
  readonly selected: string
  readonly isBackward: boolean
  readonly told: readonly string[]
  /** How often the whole was laid out for it. */
  readonly layouts: number
}

/** All that the host reads of what is shown, and all of its elements. */
export type ShownState = {
  readonly html: string
  readonly text: string
  /** Where the text nodes begin in it. */
  readonly starts: readonly number[]
  readonly paragraphs: readonly string[]
  /** Of every piece of the text that stands once, what a selection of it tells. */
  readonly quotes: readonly string[]
}

/** Shows files and edits them in Chromium with the host's own parts. */
export async function openShowing(browser: Browser) {
  const { page, faults } = await openPage(browser, { viewport: { width: 900, height: 800 } })
  const style = '<style>iframe { width: 100%; height: 600px; border: 0 }</style>'
  await page.setContent(`${style}<div id="a"></div><div id="b"></div>`)
  const content = await bundleForPage('showing', ['test/addin/host/edit-and-compare.ts'])
  await page.addScriptTag({ content })
  return {
    page,
    faults,
    editAndCompare: (scene: EditedScene): Promise<BothShown> =>
      page.evaluate(([base64, scene]) => window.showing.editAndCompare(base64, scene), [
        Buffer.from(scene.bytes).toString('base64'),
        { edits: scene.edits, width: scene.width },
      ] as const),
    watchPictures: (bytes: Uint8Array): Promise<PicturesSeen> =>
      page.evaluate(
        (base64) => window.showing.watchPictures(base64),
        Buffer.from(bytes).toString('base64'),
      ),
    editBesideSelection: ({ bytes, ...scene }: SelectedScene): Promise<SelectionSeen> =>
      page.evaluate(([base64, scene]) => window.showing.editBesideSelection(base64, scene), [
        Buffer.from(bytes).toString('base64'),
        scene,
      ] as const),
    watchOpening: (bytes: Uint8Array): Promise<SeenOpening> =>
      page.evaluate(
        (base64) => window.showing.watchOpening(base64),
        Buffer.from(bytes).toString('base64'),
      ),
  }
}

declare global {
  interface Window {
    showing: {
      editAndCompare(base64: string, scene: Omit<EditedScene, 'bytes'>): Promise<BothShown>
      watchPictures(base64: string): Promise<PicturesSeen>
      editBesideSelection(
        base64: string,
        scene: Omit<SelectedScene, 'bytes'>,
      ): Promise<SelectionSeen>
      watchOpening(base64: string): Promise<SeenOpening>
    }
  }
}

/** The first lines that differ in each part of what is shown, short; none where both are the same. */
export function listDifferences(updated: ShownState, anew: ShownState): string[] {
  return Object.entries(listLines(updated)).flatMap(([part, lines]) => {
    const others = listLines(anew)[part] ?? []
    const length = Math.max(lines.length, others.length)
    const differing = Array.from({ length }, (_, at) => at).filter((at) => lines[at] !== others[at])
    const [first] = differing
    if (first === undefined) return []
    const [shown, wanted] = [lines, others].map((all) => shorten(all[first] ?? '(nothing)'))
    return [
      `${part}: ${differing.length} of ${length} lines differ, first line ${first}`,
      `  updated: ${shown}`,
      `  anew:    ${wanted}`,
    ]
  })
}

function listLines({ html, text, starts, ...state }: ShownState): Record<string, string[]> {
  return {
    html: html.split(/(?=<)/),
    text: text.split('\n'),
    starts: starts.map(String),
    paragraphs: [...state.paragraphs],
    quotes: [...state.quotes],
  }
}

function shorten(line: string): string {
  return line.length > 160 ? `${line.slice(0, 160)}…` : line
}
