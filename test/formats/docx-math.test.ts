import { describe, expect, test } from 'vitest'
import { readBuilt } from '../support/read-built-docx.ts'

const run = (words: string) => `<m:r><m:t>${words}</m:t></m:r>`
const part = (name: string, content: string) => `<m:${name}>${content}</m:${name}>`
const fraction = (over: string, under: string, properties = '') =>
  part('f', properties + part('num', over) + part('den', under))
const power = (base: string, exponent: string) =>
  part('sSup', part('e', base) + part('sup', exponent))
const index = (base: string, below: string) => part('sSub', part('e', base) + part('sub', below))
const call = (name: string, argument: string) =>
  part('func', part('fName', run(name)) + part('e', argument))
const delimited = (content: string) => part('d', part('e', content))
const accent = (mark: string, base: string) =>
  part('acc', (mark && part('accPr', `<m:chr m:val="${mark}"/>`)) + part('e', base))
const bar = (place: string, base: string) =>
  part('bar', part('barPr', `<m:pos m:val="${place}"/>`) + part('e', base))

function read(...equations: readonly string[]): string {
  const maths = equations.map((one) => part('oMath', one)).join('')
  return readBuilt(`<w:p>${maths}</w:p>`).text
}

describe('an equation in one line', () => {
  test.each([
    ['a fraction in front of a factor', fraction(run('1'), run('z')) + run('dz'), '1/z dz'],
    [
      'a fraction in front of brackets',
      fraction(run('1'), run('z')) + delimited(run('x')),
      '1/z (x)',
    ],
    ['a factor in front of a fraction', run('x') + fraction(run('1'), run('2')), 'x 1/2'],
    ['a sign between fractions', fraction(run('1'), run('n')) + run('+1'), '1/n+1'],
    ['a divisor of two factors', fraction(run('b'), run('2a')), 'b/(2a)'],
    ['a power of a fraction', power(fraction(run('a'), run('v')), run('2')), '(a/v)^2'],
    ['a power of a sum', power(run('a+b'), run('2')), '(a+b)^2'],
    ['a power of brackets', power(delimited(run('a+b')), run('2')), '(a+b)^2'],
    ['a power of two brackets', power(run('(a)(b)'), run('2')), '((a)(b))^2'],
    ['a power in front of a factor', power(run('x'), run('k')) + run('a'), 'x^k a'],
    [
      'an index in front of a function',
      index(run('b'), run('n')) + call('sin', run('x')),
      'b_n sin x',
    ],
    ['a bound of two factors', power(run('∯'), run('2π')), '∯^(2π)'],
    ['a function of brackets', call('log', delimited(run('x'))), 'log(x)'],
    ['a function of a sum', call('cos', run('a+b')), 'cos(a+b)'],
    ['a function of a fraction', call('cos', fraction(run('nx'), run('L'))), 'cos(nx/L)'],
    [
      'a limit',
      part(
        'func',
        part('fName', part('limLow', part('e', run('lim')) + part('lim', run('n')))) +
          part('e', run('a+b')),
      ),
      'lim_n a+b',
    ],
    ['a function of a number', call('ln', run('2')), 'ln 2'],
    [
      'a stack without a line, which is no fraction',
      delimited(fraction(run('n'), run('k'), '<m:fPr><m:type m:val="noBar"/></m:fPr>')),
      '(n¦k)',
    ],
    ['a mean', bar('top', run('x')), 'x\u0304'],
    ['a mean of a sum', bar('top', run('a+b')), '¯(a+b)'],
    ['an estimate', accent('', run('y')), 'y\u0302'],
    ['an estimate of two letters', accent('\u0303', run('ab')), '(ab)\u0303'],
    [
      'an index in front',
      part('sPre', part('sub', run('n')) + part('sup', '') + part('e', run('C'))),
      '_n C',
    ],
  ])('writes %s so that it reads in one way', (_, math, written) => {
    expect(read(math)).toBe(written)
  })

  test('stands apart from an equation beside it', () => {
    expect(read(run('a=b'), run('c=d'))).toBe('a=b c=d')
    const beside = `<w:p><w:r><w:t>at</w:t></w:r>${part('oMath', run('x'))}<w:r><w:t>, so</w:t></w:r></w:p>`
    expect(readBuilt(beside).text).toBe('atx, so')
  })
})
