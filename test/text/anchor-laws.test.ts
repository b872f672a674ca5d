import fc from 'fast-check'
import { describe as group, expect, it } from 'vitest'
import { anchor, createAnchorer } from '../../shared/text/anchor.ts'
import { describe } from '../../shared/text/describe.ts'
import { sliceRange } from '../../shared/text/range.ts'
import {
  edits,
  editElsewhere,
  line,
  lineText,
  odd,
  repeated,
  toRange,
  twinText,
} from '../support/text-edits.ts'

group('law 3', () => {
  it('anchor(describe(range)) is the range in unedited text, twins included', () => {
    fc.assert(
      fc.property(fc.oneof(twinText, lineText, odd, repeated), fc.nat(), fc.nat(), (text, a, b) => {
        fc.pre(text.length > 0)
        const range = toRange(text, a, b)
        const { quote, position } = describe(text, range)
        expect(quote.exact).toBe(sliceRange(text, range))
        expect(anchor(text, quote, position)).toEqual({ state: 'intact', range })
      }),
      { numRuns: 1500 },
    )
  })

  it('after edits elsewhere it lands on the text it meant, or nowhere', () => {
    fc.assert(
      fc.property(fc.oneof(twinText, lineText), fc.nat(), fc.nat(), edits, (text, a, b, list) => {
        fc.pre(text.length > 0)
        const range = toRange(text, a, b)
        const { quote, position } = describe(text, range)
        const { edited, meant } = editElsewhere(text, range, list)
        const found = anchor(edited, quote, position)
        if (found.range) expect(found.range).toEqual(meant)
        else expect(['ambiguous', 'lost']).toContain(found.state)
      }),
      { numRuns: 1500 },
    )
  })

  it('finds a sentence again when nothing near it was edited', () => {
    const filler = Array.from({ length: 12 }, (_, index) => `Note ${index} says: all is well.`)
    const far = filler.join(' ')
    fc.assert(
      fc.property(line, line, line, (added, removed, quoted) => {
        const meant = `${quoted} here.`
        const text = `${removed}. ${far} ${meant} ${far.toUpperCase()} ${removed}`
        const edited = `${added}. ${far} ${meant} ${far.toUpperCase()} ${added}`
        const start = `${removed}. ${far} `.length
        const { quote, position } = describe(text, { start, end: start + meant.length })
        const found = anchor(edited, quote, position)
        expect([found.state, found.range && sliceRange(edited, found.range)]).toEqual([
          'intact',
          meant,
        ])
      }),
    )
  })

  it('never lands on another sentence after its own was deleted or changed', () => {
    const names = fc.uniqueArray(
      fc.constantFrom('placebo', 'low dose', 'high dose', 'control', 'pooled', 'active', 'open'),
      { minLength: 3, maxLength: 6 },
    )
    fc.assert(
      fc.property(
        names,
        fc.nat(),
        fc.boolean(),
        fc.constantFrom('4.1', '75.2'),
        (all, at, isGone, value) => {
          const lines = all.map((name) => `The mean change in the ${name} group was 4.1 points.`)
          const meant = at % lines.length
          const text = lines.join(' ')
          const start = lines.slice(0, meant).join(' ').length + (meant > 0 ? 1 : 0)
          const range = { start, end: start + (lines[meant]?.length ?? 0) }
          const changed = `The average in the ${all[meant]} group was ${value} points.`
          const edited = lines
            .map((text, index) => (index === meant ? changed : text))
            .filter((_, index) => !(isGone && index === meant))
            .join(' ')
          const { quote, position } = describe(text, range)
          const found = anchor(edited, quote, position)
          if (!found.range) return
          expect(isGone).toBe(false)
          expect(sliceRange(edited, found.range)).toBe(changed)
        },
      ),
    )
  })

  it('anchors many selectors in one text as it does each alone', () => {
    fc.assert(
      fc.property(
        twinText,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }),
        (text, pairs) => {
          fc.pre(text.length > 0)
          const find = createAnchorer(`x ${text}`)
          for (const [a, b] of pairs) {
            const { quote, position } = describe(text, toRange(text, a, b))
            expect(find(quote, position)).toEqual(anchor(`x ${text}`, quote, position))
          }
        },
      ),
    )
  })
})
