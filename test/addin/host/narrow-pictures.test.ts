import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildDocx, paragraph, run } from '../../support/build-docx.ts'
import { describeWith } from '../../support/requirements.ts'
import { startEmptyServer, type EmptyServer } from '../../support/start-demo-server.ts'
import { createBrowserDriver } from '../browser-driver.ts'
import { documentFrame, launchBrowser } from '../open-pane.ts'

/** As wide as the text of a page, which is more than twice as wide as the frame. */
const size = { cx: 6_000_000, cy: 3_000_000 }

/** How pictures stand (ECMA-376 part 1 §20.4.2): in a line, before the text, between lines, at a side. */
const kinds = {
  inline: drawing('inline'),
  before: drawing('anchor', '<wp:wrapNone/>'),
  between: drawing('anchor', '<wp:wrapTopAndBottom/>'),
  beside: drawing('anchor', '<wp:wrapSquare/>'),
}

describeWith('chromium', 'a document with pictures in a narrow frame', (chromiumPath) => {
  let server: EmptyServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    server = await startEmptyServer()
    browser = await launchBrowser(chromiumPath)
    page = await (await createBrowserDriver(browser, server)).open(buildFile())
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it.each(Object.keys(kinds).map((kind, at) => [kind, at] as const))(
    'shows all of a picture that stands %s, and leaves no more room than it takes',
    async (_, at) => {
      const { picture, paragraph, width } = await documentFrame(page)
        .locator('img')
        .nth(at)
        .evaluate(measure)
      expect(width).toBe(300)
      expect(picture.left).toBeGreaterThanOrEqual(0)
      expect(picture.right).toBeLessThanOrEqual(width)
      expect(picture.width).toBeGreaterThan(width * 0.7)
      expect(picture.width / picture.height).toBeCloseTo(2, 1)
      expect(paragraph.height).toBeLessThan(picture.height + 60)
      expect(picture.top).toBeGreaterThanOrEqual(paragraph.top)
    },
  )

  it('has one column', async () => {
    const lefts = await documentFrame(page)
      .locator('article p')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left))
    expect(lefts).toHaveLength(8)
    expect(new Set(lefts).size).toBe(1)
  })
})

/** Runs in the page. */
function measure(picture: Element) {
  return {
    picture: picture.getBoundingClientRect().toJSON() as DOMRect,
    paragraph: picture.closest('p')!.getBoundingClientRect().toJSON() as DOMRect,
    width: picture.ownerDocument.defaultView!.innerWidth,
  }
}

function buildFile(): Uint8Array {
  const blocks = Object.values(kinds).map(
    (picture) => `<w:p>${run('A picture: ')}${picture}</w:p>${paragraph('Words. '.repeat(30))}`,
  )
  const columns =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="2" w:space="720"/></w:sectPr>'
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'
  return buildDocx({
    body: blocks.join('') + columns,
    extraParts: {
      'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdPicture" Type="${type}" Target="media/a.png"/></Relationships>`,
      'word/media/a.png': Buffer.from(pixel, 'base64'),
    },
  })
}

function drawing(kind: 'inline' | 'anchor', wrap = ''): string {
  const extent = `cx="${size.cx}" cy="${size.cy}"`
  const [x, y] = ['positionH relativeFrom="column"', 'positionV relativeFrom="paragraph"']
  const place =
    kind === 'anchor'
      ? `<wp:${x}><wp:posOffset>914400</wp:posOffset></wp:positionH><wp:${y}><wp:posOffset>0</wp:posOffset></wp:positionV>`
      : ''
  const names =
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
  return (
    `<w:r><w:drawing><wp:${kind}>${place}<wp:extent ${extent}/>${wrap}<a:graphic ${names}><a:graphicData>` +
    '<pic:pic><pic:blipFill><a:blip r:embed="rIdPicture"/></pic:blipFill>' +
    `<pic:spPr><a:xfrm><a:ext ${extent}/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:${kind}></w:drawing></w:r>`
  )
}

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
