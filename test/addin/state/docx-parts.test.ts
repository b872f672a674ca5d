import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { groupDocxParts, listDocxParts } from '../../../addin/state/docx-parts.ts'

const template = join(import.meta.dirname, '../../../examples/study/template.docx')

describe('the parts of a .docx', () => {
  it('are those that unpacking finds, with their sizes', async () => {
    const bytes = new Uint8Array(await readFile(template))
    const unpacked = Object.entries(unzipSync(bytes))
    const sizes = unpacked.map(([name, data]) => ({ name, sizeBytes: data.length }))
    expect(sizes.length).toBeGreaterThan(5)
    expect(strFromU8(unpacked[0]![1])).toContain('<')
    expect(listDocxParts(bytes)).toEqual(sizes)
  })

  it('are found behind bytes of an offset view', () => {
    const packed = zipSync({ 'word/document.xml': new Uint8Array(7) })
    const longer = new Uint8Array(packed.length + 5)
    longer.set(packed, 5)
    expect(listDocxParts(longer.subarray(5))).toEqual([{ name: 'word/document.xml', sizeBytes: 7 }])
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['no package', new TextEncoder().encode('%PDF-1.7 and more than twenty-two bytes')],
    ['an end without its list', new Uint8Array([0x50, 0x4b, 5, 6, ...Array<number>(18).fill(9)])],
  ])('are unknown of %s', (_, bytes) => {
    expect(listDocxParts(bytes)).toBeUndefined()
  })

  it('are grouped by what they hold, each once', () => {
    const names = [
      'word/document.xml',
      'word/comments.xml',
      'word/commentsExtended.xml',
      'word/header1.xml',
      'word/footnotes.xml',
      'word/media/image1.png',
      'docProps/core.xml',
      'customXml/item1.xml',
      'word/webextensions/taskpanes.xml',
      'word/styles.xml',
      'word/_rels/document.xml.rels',
      '[Content_Types].xml',
    ]
    const groups = groupDocxParts(names.map((name) => ({ name, sizeBytes: 10 })))
    expect(groups.map(({ words, count }) => `${words} ${count}`)).toEqual([
      'Text with its tracked changes 1',
      'Comments and who wrote them 2',
      'Headers and footers 1',
      'Footnotes and endnotes 1',
      'Images 1',
      'Properties: title, author, dates 1',
      'Data of add-ins and forms (custom XML) 1',
      'Panes that were open (web extensions) 1',
      'Styles, numbering, fonts and settings 1',
      'What ties the parts together, and others 2',
    ])
    expect(groups[1]).toMatchObject({ sizeBytes: 20 })
  })
})
