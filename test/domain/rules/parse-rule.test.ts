import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRule } from '../../../server/domain/rules/parse-rule.ts'
import type { RuleValue } from '../../../shared/model/template.ts'

function valueOf(text: string): RuleValue | undefined {
  const result = parseRule(`[[rule copy x=${text}]]`)
  return result.outcome === 'parsed' ? result.rule.parameters[0]?.value : undefined
}

describe('a rule', () => {
  test('has a kind and parameters in the order written', () => {
    const text = '[[rule copy from=(sap, protocol) heading="Study design" max=3]] rest'
    const result = parseRule(text)
    expect(result).toMatchObject({ outcome: 'parsed', end: text.length - ' rest'.length })
    if (result.outcome !== 'parsed') return
    expect(result.rule.kind).toBe('copy')
    expect(result.rule.parameters.map(({ name }) => name)).toEqual(['from', 'heading', 'max'])
    const [from] = result.rule.parameters
    expect(from && text.slice(from.range.start, from.range.end)).toBe('from=(sap, protocol)')
  })

  test('takes words with digits, dots and hyphens', () => {
    expect(valueOf('14-1.01')).toEqual({ type: 'word', value: '14-1.01' })
    expect(valueOf('LZZT.2')).toEqual({ type: 'word', value: 'LZZT.2' })
    expect(valueOf('14')).toEqual({ type: 'number', value: 14, raw: '14' })
    expect(valueOf('-2.50')).toEqual({ type: 'number', value: -2.5, raw: '-2.50' })
  })

  test.each(['"a b"', '“a b”', '”a b“', '„a b“', '"a b”'])('reads %s as one text', (text) => {
    expect(valueOf(text)).toEqual({ type: 'string', value: 'a b' })
  })

  test('unescapes quote marks and backslashes in a text, and nothing else', () => {
    expect(valueOf(String.raw`"say \"so\" \\ \{x\} ]] \”q\”"`)).toEqual({
      type: 'string',
      value: String.raw`say "so" \ \{x\} ]] ”q”`,
    })
  })

  test('may span lines and hold blanks wherever words may end', () => {
    const result = parseRule('[[ rule\n omit\n reason = "none" \u00a0]]')
    expect(result).toMatchObject({ outcome: 'parsed', rule: { kind: 'omit' } })
  })

  test('counts its parameter ranges from its own beginning', () => {
    const text = 'before [[rule omit reason=x]]'
    const result = parseRule(text, 7)
    expect(result).toMatchObject({ rule: { parameters: [{ range: { start: 12, end: 20 } }] } })
  })
})

describe('a mistake in a rule', () => {
  test.each([
    ['[[rule copy from]]', 16, '"=" after from', '"]]"'],
    ['[[rule copy from=]]', 17, 'a value for from', '"]]"'],
    ['[[rule copy from=(sap protocol)]]', 22, '"," or ")" in the list of from', '"protocol"'],
    ['[[rule Copy]]', 7, 'the kind of rule', '"Copy"'],
    ['[[rule copy max=1 max=2]]', 18, 'each parameter once', '"max"'],
    ['[[rule copy query="open]]', 25, 'a closing quote mark', 'the end of the text'],
    ['[[rule copy =3]]', 12, 'a parameter such as', '"="'],
  ])('%s is found at %i', (text, offset, expected, found) => {
    const result = parseRule(text)
    expect(result).toMatchObject({ outcome: 'failed', offset, found })
    expect(result.outcome === 'failed' && result.expected).toContain(expected)
  })

  test('is unclosed only when the text ends first', () => {
    expect(parseRule('[[rule copy max=1')).toMatchObject({ isUnclosed: true })
    expect(parseRule('[[rule copy max=1 }} ')).toMatchObject({ isUnclosed: false })
  })

  test('deep nesting is refused, not followed', () => {
    expect(parseRule(`[[rule x a=${'('.repeat(100_000)}`)).toMatchObject({ outcome: 'failed' })
  })
})

describe('laws', () => {
  const piece = fc.constantFrom(
    '[[',
    ']]',
    'rule ',
    'copy ',
    'x=',
    '"',
    '“',
    '(',
    ',',
    ')',
    '\\',
    '1',
  )

  test('parsing never throws, and an offset is always inside the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          const result = parseRule(text)
          const at = result.outcome === 'parsed' ? result.end : result.offset
          expect(at).toBeGreaterThanOrEqual(0)
          expect(at).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })

  test('a text that is quoted and escaped comes back as it was', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = text.replace(/["“”„‟\\]/g, (character) => `\\${character}`)
        expect(valueOf(`"${escaped}"`)).toEqual({ type: 'string', value: text })
      }),
    )
  })
})
