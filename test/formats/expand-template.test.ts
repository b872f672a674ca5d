import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expandTemplate } from '../../server/formats/expand-template.ts'
import { readZip } from '../../server/formats/zip.ts'
import { buildDocx, cell, paragraph, run, table, tableRow } from '../support/build-docx.ts'
import { describeBlocks, readBytes } from '../support/read-built-docx.ts'
import { testWith } from '../support/requirements.ts'
import { validateDocx } from '../support/validate-docx.ts'

function expand(body: string, data: unknown): Uint8Array {
  const result = expandTemplate(buildDocx({ body }), data)
  if (result.outcome !== 'expanded') throw new Error(result.reason)
  return result.bytes
}

const texts = (body: string, data: unknown) => {
  const result = expandTemplate(buildDocx({ body }), data)
  return result.outcome === 'expanded' ? result.paragraphs.map(({ text }) => text) : result
}
const lines = (...all: string[]) => all.map((text) => paragraph(text)).join('')
const fails = (body: string, data: unknown) => {
  const result = expandTemplate(buildDocx({ body }), data)
  if (result.outcome !== 'failed') throw new Error(`it is ${result.outcome}`)
  return result
}

const people = {
  list: [{ name: 'Ann' }, { name: 'Bob', tags: ['x', 'y'] }],
  title: 'T',
  yes: true,
  no: false,
}

describe('a list', () => {
  test('repeats words of a line', () => {
    const body = paragraph('With {{#list}}{{name|x:y}}, {{/list}}and {{title}}.')
    const expected = 'With {{list.0.name|x:y}}, {{list.1.name|x:y}}, and {{title}}.'
    expect(texts(body, people)).toEqual([expected])
  })

  test('keeps the format of words and of placeholders that Word has split', () => {
    const body = `<w:p>${run('{{#li')}${run('st}}so {{na', '<w:b/>')}${run('me}} ', '<w:i/>')}${run('{{/list}}.')}</w:p>`
    expect(texts(body, people)).toEqual(['so {{list.0.name}} so {{list.1.name}} .'])
    const runs = documentXml(expand(body, people)).matchAll(/<w:b\/><\/w:rPr><w:t[^>]*>([^<]*)/g)
    expect([...runs].map(([, words]) => words)).toEqual([
      'so ',
      '{{list.0.name}}',
      'so ',
      '{{list.1.name}}',
    ])
  })

  test('repeats paragraphs, and takes the paragraphs of its markers away', () => {
    const body = lines('Before', '{{#list}}', 'Name: {{name}}', '{{title}}', '{{/list}}', 'After')
    expect(texts(body, people)).toEqual([
      'Before',
      'Name: {{list.0.name}}',
      '{{title}}',
      'Name: {{list.1.name}}',
      '{{title}}',
      'After',
    ])
  })

  test('may begin and end at the edges of paragraphs', () => {
    const body = lines('{{#list}}A', 'B{{/list}}', 'C{{#list}}', 'D', '{{/list}}E')
    expect(texts(body, people)).toEqual(['A', 'B', 'A', 'B', 'C', 'D', 'D', 'E'])
  })

  test('repeats sections with headings and rules as they are', () => {
    const rule = '[[rule fixed text="{{#list}} is no block here"]]'
    const body = [
      paragraph('{{#list}}'),
      paragraph('About {{name}}', 'Heading1'),
      paragraph(rule),
      paragraph('{{/list}}'),
      paragraph('End', 'Heading1'),
    ].join('')
    expect(describeBlocks(readBytes(expand(body, people)))).toEqual([
      'heading: About {{list.0.name}}',
      `paragraph: ${rule}`,
      'heading: About {{list.1.name}}',
      `paragraph: ${rule}`,
      'heading: End',
    ])
  })

  test('whose markers stand in cells of a row repeats the row', () => {
    const body = table([
      ['Name', 'Title'],
      ['{{#list}}{{name}}', '{{title}}{{/list}}'],
      ['Sum', ''],
    ])
    expect(describeBlocks(readBytes(expand(body, people)))).toEqual([
      'table: Name|Title/{{list.0.name}}|{{title}}/{{list.1.name}}|{{title}}/Sum|',
    ])
  })

  test('whose markers stand in two rows repeats these and all between', () => {
    const body = table([
      ['{{#list}}', ''],
      ['{{name}}', 'a'],
      ['b', 'c'],
      ['', '{{/list}}'],
    ])
    expect(describeBlocks(readBytes(expand(body, people)))).toEqual([
      'table: {{list.0.name}}|a/b|c/{{list.1.name}}|a/b|c',
    ])
  })

  test('in a list is of the item around it', () => {
    const body = lines('{{#list}}', '{{name}}:{{#?tags}} {{.}} of {{name}}{{/tags}}', '{{/list}}')
    expect(texts(body, people)).toEqual([
      '{{list.0.name}}:',
      '{{list.1.name}}: {{list.1.tags.0}} of {{list.1.name}} {{list.1.tags.1}} of {{list.1.name}}',
    ])
  })

  test('without items leaves nothing behind, in a cell an empty paragraph', () => {
    const none = { list: [] }
    expect(texts(lines('A', '{{#list}}', 'B', '{{/list}}', 'C'), none)).toEqual(['A', 'C'])
    expect(texts(lines('A', '{{#list}}B{{/list}}', 'C'), none)).toEqual(['A', 'C'])
    expect(texts(table([['{{#list}}B{{/list}}']]), none)).toEqual([''])
    expect(texts(table([['{{#list}}B', '{{/list}}']]) + paragraph('C'), none)).toEqual(['C'])
    expect(texts(lines('{{#list}}B{{else}}none{{/list}}'), none)).toEqual(['none'])
  })
})

describe('a condition', () => {
  test('keeps or leaves out', () => {
    const body = lines(
      '{{#yes}}a{{/yes}}{{#no}}b{{/no}}{{^yes}}c{{/yes}}{{^no}}d{{/no}}{{^?gone}}e{{/gone}}{{#?gone}}f{{/gone}}',
    )
    expect(texts(body, people)).toEqual(['ade'])
  })

  test('chooses between two', () => {
    const body = lines('{{#if total > 10000}}high{{else}}low{{/if}}')
    expect(texts(body, { total: 10001 })).toEqual(['high'])
    expect(texts(body, { total: 10000 })).toEqual(['low'])
  })

  test('chooses between paragraphs', () => {
    const body = lines('{{#if a = ‘x’}}', '1', '2', '{{else}}', '3', '{{/if}}')
    expect(texts(body, { a: 'x' })).toEqual(['1', '2'])
    expect(texts(body, { a: 'y' })).toEqual(['3'])
  })

  test('reads the fields of the item around it', () => {
    const body = lines('{{#list}}{{#if name = "Bob"}}{{name}}{{/if}}{{/list}}')
    expect(texts(body, people)).toEqual(['{{list.1.name}}'])
  })

  test('in tracked words and links keeps what is around it', () => {
    const body = `<w:p>${run('a')}<w:ins w:id="1" w:author="x">${run('b{{#no}}c')}</w:ins>${run('d{{/no}}e')}</w:p>`
    expect(texts(body, people)).toEqual(['abe'])
  })
})

describe('what does not fit fails by its name and place', () => {
  test.each([
    ['a list without data', '{{#gone}}x{{/gone}}', 'data_missing', 'gone'],
    ['no list', '{{#title}}x{{/title}}', 'data_invalid', 'title'],
    ['a condition without data', '{{#if gone > 1}}x{{/if}}', 'data_missing', 'gone'],
    ['a list in an item', '{{#list}}{{#tags}}x{{/tags}}{{/list}}', 'data_missing', 'list.0.tags'],
    ['a block that is not closed', '{{#list}}x', 'placeholder_syntax', ''],
  ])('%s', (_, text, code, field) => {
    const failed = fails(paragraph(text), people)
    expect(failed).toMatchObject({ code, field })
    expect(failed.reason).toContain(`(in the paragraph "${text}")`)
  })

  test.each([
    ['cells of two tables', table([['{{#list}}']]) + paragraph('x') + table([['{{/list}}']])],
    ['a cell and the text behind', table([['{{#list}}']]) + paragraph('{{/list}}')],
    ['a nested table', tableOf(table([['{{#list}}']]) + paragraph('x{{/list}}'))],
    ['the middle of two paragraphs', lines('a{{#list}}b', 'c{{/list}}d')],
    ['an else in a row', table([['{{#list}}a', '{{else}}', '{{/list}}']])],
    [
      'markers that cross when lifted',
      table([
        ['{{#yes}}a', '{{/yes}}{{#list}}'],
        ['b', '{{/list}}'],
      ]),
    ],
  ])('%s', (_, body) => {
    expect(fails(body, people).code).toBe('placeholder_syntax')
  })

  test('more than 10,000 repeats', () => {
    const many = { list: Array.from({ length: 101 }, () => 1) }
    const body = paragraph('{{#list}}{{#list}}{{.}}{{/list}}{{/list}}')
    expect(fails(body, many)).toMatchObject({ code: 'data_invalid', field: 'list' })
    expect(fails(body, many).reason).toContain('the block {{#list}} repeats too often')
  })
})

test('ids that copying doubles are unique again', () => {
  const drawing =
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="x"/></wp:inline></w:drawing></w:r>'
  const body =
    paragraph('{{#list}}') +
    `<w:p><w:bookmarkStart w:id="3" w:name="here"/>${run('x')}<w:bookmarkEnd w:id="3"/>${drawing}</w:p>` +
    `<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>${paragraph('y')}</w:sdtContent></w:sdt>` +
    paragraph('{{/list}}') +
    `<w:p><w:bookmarkStart w:id="9" w:name="half"/>${run('{{#no}}z')}<w:bookmarkEnd w:id="9"/>${run('{{/no}}w')}</w:p>`
  const xml = documentXml(expand(body, people))
  const count = (pattern: RegExp) => [...xml.matchAll(pattern)].length
  expect(count(/w:name="here"/g)).toBe(1)
  expect(count(/<w:bookmarkEnd/g)).toBe(1)
  expect(count(/w:name="half"/g)).toBe(0)
  expect(count(/<w:id w:val="5"/g)).toBe(1)
  expect([...xml.matchAll(/docPr id="(\d+)"/g)].map(([, id]) => id)).toEqual(['7', '1'])
})

test('what stands in data is never read as a template', () => {
  const hostile = ['{{#list}}', '{{secret}}', '[[rule omit]]', '</w:t>', '\\{{']
  const data = { list: hostile.map((name) => ({ name })), yes: true }
  const all = texts(lines('{{#list}}', '{{name}} {{#if name = "x"}}x{{/if}}', '{{/list}}'), data)
  expect(all).toEqual(hostile.map((_, index) => `{{list.${index}.name}} `))
})

test('equal data gives equal bytes, and no data makes it throw', () => {
  const body = lines(
    '{{#list}}',
    '{{name}}{{#?tags}}{{.}}{{/tags}}',
    '{{/list}}',
    '{{#?title}}t{{/title}}',
  )
  const bytes = buildDocx({ body: body + table([['{{#?list}}{{name}}', '{{/list}}']]) })
  const item = fc.record({ name: fc.string(), tags: fc.array(fc.string()) }, { requiredKeys: [] })
  const data = fc.oneof(
    fc.record({
      list: fc.array(fc.oneof(item, fc.jsonValue()), { maxLength: 5 }),
      title: fc.boolean(),
    }),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(data, (one) => {
      const first = expandTemplate(bytes, one)
      expect(first.outcome).not.toBe('refused')
      expect(expandTemplate(bytes, structuredClone(one))).toEqual(first)
    }),
  )
})

test('wherever markers stand, a template is expanded without markers, or fails by name', () => {
  const markers = [
    '{{#list}}',
    '{{/list}}',
    '{{#yes}}',
    '{{/yes}}',
    '{{^no}}',
    '{{/no}}',
    '{{else}}',
  ]
  const word = fc.constantFrom(...markers, '{{name}}', 'a', ' ')
  const line = fc.array(word, { maxLength: 4 }).map((words) => words.join(''))
  const rows = fc.array(fc.tuple(line, line), { minLength: 1, maxLength: 3 })
  const tracked = line.map((text) => `<w:p><w:ins w:id="1">${run(text)}</w:ins>${run('b')}</w:p>`)
  const block = fc.oneof(
    line.map((text) => paragraph(text)),
    rows.map((cells) => table(cells)),
    rows.map((cells) => tableOf(table(cells) + paragraph('end'))),
    tracked,
  )
  fc.assert(
    fc.property(fc.array(block, { maxLength: 4 }), (all) => {
      const result = expandTemplate(buildDocx({ body: all.join('') }), people)
      expect(result.outcome).not.toBe('refused')
      if (result.outcome !== 'expanded') return
      const left = result.paragraphs.filter(({ text }) => /\{\{(?:[#^/]|else)/.test(text))
      expect(left).toEqual([])
      expect(documentXml(result.bytes)).not.toContain('<marker')
    }),
    { numRuns: 300 },
  )
})

testWith('ooxmlValidator', 'an expanded template is a valid Word file', async () => {
  const body =
    lines('{{#list}}', 'a {{name}}', '{{/list}}', '{{#no}}x{{/no}}') +
    table([
      ['{{#list}}{{name}}', '{{/list}}'],
      ['{{#no}}x{{/no}}', 'y'],
    ]) +
    paragraph('end')
  const template = buildDocx({ body })
  const before = await validateDocx(template)
  expect(await validateDocx(expand(body, people))).toEqual(before)
})

function tableOf(content: string): string {
  const inner = cell('').replace(/<w:p>.*<\/w:p>/, () => content)
  return `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid>${tableRow([inner])}</w:tbl>`
}

function documentXml(bytes: Uint8Array): string {
  return new TextDecoder().decode(readZip(bytes).get('word/document.xml'))
}
