import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFormReceiver } from '../../server/adapters/form-receiver.ts'
import { FormMalformed, type FormReceiver } from '../../server/ports/form-receiver.ts'

let folder: string
let forms: FormReceiver
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-forms-'))
  await writeFile(join(folder, 'left by a crash'), 'half a file')
  forms = await openFormReceiver(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const type = 'multipart/form-data; boundary=b0'
const receive = (text: string) => forms.receive(new Blob([text]).stream(), type)
const part = (headers: string, text = '') => `--b0\r\n${headers}\r\n\r\n${text}\r\n`
const named = (rest: string, text = '') => part(`Content-Disposition: form-data; ${rest}`, text)
const end = '--b0--\r\n'
const fileOf = (form: FormData, name: string) => {
  const value = form.get(name)
  if (!(value instanceof File)) throw new Error('a file is expected')
  return value
}

test('what a process before left waiting is gone', async () => {
  expect(await readdir(folder)).toEqual([])
})

test('any form comes apart as it was put together, however its bytes are cut', async () => {
  // a backslash escapes, as curl has it; the runtime takes it for itself
  const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !text.includes('\\'))
  const field = fc.record({
    name,
    // line ends and dashes: what boundaries are made of
    text: fc
      .array(fc.constantFrom('\r\n', '--', '\r', '-', 'a', 'ü', ''))
      .map((all) => all.join('')),
    fileName: fc.option(name),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(field), fc.integer({ min: 1, max: 40 }), async (fields, size) => {
      const sent = new FormData()
      for (const { name, text, fileName } of fields) {
        if (fileName === null) sent.append(name, text)
        else sent.append(name, new File([text], fileName, { type: 'text/csv' }))
      }
      const request = new Request('http://a', { method: 'POST', body: sent })
      const contentType = request.headers.get('content-type') ?? ''
      const bytes = new Uint8Array(await request.arrayBuffer())
      const again = await new Response(bytes, {
        headers: { 'Content-Type': contentType },
      }).formData()
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.slice(index * size, (index + 1) * size),
      )
      const { form, discard } = await forms.receive(ReadableStream.from(pieces), contentType)
      expect(await describe(form)).toEqual(await describe(again))
      await discard()
    }),
  )
})

async function describe(form: FormData): Promise<unknown[]> {
  const parts = [...form.entries()].map(async ([name, value]) =>
    typeof value === 'string' ? [name, value] : [name, value.name, value.type, await value.text()],
  )
  return Promise.all(parts)
}

test('a large file waits on disk until it is discarded, and can be read more than once', async () => {
  const text = 'a line of a large file\r\n'.repeat(100_000)
  const { form, discard } = await receive(
    named('name="file"; filename="a.txt"', text) + named('name="role"', 'protocol') + end,
  )
  expect((await readdir(folder)).length).toBe(1)
  const file = fileOf(form, 'file')
  expect([file.size, file.name, form.get('role')]).toEqual([text.length, 'a.txt', 'protocol'])
  for (const _ of [1, 2]) expect(await file.text()).toBe(text)
  expect(await file.slice(2, 6).text()).toBe('line')
  await discard()
  expect(await readdir(folder)).toEqual([])
})

test('names are read as browsers, curl and Python write them', async () => {
  const names = {
    'filename="a b;c=\u00fc.docx"': 'a b;c=ü.docx',
    'filename="a%22b%0D%0A.docx"': 'a"b\r\n.docx',
    'filename="a\\"b.docx"': 'a"b.docx',
    'filename=plain.docx': 'plain.docx',
    'filename="a\u2028b.docx"': 'a\u2028b.docx',
    "filename*=utf-8''%C3%BC%20.docx": 'ü .docx',
    'filename=""': '',
  }
  for (const [written, name] of Object.entries(names)) {
    const { form } = await receive(named(`name="file"; ${written}`, 'x') + end)
    expect([written, fileOf(form, 'file').name]).toEqual([written, name])
  }
  const headers = 'content-type: text/csv\r\nCONTENT-DISPOSITION: form-data; name=file; filename=a'
  const { form } = await receive(`before it${`\r\n${part(headers, 'x')}`}${end}and behind`)
  expect(fileOf(form, 'file').type).toBe('text/csv')
})

test("a part without a name is nobody's, and the others come", async () => {
  const nameless = part('Content-Type: text/plain', 'a') + part(`X: ${'y'.repeat(200_000)}`, 'b')
  const { form } = await receive(nameless + named('name="role"', 'protocol') + end)
  expect(await describe(form)).toEqual([['role', 'protocol']])
})

test('what is no whole form is refused with its reason, and nothing of it stays', async () => {
  const large = named('name="file"; filename="a.txt"', 'x'.repeat(2_000_000))
  const broken = {
    'names no boundary': ['multipart/form-data', ''],
    'ends before its last boundary': [type, large],
  } as const
  for (const [reason, [contentType, text]] of Object.entries(broken)) {
    const received = forms.receive(new Blob([text]).stream(), contentType)
    await expect(received).rejects.toThrow(FormMalformed)
    await expect(received).rejects.toThrow(reason)
  }
  const gaveUp = ReadableStream.from(
    (async function* () {
      yield Buffer.from(large)
      throw new Error('aborted')
    })(),
  )
  await expect(forms.receive(gaveUp, type)).rejects.toThrow('it broke off (aborted)')
  expect(await readdir(folder)).toEqual([])
})

test('a form whose large file the disk refuses ends with the disk’s reason', async () => {
  const gone = join(folder, 'gone')
  const receiver = await openFormReceiver(gone)
  await rm(gone, { recursive: true })
  const text = Buffer.from(named('name="file"; filename="a.txt"', 'x'.repeat(8_000_000)) + end)
  const pieces = Array.from({ length: Math.ceil(text.length / 65_536) }, (_, index) =>
    text.subarray(index * 65_536, (index + 1) * 65_536),
  )
  const received = receiver.receive(ReadableStream.from(pieces), type)
  await expect(received).rejects.toThrow('ENOENT')
}, 10_000)

test('a form of more parts than any form has is refused', async () => {
  const text = named('name="a"', 'b').repeat(1001) + end
  await expect(receive(text)).rejects.toThrow('more than 1000 parts')
})
