import { expect, test } from 'vitest'
import { readHtml } from '../../server/formats/read-html.ts'
import { expectRead, onlyTable, showBlocks, showGrid } from '../support/show-source-text.ts'

const read = (html: string) => expectRead(readHtml(new TextEncoder().encode(html)))

test('headings, paragraphs and lists are what they are, wherever blocks stand in each other', () => {
  const source = read(`<!doctype html><title>Charter</title><body><h2>Scope of <em>audit</em></h2>
    <div>Loose words <b>here</b><p>One paragraph<br>of two lines.</p>more words</div>
    <ol start="3"><li>Third<ul><li>Deeper</li></ul></li><li><p>Fourth</p></li></ol></body>`)
  expect(source.metadata.title).toBe('Charter')
  expect(showBlocks(source)).toEqual([
    'h2 |Scope of audit',
    'paragraph Loose words here',
    'paragraph One paragraph\nof two lines.',
    'paragraph more words',
    'li0 3.|Third',
    'li1 •|Deeper',
    'li0 4.|Fourth',
  ])
})

test('a table keeps its spans, its heads and its caption', () => {
  const source = read(`<table><caption>Table 7 Withdrawals</caption>
    <thead><tr><th rowspan=2>Arm<th colspan=2>Subjects</tr><tr><th>n<th>%</tr></thead>
    <tr><td>Placebo<td>12<td>14.0</tr><tr><td>Active<td>9<td>10.7</tr></table>`)
  const table = onlyTable(source)
  expect(table).toMatchObject({ number: '7', title: 'Withdrawals', headerRowCount: 2 })
  expect(showGrid(source, table)).toEqual([
    ['Arm', 'Subjects', 'Subjects'],
    ['Arm', 'n', '%'],
    ['Placebo', '12', '14.0'],
    ['Active', '9', '10.7'],
  ])
})

test('blanks that a page shows at the start of a cell are its indentation', () => {
  const source = read(`<table><tr><th>Reason<th>n</tr><tr><td> Withdrawn<td>4</tr>
    <tr><td> &nbsp;&nbsp;Adverse&nbsp;event<td>3</tr></table>`)
  expect(onlyTable(source).cells.map(({ indent }) => indent)).toEqual([0, 0, 0, 0, 2, 0])
  expect(showGrid(source, onlyTable(source))[2]).toEqual(['Adverse event', '3'])
})

test('what a reader of the page does not see is not read', () => {
  const source = read(`<p>Seen.</p><script>document.write('run')</script><style>p{}</style>
    <p hidden>hidden</p><p style="color:red;display:none">none</p><template><p>no</p></template>`)
  expect(source.text).toBe('Seen.')
})

test('nesting without end is refused, and so is a page without words', () => {
  const deep = new TextEncoder().encode('<div>'.repeat(20_000) + 'words')
  expect(readHtml(deep)).toMatchObject({ outcome: 'refused', code: 'too_deep' })
  const inline = new TextEncoder().encode('<p>' + '<span>'.repeat(20_000) + 'words')
  expect(readHtml(inline)).toMatchObject({ outcome: 'refused', code: 'too_deep' })
  expect(readHtml(new TextEncoder().encode('<html><p> </p>'))).toMatchObject({ code: 'no_text' })
})

test('a span that claims more columns or rows than there are ends with the table', () => {
  const source = read('<table><tr><td rowspan=900>a<td>1</tr><tr><td>2</tr></table>')
  expect(showGrid(source, onlyTable(source))).toEqual([
    ['a', '1'],
    ['a', '2'],
  ])
})
