import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTemplateContent } from '../../../server/domain/rules/read-template-content.ts'
import type { TemplateParagraph } from '../../../shared/model/template.ts'

/** "# Title" is a heading, "| text" a paragraph in a table. */
function paragraphs(...texts: readonly string[]): readonly TemplateParagraph[] {
  return texts.map((text, index) => ({
    index,
    text: text.replace(/^(?:#+|\|) /, ''),
    styleName: '',
    headingLevel: /^(#+) /.exec(text)?.[1]?.length ?? 0,
    isInTable: text.startsWith('| '),
  }))
}

function read(...texts: readonly string[]) {
  return readTemplateContent(paragraphs(...texts))
}

describe('sections', () => {
  test('are headings with the paragraphs below them, and what stands before the first', () => {
    const { content } = read('Cover', '# Synopsis', 'One', 'Two', '## Safety', '# Safety')
    expect(content.sections.map(({ id, level, order }) => [id, level, order])).toEqual([
      ['title', 0, 0],
      ['Synopsis', 1, 1],
      ['Safety', 2, 2],
      ['Safety (2)', 1, 3],
    ])
    expect(content.sections.map(({ headingParagraph }) => headingParagraph)).toEqual([
      null,
      1,
      4,
      5,
    ])
    expect(content.sections[1]?.paragraphs).toEqual({ first: 2, last: 3 })
    expect(content.sections[3]?.paragraphs).toBeNull()
  })

  test('a title that looks like a twin is not taken twice', () => {
    const { content } = read('# Safety', '# Safety (2)', '# Safety')
    expect(content.sections.map(({ id }) => id)).toEqual(['Safety', 'Safety (2)', 'Safety (3)'])
  })

  test('an empty heading paragraph and one in a table open none', () => {
    const [first, second] = paragraphs('# ', '| cell')
    const all = [first, { ...second, headingLevel: 1 }] as readonly TemplateParagraph[]
    expect(readTemplateContent(all).content.sections).toHaveLength(1)
  })
})

describe('rules', () => {
  test('span paragraphs, with curled quotes, and know their place', () => {
    const { content, errors } = read('# A', '[[rule omit', 'reason=“not', 'done”]]')
    expect(errors).toEqual([])
    expect(content.sections[0]?.rules).toMatchObject([
      {
        id: '0.1',
        rule: { kind: 'omit', parameters: [{ value: { value: 'not\ndone' } }] },
        place: { firstParagraph: 1, start: 0, lastParagraph: 3, end: 7, isWholeParagraph: true },
      },
    ])
  })

  test('stand in words, several in a paragraph', () => {
    const { content } = read('By [[rule fixed text="A"]] and [[rule fixed text="B"]].')
    const places = content.sections[0]?.rules.map(({ place }) => [place.start, place.end])
    expect(places).toEqual([
      [3, 26],
      [31, 54],
    ])
    expect(content.sections[0]?.rules[0]?.place.isWholeParagraph).toBe(false)
  })

  test('never reach across a heading or out of a paragraph of a table', () => {
    const { errors } = read('[[rule omit', '# Next', '| [[rule omit', '| reason=x]]')
    expect(errors.map(({ code, paragraph, sectionId }) => [code, paragraph, sectionId])).toEqual([
      ['rule_syntax', 0, 'title'],
      ['rule_syntax', 2, 'Next'],
    ])
  })

  test('an unclosed one is told at its opening and does not hide the next', () => {
    const { content, errors } = read('# A', 'x [[rule copy heading="a"', '[[rule omit reason=x]]')
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ paragraph: 1, ruleId: '0.1' })
    expect(content.sections[0]?.rules.map(({ id }) => id)).toEqual(['0.2'])
  })

  test('escaped brackets and braces are the characters themselves', () => {
    const { content, errors } = read(String.raw`\[[rule x]] and \{{field}}`)
    expect(errors).toEqual([])
    expect(content.sections[0]).toMatchObject({ rules: [], placeholders: [] })
  })

  test('all mistakes are told at once, each at its place', () => {
    const { errors } = read(
      '# A',
      '[[rule cpoy x=1]]',
      'so [[rule omit reason=x]]',
      '[[rule copy from=sponsor haeding=x]]',
      '[[block]] [[12]]',
    )
    expect(errors.map(({ code, paragraph, offset }) => [code, paragraph, offset])).toEqual([
      ['rule_kind_unknown', 1, 0],
      ['rule_needs_own_paragraph', 2, 3],
      ['parameter_invalid', 3, 12],
      ['parameter_unknown', 3, 25],
      ['placeholder_syntax', 4, 0],
      ['rule_syntax', 4, 10],
    ])
  })

  test('a heading holds placeholders and no rules', () => {
    const { content, errors } = read('# Report of {{study}}', '# [[rule omit reason=x]]')
    expect(content.sections[0]?.placeholders[0]).toMatchObject({ id: '0.p1', field: 'study' })
    expect(errors).toMatchObject([
      { code: 'rule_syntax', message: "a rule can't stand in a heading" },
    ])
  })
})

describe('placeholders', () => {
  test('name a field, whether it must be there, and a format', () => {
    const { content, errors } = read('{{sponsor.name}} {{?note}} {{day|date:d MMMM yyyy}}')
    expect(errors).toEqual([])
    expect(content.sections[0]?.placeholders).toMatchObject([
      { field: 'sponsor.name', isOptional: false, format: '', place: { start: 0, end: 16 } },
      { field: 'note', isOptional: true, format: '' },
      { field: 'day', isOptional: false, format: 'date:d MMMM yyyy' },
    ])
  })

  test.each([
    ['[[LOGO]]', 'LOGO', false],
    ['[[?LOGO]]', 'LOGO', true],
    ['[[ SITE.PLAN_2 ]]', 'SITE.PLAN_2', false],
    ['[[block logo]]', 'logo', false],
    ['[[Block ?sponsor.logo]]', 'sponsor.logo', true],
  ])('%s names an image, a table or formatted text', (text, field, isOptional) => {
    const { content, errors } = read(text)
    expect(errors).toEqual([])
    const [found] = content.sections[0]?.placeholders ?? []
    expect(found).toMatchObject({ form: 'block', field, isOptional, format: '' })
    expect(found?.place.isWholeParagraph).toBe(true)
  })

  test.each([
    ['[[logo]]', 'rule_syntax'],
    ['[[Logo]]', 'rule_syntax'],
    ['[[LOGO', 'rule_syntax'],
    ['[[block]]', 'placeholder_syntax'],
    ['[[block 1st]]', 'placeholder_syntax'],
    ['[[block .]]', 'placeholder_syntax'],
  ])('%s is a mistake', (text, code) => {
    expect(read(text).errors).toMatchObject([{ code }])
  })

  test('characters behind a backslash stand for themselves, however many there are', () => {
    const { content, errors } = read('\\{{a}} and \\{{b}} \\[[C]] {{d}}')
    expect(errors).toEqual([])
    expect(content.sections[0]?.placeholders).toMatchObject([{ field: 'd' }])
    expect(content.sections[0]?.escapes).toMatchObject([
      { characters: '{{', place: { start: 0, end: 3 } },
      { characters: '{{', place: { start: 11 } },
      { characters: '[[', place: { start: 18 } },
    ])
  })

  test('one that is not closed in its paragraph is a mistake', () => {
    expect(read('{{field', '}}').errors).toMatchObject([{ code: 'placeholder_syntax', offset: 0 }])
  })
})

describe('blocks', () => {
  test('are accepted, and what they hold is no field that the template needs', () => {
    const { content, errors } = read(
      '# A',
      '{{#items}}',
      '# Item {{name}}',
      '{{#if price > 10 and not (kind = "gift")}}dear{{else}}cheap{{/if}} {{.}}',
      '{{/items}}',
      '{{after}} {{#?flag}}x{{/flag}}{{^flag}}y{{/flag}}',
    )
    expect(errors).toEqual([])
    expect(content.hasBlocks).toBe(true)
    const fields = content.sections.flatMap(({ placeholders }) => placeholders)
    expect(fields.map(({ field }) => field)).toEqual(['after'])
  })

  test('a template without any says so', () => {
    expect(read('# A', '{{field}}').content.hasBlocks).toBe(false)
  })

  test('a rule between markers has its paragraph for itself', () => {
    const { content, errors } = read('{{#flag}}[[rule copy from=protocol query="design"]]{{/flag}}')
    expect(errors).toEqual([])
    expect(content.sections[0]?.rules[0]?.place.isWholeParagraph).toBe(true)
  })

  test.each([
    ['{{#items}} {{name}}', 'the block {{#items}} is not closed: {{/items}} is missing'],
    ['{{#if a = 1}}', 'the block {{#if a = 1}} is not closed: {{/if}} is missing'],
    ['{{/items}}', '{{/items}} closes a block that is not open'],
    ['{{else}}', '{{else}} stands in no block'],
    ['{{#a}}{{else}}{{else}}{{/a}}', 'a second {{else}} in the block {{#a}}'],
    ['{{.}}', '{{.}} stands in no repeat'],
    ['{{#if a >}}x{{/if}}', 'in the condition "a >" expected a field'],
    ['{{#two words}}', 'expected a field such as {{#items}}, found {{#two words}}'],
  ])('%s is a mistake', (text, message) => {
    const { errors } = read('# A', `x ${text}`)
    expect(errors[0]).toMatchObject({ code: 'placeholder_syntax', sectionId: 'A', paragraph: 1 })
    expect(errors[0]?.message).toContain(message)
  })

  test('that cross are a mistake of both', () => {
    const { errors } = read('{{#a}}', '{{#b}}', '{{/a}}', '{{/b}}')
    expect(errors.map(({ paragraph }) => paragraph)).toEqual([1, 3])
  })

  test('that begin in a table and end outside are a mistake', () => {
    const { errors } = read('| {{#a}}', '{{/a}}')
    expect(errors).toMatchObject([{ code: 'placeholder_syntax', paragraph: 0 }])
    expect(errors[0]?.message).toContain('different cells')
  })
})

test('whatever stands in a template, reading it gives places inside its paragraphs', () => {
  const piece = fc.constantFrom(
    '[[',
    ']]',
    '{{',
    '}}',
    'rule ',
    'fixed ',
    'text=',
    '"',
    'a',
    '\\',
    ' ',
  )
  const line = fc
    .tuple(fc.constantFrom('', '# ', '| '), fc.array(piece))
    .map(([mark, all]) => mark + all.join(''))
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const all = paragraphs(...lines)
      const { content, errors } = readTemplateContent(all)
      const places = content.sections.flatMap(({ rules, placeholders }) => [
        ...rules,
        ...placeholders,
      ])
      for (const { place } of places) {
        expect(place.end).toBeLessThanOrEqual(all[place.lastParagraph]?.text.length ?? -1)
        expect(all[place.firstParagraph]?.text.slice(place.start)).toMatch(/^(?:\[\[|\{\{)/)
      }
      for (const { paragraph, offset } of errors) {
        expect(offset).toBeLessThanOrEqual(all[paragraph]?.text.length ?? -1)
      }
    }),
  )
})
