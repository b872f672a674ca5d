import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PageBox } from '../../shared/model/page-words.ts'
import type { ReadResult } from '../../shared/model/source-text.ts'
import { sliceRange } from '../../shared/text/range.ts'
import { editDistance } from '../../shared/text/edit-distance.ts'
import { findBoxes } from '../../server/domain/page-words.ts'
import type { Picture } from '../../server/formats/pdf-picture.ts'
import { readJpeg, readPng } from '../../server/formats/read-image.ts'
import { readPdf } from '../../server/formats/read-pdf.ts'
import { buildHugePng } from '../support/build-image.ts'
import { buildPdf } from '../support/build-pdf.ts'
import { scanStrip, toPng, turnOver, turnQuarter } from '../support/build-scan.ts'
import { readExample } from '../support/create-test-app.ts'
import { testWith } from '../support/requirements.ts'
import { expectLawfulText } from '../support/source-text-laws.ts'

type Read = Extract<ReadResult, { outcome: 'read' }>

const ocr = { maximumPages: 10, onPage: () => undefined }
const protocol = join(import.meta.dirname, '../../examples/study/sources/protocol.pdf')
/** Sections 3.2 and 3.3 of the protocol: two headings, paragraphs with numbers, items. */
const sections = { page: 6, top: 76, bottom: 250 }
const section = { page: 6, top: 76, bottom: 146 }
const sectionText =
  'Approximately 180 subjects will be randomized, 60 in each treatment group. To allow for ' +
  'screening failures, approximately 240 subjects will be screened. Subjects who withdraw after ' +
  'randomization will not be replaced.'
const longTest = 120_000

let pdf: Uint8Array
let bornResult: ReadResult
beforeAll(async () => {
  pdf = await readExample('study/sources/protocol.pdf')
  bornResult = await readPdf(pdf)
})

/** Each pixel of a box in points becomes the mean of a square around it, as where paper was wet. */
function blur(picture: Picture, { x, y, width, height }: PageBox): Picture {
  const perPoint = 150 / 72
  const pixels = picture.pixels.slice()
  const at = (column: number, row: number) => picture.pixels[row * picture.width + column] ?? 255
  for (let row = Math.floor(y * perPoint); row < (y + height) * perPoint; row++) {
    for (let column = Math.floor(x * perPoint); column < (x + width) * perPoint; column++) {
      let sum = 0
      for (let down = -blurReach; down <= blurReach; down++)
        for (let right = -blurReach; right <= blurReach; right++)
          sum += at(column + right, row + down)
      pixels[row * picture.width + column] = sum / (2 * blurReach + 1) ** 2
    }
  }
  return { ...picture, pixels }
}
const blurReach = 3

function expectRead(result: ReadResult): Read {
  if (result.outcome !== 'read') throw new Error(result.reason)
  expectLawfulText(result.sourceText)
  return result
}

function numbersOf(text: string): string[] {
  return text.match(/\d+(?:\.\d+)*/g) ?? []
}

/** From 0 to 1; blanks count alike. */
function similarity(a: string, b: string): number {
  const [one, other] = [a, b].map((text) => text.replace(/\s+/g, ' ').trim()) as [string, string]
  const length = Math.max(one.length, other.length)
  return 1 - editDistance(one, other, length) / length
}

/** Each block's box on its page, and that all of them lie there. */
function expectBoxesOnPages({ sourceText, pageWords = [] }: Read): void {
  for (const { range } of sourceText.blocks) {
    const boxes = findBoxes(pageWords, [range])
    expect(boxes.length).toBeGreaterThan(0)
    for (const { page, x, y, width, height } of boxes) {
      const size = sourceText.pages[page - 1]!
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(size.width + 0.1)
      expect(y + height).toBeLessThanOrEqual(size.height + 0.1)
    }
  }
}

describe('a PDF with a scanned page', () => {
  let file: Uint8Array
  let read: Read
  beforeAll(async () => {
    const image = await scanStrip(pdf, { ...sections, density: 150 })
    const size = { width: 595, height: sections.bottom - sections.top }
    const born = { lines: [{ text: 'This page was born as text in 2024.' }] }
    const stamp = { text: 'Copy 7', x: 500, y: 20, size: 9 }
    file = buildPdf({ pages: [{ ...size, image, lines: [stamp] }, born] })
    read = expectRead(await readPdf(file, ocr))
  }, longTest)

  test('has the words of the page that was scanned, and its numbers exactly', async () => {
    const born = expectRead(bornResult).sourceText
    const start = born.text.indexOf('Number of Subjects', born.pages[5]!.range.start)
    const end = born.text.indexOf('Placebo: three tablets of placebo') + 33
    const expected = born.text.slice(start, end)
    const { text } = read.sourceText
    const found = text.slice(text.indexOf('Number of Subjects'), text.indexOf('Copy 7'))
    expect(similarity(found, expected)).toBeGreaterThan(0.98)
    expect(numbersOf(found)).toEqual(numbersOf(expected))
  })

  test('has its headings and paragraphs', () => {
    const { text, blocks } = read.sourceText
    const shown = blocks.map((block) => [block.kind, sliceRange(text, block.range)])
    expect(blocks).toContainEqual(expect.objectContaining({ kind: 'heading', number: '3.2' }))
    expect(blocks).toContainEqual(expect.objectContaining({ kind: 'heading', number: '3.3' }))
    expect(shown).toContainEqual(['paragraph', sectionText])
  })

  test('says which page was recognised, how surely, and by what', () => {
    const [scan, born] = read.sourceText.pages
    expect(scan?.ocr?.confidence).toBeGreaterThan(0.95)
    expect(scan?.ocr?.confidence).toBeLessThan(1)
    expect(born).not.toHaveProperty('ocr')
    expect(read.sourceText.reader).toMatchObject({ name: 'pdf', options: 'ocr=pp-ocr-v4' })
    expect(read.warnings).toEqual([
      expect.stringMatching(/^page 1: read from a scan by OCR, confidence 9\d %/),
    ])
  })

  test('keeps the text that the file itself has, once', () => {
    expect(read.sourceText.text.match(/Copy 7/g)).toHaveLength(1)
    expect(read.sourceText.text).toContain('This page was born as text in 2024.')
  })

  test('gives boxes that lie on the page, and where the words stand on it', () => {
    expectBoxesOnPages(read)
    const { text } = read.sourceText
    const start = text.indexOf('240 subjects')
    const [box] = findBoxes(read.pageWords ?? [], [{ start, end: start + 3 }])
    const born = expectRead(bornResult)
    const bornStart = born.sourceText.text.indexOf('240 subjects')
    const bornRange = { start: bornStart, end: bornStart + 3 }
    const [bornBox] = findBoxes(born.pageWords ?? [], [bornRange])
    const apart = [
      box!.x - bornBox!.x,
      box!.y - (bornBox!.y - sections.top),
      box!.width - bornBox!.width,
      box!.height - bornBox!.height,
    ]
    for (const points of apart) expect(Math.abs(points)).toBeLessThan(2.5)
  })

  test('says which numbers are not sure, for they were blurred', async () => {
    const image = await scanStrip(pdf, { ...section, density: 150 })
    const size = { width: 595, height: section.bottom - section.top }
    const start = read.sourceText.text.indexOf('240 subjects')
    const [box] = findBoxes(read.pageWords ?? [], [{ start, end: start + 3 }])
    const blurred = blur(image, box!)
    const result = expectRead(
      await readPdf(buildPdf({ pages: [{ ...size, image: blurred }] }), ocr),
    )
    const { text, pages } = result.sourceText
    const doubtful = pages[0]!.ocr!.doubtful.map((range) => sliceRange(text, range))
    expect(doubtful.some((word) => /\d/.test(word))).toBe(true)
    // what was not blurred is sure
    expect(doubtful).not.toContain('180')
    expect(result.warnings).toContainEqual(expect.stringContaining('unsure of numbers'))
  })

  test('names the page that OCR failed on, and has the others', async () => {
    const { warnings, sourceText } = expectRead(await readPdf(file, { ...ocr, skippedPages: [1] }))
    expect(sourceText.text).toContain('This page was born as text in 2024.')
    expect(warnings).toEqual(['page 1: OCR failed there, or took too long or too much memory'])
  })

  test('names the page where OCR is off, and how it is turned on', async () => {
    const { warnings, sourceText } = expectRead(await readPdf(file))
    expect(warnings).toEqual([
      'page 1: with little text on an image; it may be a scan. OCR is off: a server with SOURCEWRIGHT_OCR=on reads scans',
    ])
    expect(sourceText.reader.options).toBe('')
  })

  test(
    'is read as far as the limit of pages allows, and the rest is named',
    async () => {
      const blank = new Uint8Array(100 * 100).fill(255)
      const scans = Array.from({ length: 3 }, () => ({
        image: { width: 100, height: 100, pixels: blank },
      }))
      const pages = [{ lines: [{ text: 'Words.' }] }, ...scans]
      let count = 0
      const limited = { maximumPages: 2, onPage: () => void count++ }
      const { warnings } = expectRead(await readPdf(buildPdf({ pages }), limited))
      expect(count).toBe(2)
      expect(warnings).toEqual([
        'page 4: without text; it may be a scan. OCR reads 2 pages of a file at most',
        'pages 2, 3: OCR found no words',
      ])
    },
    longTest,
  )
})

describe('a PDF of scans alone', () => {
  const image = { width: 60, height: 60, pixels: new Uint8Array(3600).fill(255) }
  const scan = { width: 60, height: 60, image }

  test('has no text where OCR is off, and the reason says how it is turned on', async () => {
    expect(await readPdf(buildPdf({ pages: [scan] }))).toEqual({
      outcome: 'refused',
      code: 'no_text',
      reason:
        '1 page without any text; it may be a scan. OCR is off: a server with SOURCEWRIGHT_OCR=on reads scans',
    })
  })

  test('has no text where OCR finds none', async () => {
    expect(await readPdf(buildPdf({ pages: [scan] }), ocr)).toMatchObject({
      code: 'no_text',
      reason: '1 page without any text, and OCR found no words in it',
    })
  })
})

describe('an image', () => {
  test.each([
    ['upright', (picture) => picture],
    ['on its head', turnOver],
    ['turned by a quarter', turnQuarter],
  ] as readonly (readonly [string, typeof turnOver])[])(
    'as PNG, %s, has its words and their boxes',
    async (_, turn) => {
      const picture = turn(await scanStrip(pdf, { ...section, density: 200 }))
      const read = expectRead(await readPng(toPng(picture), ocr))
      const { text, reader } = read.sourceText
      expect(similarity(text, `Number of Subjects ${sectionText}`)).toBeGreaterThan(0.98)
      expect(numbersOf(text)).toEqual(['180', '60', '240'])
      expect(reader).toEqual({ name: 'image', version: '1', options: 'ocr=pp-ocr-v4' })
      expectBoxesOnPages(read)
    },
    longTest,
  )

  testWith('pdftotext', 'as JPEG has its words', async (pdftotext) => {
    const { top, bottom, page } = section
    const [y, height] = [Math.round((top * 150) / 72), Math.round(((bottom - top) * 150) / 72)]
    const place = ['-x', '0', '-W', '1240', '-y', `${y}`, '-H', `${height}`]
    const pages = ['-f', `${page}`, '-l', `${page}`]
    const pdftoppm = join(pdftotext, '../pdftoppm')
    const options = ['-jpeg', '-r', '150', ...pages, ...place, protocol]
    const bytes = execFileSync(pdftoppm, options, { maxBuffer: 10 ** 7 })
    const read = expectRead(await readJpeg(bytes, ocr))
    expect(similarity(read.sourceText.text, `Number of Subjects ${sectionText}`)).toBeGreaterThan(
      0.98,
    )
    expect(numbersOf(read.sourceText.text)).toEqual(['180', '60', '240'])
    // 150 dots an inch, as the file says
    expect(read.sourceText.pages[0]!.width).toBeCloseTo(595.2, 0)
    const cut = await readJpeg(bytes.subarray(0, bytes.length / 2), ocr)
    expect(cut).toMatchObject({ code: 'damaged', reason: expect.stringContaining('its end') })
  })

  test('is not read where OCR is off, and the reason says how it is turned on', async () => {
    const png = toPng({ width: 2, height: 2, pixels: new Uint8Array(4) })
    expect(await readPng(png)).toEqual({
      outcome: 'refused',
      code: 'no_text',
      reason: 'it is an image. OCR is off: a server with SOURCEWRIGHT_OCR=on reads scans',
    })
  })

  test('that is damaged or too large is refused with its reason', async () => {
    const png = toPng({ width: 40, height: 40, pixels: new Uint8Array(1600) })
    expect(await readPng(png.subarray(0, 20), ocr)).toMatchObject({ code: 'damaged' })
    expect(await readPng(png.subarray(0, 50), ocr)).toMatchObject({ code: 'damaged' })
    expect(await readPng(buildHugePng(60_000, 60_000), ocr)).toMatchObject({
      code: 'too_large',
      reason: 'the image has 60000 by 60000 pixels',
    })
    const noPicture = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)
    expect(await readJpeg(noPicture, ocr)).toMatchObject({ code: 'damaged' })
  })
})
