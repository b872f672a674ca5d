import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import type { ReadResult } from '../../shared/model/source-text.ts'
import type { ReaderLimits } from '../../server/adapters/reader-pool.ts'
import { createReaderProcess } from '../../server/adapters/reader-process.ts'
import { buildDocumentInput, draftParagraph, filled } from '../support/build-document-input.ts'
import { buildDocx } from '../support/build-docx.ts'
import { buildPdf } from '../support/build-pdf.ts'

const entry = join(import.meta.dirname, 'reader-entries/misbehaving.ts')
const limits: ReaderLimits = { maximumSeconds: 10, maximumMegabytes: 512, concurrency: 1, entry }
const open: ReturnType<typeof createReaderProcess>[] = []

function createReader(changes: Partial<ReaderLimits> = {}) {
  const reader = createReaderProcess({ ...limits, ...changes })
  open.push(reader)
  return reader
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((reader) => reader.close()))
})

/** What the misbehaving child answers when it behaves: its id, the name and the size of the file. */
function reasonOf(result: ReadResult): string {
  return result.outcome === 'refused' ? result.reason : 'read'
}

function childOf(result: ReadResult): string {
  return reasonOf(result).split(' ')[0] ?? ''
}

const noBytes = new Uint8Array()

describe('the order of work', () => {
  test('a template passes sources that take long, and keeps none of them waiting', async () => {
    const reader = createReader({ concurrency: 2 })
    const answered: string[] = []
    const note = (name: string) => () => answered.push(name)
    const sources = ['first', 'second', 'third'].map((name) =>
      reader.readSource(noBytes, 'take 2 s').then(note(name)),
    )
    const templates = ['a', 'b', 'c'].map((name) => reader.readTemplate(noBytes).then(note(name)))
    await Promise.all([...sources, ...templates])
    expect(answered.slice(0, 3)).toEqual(['a', 'b', 'c'])
    expect(answered.at(-1)).toBe('third')
  })

  test('what is large waits for its turn, whatever it is', async () => {
    const reader = createReader({ concurrency: 1 })
    const answered: string[] = []
    const source = reader.readSource(noBytes, 'take 2 s').then(() => answered.push('source'))
    const large = new Uint8Array(9 * 1024 * 1024)
    const template = reader.readTemplate(large).then(() => answered.push('template'))
    await Promise.all([source, template])
    expect(answered).toEqual(['source', 'template'])
  })
})

describe('the watchdog', () => {
  test('ends a child that takes too long, and the next file gets a fresh one', async () => {
    // a child has to be started within it, too
    const reader = createReader({ maximumSeconds: 3 })
    const before = await reader.readSource(noBytes, 'first')
    const hanging = await reader.readSource(noBytes, 'hang')
    const after = await reader.readSource(noBytes, 'second')
    expect(hanging).toMatchObject({ outcome: 'refused', code: 'timeout' })
    expect(reasonOf(hanging)).toContain('3 s')
    expect(reasonOf(after)).toContain('second')
    expect(childOf(after)).not.toBe(childOf(before))
    await expect.poll(() => isRunning(Number(childOf(before)))).toBe(false)
  })

  test('counts the time of OCR by the page, as long as the pages are as many as allowed', async () => {
    const ocr = { maximumPages: 5, secondsPerPage: 3 }
    const reader = createReader({ maximumSeconds: 3, ocr })
    expect(reasonOf(await reader.readSource(noBytes, 'slow pages'))).toBe('read 4 pages')
    const started = performance.now()
    const endless = await reader.readSource(noBytes, 'endless pages')
    expect(endless).toMatchObject({ outcome: 'refused', code: 'timeout' })
    expect(reasonOf(endless)).toContain('OCR of page 5 took longer')
    expect(performance.now() - started).toBeLessThan(30_000)
  })

  test('reads a file again without the page on which OCR took too long', async () => {
    const ocr = { maximumPages: 5, secondsPerPage: 1 }
    const reader = createReader({ maximumSeconds: 4, ocr })
    const result = await reader.readSource(noBytes, 'a slow page')
    expect(reasonOf(result)).toBe('read all pages but 2')
  })

  test('gives a child no more time for pages where OCR is off', async () => {
    const slow = await createReader({ maximumSeconds: 1 }).readSource(noBytes, 'slow pages')
    expect(slow).toMatchObject({ outcome: 'refused', code: 'timeout' })
  })

  test('ends a child whose buffers outgrow the limit, which no heap limit sees', async () => {
    const reader = createReader({ maximumMegabytes: 256 })
    const result = await reader.readSource(noBytes, 'fill buffers')
    expect(result).toMatchObject({ outcome: 'refused', code: 'out_of_memory' })
    expect(reasonOf(result)).toContain('256 MB')
    expect(reasonOf(await reader.readSource(noBytes, 'next'))).toContain('next')
  })

  test('names a full heap for what it is, not for a crash', async () => {
    const reader = createReader({ maximumMegabytes: 200 })
    const result = await reader.readSource(noBytes, 'fill the heap')
    expect(result).toMatchObject({ outcome: 'refused', code: 'out_of_memory' })
    expect(reasonOf(await reader.readSource(noBytes, 'next'))).toContain('next')
  })

  test.each(['crash', 'exit', 'throw'])(
    'answers for a child that ends by itself (%s), and goes on with the next file',
    async (name) => {
      const reader = createReader()
      const result = await reader.readSource(noBytes, name)
      expect(result).toMatchObject({ outcome: 'refused', code: 'reader_crashed' })
      expect(reasonOf(await reader.readSource(noBytes, 'next'))).toContain('next')
    },
  )
})

describe('the children', () => {
  test('are used again, and replaced after some files', async () => {
    const reader = createReader()
    const children: string[] = []
    for (let file = 0; file < 60; file++) {
      children.push(childOf(await reader.readSource(noBytes, `file ${file}`)))
    }
    expect(new Set(children.slice(0, 50)).size).toBe(1)
    expect(new Set(children).size).toBe(2)
  })

  test('are replaced when a file has left much behind in their memory', async () => {
    const reader = createReader({ maximumMegabytes: 500 })
    const heavy = await reader.readSource(noBytes, 'keep buffers')
    const light = await reader.readSource(noBytes, 'light')
    const next = await reader.readSource(noBytes, 'next')
    expect(childOf(light)).not.toBe(childOf(heavy))
    expect(childOf(next)).toBe(childOf(light))
  })

  test('end when nothing is left to read, and come back for the next file', async () => {
    const reader = createReader()
    const first = childOf(await reader.readSource(noBytes, 'first'))
    await expect.poll(() => isRunning(Number(first)), { timeout: 5000 }).toBe(false)
    expect(reasonOf(await reader.readSource(noBytes, 'second'))).toContain('second')
  })

  test('read files in the order in which they came', async () => {
    const reader = createReader()
    const finished: string[] = []
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const readings = names.map(async (name) => {
      await reader.readSource(noBytes, name)
      finished.push(name)
    })
    await Promise.all(readings)
    expect(finished).toEqual(names)
  })

  test('are as many as may read at the same time', async () => {
    const reader = createReader({ concurrency: 2, maximumSeconds: 3 })
    const hanging = reader.readSource(noBytes, 'hang')
    const others = await Promise.all(
      ['a', 'b', 'c'].map((name) => reader.readSource(noBytes, name)),
    )
    expect(new Set(others.map(childOf)).size).toBe(1)
    expect(await hanging).toMatchObject({ code: 'timeout' })
  })

  test('get the bytes as they are', async () => {
    const reader = createReader()
    const bytes = Buffer.alloc(1000, 7).subarray(10, 410)
    expect(reasonOf(await reader.readSource(bytes, 'part'))).toMatch(/ part 400$/)
  })

  test('see nothing of the environment that may be secret', async () => {
    process.env['SOURCEWRIGHT_TEST_SECRET'] = 'hidden'
    try {
      const environment = reasonOf(await createReader().readSource(noBytes, 'environment'))
      expect(environment).not.toContain('hidden')
      expect(environment).toContain('PATH')
    } finally {
      delete process.env['SOURCEWRIGHT_TEST_SECRET']
    }
  })

  test('do not keep a process alive that forgets to close them, and end with it', async () => {
    const script = `
      import { createReaderProcess } from ${JSON.stringify(join(import.meta.dirname, '../../server/adapters/reader-process.ts'))}
      const reader = createReaderProcess(${JSON.stringify(limits)})
      const result = await reader.readSource(new Uint8Array(), 'only')
      console.log(result.reason)`
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module-typescript', '--eval', script],
      { timeout: 20_000 },
    )
    const child = Number(stdout.split(' ')[0])
    expect(child).toBeGreaterThan(0)
    await expect.poll(() => isRunning(child), { timeout: 5000 }).toBe(false)
  })
})

function isRunning(child: number): boolean {
  try {
    return process.kill(child, 0)
  } catch {
    return false
  }
}

describe('a source', () => {
  const read = (bytes: Uint8Array, name: string) =>
    createReader({ entry: undefined }).readSource(bytes, name)
  const pdf = buildPdf({ pages: [{ lines: [{ text: 'A line of text.' }] }] })
  const zip = Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64')

  test.each([
    ['table.csv', 'Arm,n\nPlacebo,86', 'csv'],
    ['table.tsv', 'Arm\tn\nPlacebo\t86', 'csv'],
    ['notes.md', '# Findings\n\nWords.', 'markdown'],
    ['page.html', '<!doctype html><p>Words.', 'html'],
    ['table.rtf', '{\\rtf1 Words.}', 'rtf'],
    ['part.htm', '<h1>Findings</h1><p>Words.', 'html'],
    ['notes.txt', 'Words.', 'text'],
    ['notes', 'Words.', 'text'],
  ])('%s is read by the reader of its kind', async (name, text, reader) => {
    const result = await read(Buffer.from(text), name)
    expect(result.outcome === 'read' && result.sourceText.reader.name).toBe(reader)
  })

  test('is read by what its bytes are', async () => {
    const result = await read(pdf, 'Report.PDF')
    expect(result).toMatchObject({ outcome: 'read' })
    expect(result.outcome === 'read' && result.sourceText.text).toBe('A line of text.')
  })

  test.each([
    ['report.docx', pdf, 'type_mismatch', /\.docx.*pdf/],
    ['report.pdf', zip, 'type_mismatch', /\.pdf.*zip/],
    ['report.pdf', new Uint8Array(), 'empty_file', /report\.pdf/],
    ['archive.zip', zip, 'unsupported_type', /\.docx, \.pdf/],
    ['notes.txt', pdf, 'type_mismatch', /\.txt.*pdf/],
    ['unknown', Uint8Array.of(1, 2, 3), 'unsupported_type', /\.docx, \.pdf/],
  ])('that is %s with other bytes is refused', async (name, bytes, code, reason) => {
    const result = await read(bytes, name)
    expect(result).toMatchObject({ outcome: 'refused', code })
    expect(reasonOf(result)).toMatch(reason)
  })
})

test('templates and documents are read and written in the same children', async () => {
  const reader = createReader({ entry: undefined })
  const garbage = Buffer.from('PK no package')
  const input = buildDocumentInput(buildDocx({ body: '<w:p><w:r><w:t>RULE</w:t></w:r></w:p>' }), {
    RULE: filled(draftParagraph('body', 'Written.')),
  })
  const written = await reader.writeDocument(input)
  expect(written.outcome === 'written' && written.reading.sourceText.text).toBe('Written.')
  const withoutTemplate = { ...input, template: garbage }
  expect(await reader.writeDocument(withoutTemplate)).toMatchObject({ outcome: 'refused' })
  expect(await reader.writeLedgerMode(garbage, 'none')).toMatchObject({ outcome: 'refused' })
  expect(await reader.readTemplate(garbage)).toMatchObject({ outcome: 'refused' })
  expect(await reader.readDocument(garbage)).toMatchObject({ outcome: 'refused' })
})
