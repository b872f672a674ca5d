import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLibreOffice } from '../../server/adapters/libreoffice.ts'
import type { PdfConverter } from '../../server/ports/pdf-converter.ts'
import { buildDocx, paragraph } from '../support/build-docx.ts'
import { describeWith, testWith } from '../support/requirements.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sourcewright-libreoffice-test-'))
})
afterAll(async () => rm(folder, { recursive: true }))

describeWith('libreOffice', 'LibreOffice', (soffice) => {
  testWith('pdftotext', 'gives contents the pages that headings stand on', async (pdftotext) => {
    const text = await convertToText(pdftotext, await getConverter(soffice), contentsDocument)
    expect(text).toMatch(/Alpha[\s.]+1\s/)
    expect(text).toMatch(/Beta[\s.]+2\s/)
    expect(text).toMatch(/Gamma[\s.]+4\s/)
    expect(text).not.toContain('Stale entry')
  })

  testWith('pdftotext', 'neither fetches nor reads what a document links to', async (pdftotext) => {
    const requests: string[] = []
    const server = createServer((request, response) => {
      requests.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const secret = join(folder, 'secret.txt')
    await writeFile(secret, 'the secret of this machine')
    const docx = buildLinks(`http://127.0.0.1:${port}`, `file://${secret}`)
    const text = await convertToText(pdftotext, await getConverter(soffice), docx)
    server.close()
    expect(text).toContain('Words around the links')
    expect(text).not.toContain('the secret of this machine')
    expect(requests).toEqual([])
  })

  test('says that it failed on what is no document', async () => {
    const { convert } = await getConverter(soffice)
    await expect(convert(new TextEncoder().encode('words'))).rejects.toThrow(
      'LibreOffice could not convert the document.',
    )
  })
})

test.skipIf(process.platform === 'win32')(
  'a conversion that takes too long ends with all its processes',
  async () => {
    const program = join(folder, 'slow.sh')
    const trace = join(folder, 'trace')
    await writeFile(program, `#!/bin/sh\n(sleep 2; touch ${trace}) &\nwait\n`)
    await chmod(program, 0o755)
    const { convert } = await getConverter(program, 1000)
    await expect(convert(contentsDocument)).rejects.toThrow('LibreOffice took longer than 1 second')
    await sleep(1500)
    expect(existsSync(trace)).toBe(false)
  },
)

async function getConverter(path: string, timeout?: number): Promise<PdfConverter> {
  const converter = await findLibreOffice(path, timeout)
  if (!converter) throw new Error(`no LibreOffice at ${path}`)
  return converter
}

async function convertToText(
  pdftotext: string,
  { convert }: PdfConverter,
  docx: Uint8Array,
): Promise<string> {
  const path = join(folder, 'document.pdf')
  await writeFile(path, await convert(docx))
  return execFileSync(pdftotext, ['-layout', path, '-'], { encoding: 'utf8' })
}

const newPage = '<w:pageBreakBefore/>'

const contentsDocument = buildDocx({
  body:
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h </w:instrText></w:r>' +
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Stale entry</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' +
    paragraph('Alpha', 'Heading1') +
    paragraph('Beta', 'Heading1', newPage) +
    paragraph('Words', '', newPage) +
    paragraph('Gamma', 'Heading2', newPage),
})

/** A linked picture, pictures and text of fields, and a template, at addresses of a server and on disk. */
function buildLinks(server: string, file: string): Uint8Array {
  const relationship = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/>`
  const relationships = [
    relationship('rIdA', 'image', `${server}/picture.png`),
    relationship('rIdB', 'image', file),
  ]
  const xml = (content: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`
  return buildDocx({
    body:
      paragraph('Words around the links') +
      linkedPicture('rIdA') +
      linkedPicture('rIdB') +
      field(`INCLUDEPICTURE "${server}/field.png" \\d`) +
      field(`INCLUDETEXT "${server}/text.html"`) +
      field(`INCLUDETEXT "${file.replace('file://', '')}"`) +
      field(`INCLUDETEXT "${file}"`),
    extraParts: { 'word/_rels/document.xml.rels': xml(relationships.join('')) },
  })
}

function linkedPicture(id: string): string {
  return (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">' +
    '<wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="picture"/>' +
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">' +
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">' +
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">' +
    '<pic:nvPicPr><pic:cNvPr id="0" name="picture"/><pic:cNvPicPr/></pic:nvPicPr>' +
    `<pic:blipFill><a:blip r:link="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>' +
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
  )
}

function field(instruction: string): string {
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const code = `<w:r><w:instrText xml:space="preserve"> ${instruction.replaceAll('"', '&quot;')} </w:instrText></w:r>`
  return `<w:p>${mark('begin')}${code}${mark('separate')}<w:r><w:t>shown</w:t></w:r>${mark('end')}</w:p>`
}
