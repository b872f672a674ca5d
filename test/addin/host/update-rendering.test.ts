import fc from 'fast-check'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildDocx, paragraph } from '../../support/build-docx.ts'
import { describeWith } from '../../support/requirements.ts'
import { launchBrowser } from '../open-pane.ts'
import { arbitraryDocument, buildPlanned } from './random-document.ts'
import { listDifferences, openShowing, type RandomEdit } from './shown-in-chromium.ts'

/** Of a longer search: how many documents, from which seed (and path, as a failure names them). */
const runs = Number(process.env['UPDATE_RUNS'] ?? 60)
const seed = Number(process.env['UPDATE_SEED'] ?? Date.now() % 2 ** 31)
const path = process.env['UPDATE_PATH'] ?? ''

const timeout = 240_000 + runs * 1000

const edits: fc.Arbitrary<RandomEdit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('replace', 'replace', 'footnote', 'comment', 'insert', 'undo'),
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    words: fc.nat(5),
  }),
  { minLength: 1, maxLength: 6 },
)
const width = fc.constantFrom(300, 700, 1200)
const scenes = fc.record({ plan: arbitraryDocument(), edits, width })

describeWith('chromium', 'a document that is edited while it is shown', (chromiumPath) => {
  let browser: Browser
  let showing: Awaited<ReturnType<typeof openShowing>>

  beforeAll(async () => {
    browser = await launchBrowser(chromiumPath)
    showing = await openShowing(browser)
  })
  afterAll(() => browser?.close())

  it('is shown, edit by edit, as it is when it is laid out anew', { timeout }, async () => {
    const count = { layouts: 0, shown: 0 }
    const property = fc.asyncProperty(scenes, async ({ plan, ...scene }) => {
      const bytes = buildPlanned(plan)
      const seen = await showing.editAndCompare({ ...scene, bytes })
      const differences = listDifferences(seen.updated, seen.anew)
      const { heldUrls, shownUrls, leftUrls } = seen
      if (heldUrls !== shownUrls || leftUrls > 0) differences.push('addresses of pictures are left')
      if (differences.length > 0) throw new Error(differences.join('\n'))
      count.layouts += seen.layouts
      count.shown += seen.shown
    })
    const result = await fc.check(property, { numRuns: runs, seed, path })
    if (result.failed) throw new Error(describeFailure(result))
    expect(count.shown).toBeGreaterThan(runs)
    expect(count.layouts).toBeLessThan(count.shown / 2)
    expect(showing.faults).toEqual([])
  })

  it.each(['in place', 'as a whole'])(
    'holds no picture that went when laid out %s',
    async (way) => {
      const blocks = ['picture', 'plain', way === 'in place' ? 'picture' : 'pictureBehindBreak']
      const plan = { blocks, hasFootnotes: false, hasNoteStyles: false, isStrict: false }
      const edit = { kind: 'replace', place: 0.9, words: 1 } as const
      const scene = { bytes: buildPlanned(plan), edits: [edit, edit, edit], width: 1200 }
      const seen = await showing.editAndCompare(scene)
      expect(seen).toMatchObject({ shown: 3, layouts: way === 'in place' ? 0 : 3 })
      expect(seen).toMatchObject({ shownUrls: 4, heldUrls: 4, leftUrls: 0 })
    },
  )

  it('has its words where they stay before its pictures are loaded', async () => {
    const blocks = ['picture', 'plain', 'picture', 'heading', 'plain']
    const plan = { blocks, hasFootnotes: false, hasNoteStyles: false, isStrict: false }
    const { early, late } = await showing.watchPictures(buildPlanned(plan))
    expect(early).toHaveLength(5)
    expect(early).toEqual(late)
  })

  it('begins to be seen before all of it is laid out, and stays as it was scrolled and selected', async () => {
    const body = Array.from({ length: 1200 }, (_, at) => paragraph(`Paragraph ${at}.`)).join('')
    const opening = await showing.watchOpening(buildDocx({ body: `${body}<w:sectPr/>` }))
    expect(opening.seen).toEqual(['60 The rest of the document is being laid out…', '1200'])
    expect(opening).toMatchObject({ top: 100, hasStatus: false })
    expect(opening).toMatchObject({ selected: 'Paragraph 3.', told: ['Paragraph 3.'] })
  })

  const words = ['The first one stays.', 'Of all subjects 182 were men.', 'The last one stays.']
  const bytes = buildDocx({ body: `${words.map((text) => paragraph(text)).join('')}<w:sectPr/>` })
  const edit = { bytes, isBackward: false, replaced: '182', by: 'nearly two hundred' }

  it.each([
    { where: 'ahead of the edit', from: 'all', to: 'subjects', selected: 'all subjects' },
    { where: 'behind it', from: 'were', to: 'men.', selected: 'were men.' },
    { where: 'drawn backwards', from: 'were', to: 'men.', selected: 'were men.', isBackward: true },
    {
      where: 'from the paragraph above it',
      from: 'one stays',
      to: 'all',
      selected: 'one stays.\n\nOf all',
    },
    {
      where: 'to the paragraph below it',
      from: 'men.',
      to: 'The last',
      selected: 'men.\n\nThe last',
    },
  ])('keeps words of a paragraph selected that is edited in place: $where', async (scene) => {
    const { selected, from, to, isBackward } = { ...edit, ...scene }
    const seen = await showing.editBesideSelection({ ...edit, from, to, isBackward })
    expect(seen).toMatchObject({ selected, isBackward, layouts: 0 })
    expect(seen.told).toHaveLength(1)
  })

  it('keeps no words selected that were changed themselves', async () => {
    const seen = await showing.editBesideSelection({ ...edit, from: 'subjects 182', to: '182' })
    expect(seen).toMatchObject({ selected: '', layouts: 0 })
  })
})

/** Short, and what finds it again stands last: of a long message, logs keep the end. */
function describeFailure<T>(result: fc.RunDetails<T>): string {
  const { errorInstance, counterexample, counterexamplePath, numShrinks } = result
  return [
    errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
    `in ${fc.stringify(counterexample)}`,
    `found after ${result.numRuns} documents, shrunk ${numShrinks} times`,
    `UPDATE_SEED=${result.seed} UPDATE_PATH=${counterexamplePath}`,
  ].join('\n')
}
