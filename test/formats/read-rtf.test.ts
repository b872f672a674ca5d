import { describe, expect, test } from 'vitest'
import { readRtf } from '../../server/formats/read-rtf.ts'
import { expectRead, showBlocks } from '../support/show-source-text.ts'
import { bytes, read, words, blocks } from './rtf-words.ts'

describe('characters', () => {
  test('are of the code page of the file, or of the font that is on', () => {
    const fonts = String.raw`{\fonttbl{\f0\fnil Arial;}{\f1\fcharset204{\*\panose 02}Arial Cyr;}{\f2\fcharset128 MS Mincho;}}`
    expect(words(String.raw`na\'efve \'93it\'94`, '\\ansicpg1252')).toBe('naïve “it”')
    expect(words(String.raw`\'cc\'e8\'f0`, '\\ansicpg1251')).toBe('Мир')
    expect(words(String.raw`\f0 \'e9{\f1 \'cc\'e8\'f0}\f2 \'93\'fa\'96\'7b`, fonts)).toBe(
      'éМир日本',
    )
    expect(words(String.raw`a\'93\'fab`, String.raw`\ansicpg932`)).toBe('a日b')
    expect(words(String.raw`\'cc\'e8\'f0`, `\\deff1${fonts}`)).toBe('Мир')
  })

  test('of a symbol font are what the page shows', () => {
    const fonts = String.raw`{\fonttbl\f0\fswiss Arial;\f3\fcharset2 Symbol;}`
    expect(words(String.raw`p {\f3 \'a3} 0.05, {\f3 a}`, fonts)).toBe('p ≤ 0.05, α')
    expect(words(String.raw`n {\f3\u-3917\'b3} 5`, fonts)).toBe('n ≥ 5')
    expect(words(String.raw`{\f3\u183 ?} one \u183 ?`, fonts)).toBe('• one ·')
  })

  test('in Unicode take the place of as many as stand in for them', () => {
    expect(words(String.raw`a\u8804?b`)).toBe('a≤b')
    expect(words(String.raw`\uc2 a\u8804\'3c\'3db \uc0\u8805 c`)).toBe('a≤b ≥c')
    expect(words(String.raw`Glad \u55357?\u56836?.`)).toBe('Glad 😄.')
    expect(words(String.raw`a\u8211\endash b`)).toBe('a–b')
    expect(words(String.raw`{\uc0 \u8217}s`)).toBe('’s')
    expect(words(String.raw`one\u8230\par two`)).toBe('one…\ntwo')
  })

  test('by their names and escapes', () => {
    const named = String.raw`\{a\}\\ 5\~mg\emdash\lquote x\rquote  soft\-hyphen non\_breaking\tab end`
    expect(words(named)).toBe('{a}\\ 5\u00A0mg—‘x’ softhyphen non-breaking\tend')
  })

  test('of a code page that is not known are marked, and a warning says so', () => {
    const result = readRtf(bytes(String.raw`{\rtf1\pc Gr\'94\'e1e}`))
    expect(expectRead(result).text).toBe('Gr\uFFFD\uFFFDe')
    expect(result).toMatchObject({ warnings: ['characters of code page 437 can not be read'] })
  })

  test('raised digits do not change the number before them', () => {
    expect(words(String.raw`8.2{\super 1} and 10 cm{\super 2}, CO{\sub 2}`)).toBe(
      '8.2 ¹ and 10 cm², CO2',
    )
    expect(words(String.raw`patients\up6 1\up0  were`)).toBe('patients¹ were')
  })
})

describe('what a reader of the page does not see is not read', () => {
  test('hidden and deleted words, comments, index entries, unknown destinations', () => {
    const body = String.raw`Seen{\v hidden}{\deleted gone}{\*\annotation a comment}{\xe\v entry}{\*\unknown {\b x} y}.`
    expect(words(body)).toBe('Seen.')
    expect(blocks(String.raw`One{\deleted\par} and two.\par`)).toEqual(['paragraph One and two.'])
    expect(words(String.raw`a\plain\v b\v0 c\v d\plain e`)).toBe('ace')
  })

  test('pictures, objects, colours, information and binary data', () => {
    const body =
      String.raw`{\colortbl;\red0;}{\info{\title Plan of analysis}{\author A. Name}}` +
      String.raw`{\pict\pngblip 89504e47}{\object\objemb{\*\objdata 01ff}{\result shown}}{\*\shppict{\pict\bin5 {{{{\}}` +
      String.raw`Words.`
    const source = read(`{\\rtf1${body}}`)
    expect(source.text).toBe('Words.')
    expect(source.metadata.title).toBe('Plan of analysis')
  })

  test('a field shows its last result, and its instruction is not followed', () => {
    const field = String.raw`See {\field{\*\fldinst HYPERLINK "http://example.com/x"}{\fldrslt {\ul here}}}.`
    expect(words(field)).toBe('See here.')
    const symbol = (result: string) =>
      String.raw`Age {\field{\*\fldinst SYMBOL 179 \\f "Symbol" \\s 11}{\fldrslt${result}}} 18`
    expect(words(symbol(''))).toBe('Age ≥ 18')
    expect(words(symbol(String.raw` \u-3917?`))).toBe('Age ≥ 18')
    expect(
      words(
        String.raw`p {\field{\*\fldinst SYMBOL 8804 \\u}} 0.05{\field{\*\fldinst PAGE}{\fldrslt 7}}`,
      ),
    ).toBe('p ≤ 0.057')
  })

  test('what follows the last brace is no part of the file', () => {
    expect(read('{\\rtf1 Words.}\u0000 more')).toMatchObject({ text: 'Words.' })
  })
})

describe('paragraphs', () => {
  const styles = String.raw`{\stylesheet{\ql Normal;}{\s1\outlinelevel0 heading 1;}{\s2\sbasedon1 Own head;}{\*\cs1\b Strong;}{\s3 {\b heading} 3;}{\s4 Title;}{\s5 caption;}}`

  test('are headings by their style or their own level, with the number before them', () => {
    const body = String.raw`\pard\s4 A study\par\pard\s1{\listtext\pard\plain 1.2\tab}Design\par\pard\s2 Arms\par\pard\s3 Visits\par\pard\outlinelevel1 Own level\par\pard\s1\outlinelevel9 No head\par`
    const source = read(`{\\rtf1${styles}${body}}`)
    expect(showBlocks(source)).toEqual([
      'paragraph A study',
      'h1 1.2|Design',
      'h1 |Arms',
      'h3 |Visits',
      'h2 |Own level',
      'paragraph No head',
    ])
    expect(source.metadata.title).toBe('A study')
  })

  test('are items of a list by the mark that the page shows', () => {
    const fonts = String.raw`{\fonttbl{\f0 Arial;}{\f3\fcharset2 Symbol;}}`
    const body = String.raw`\pard{\pntext\f3\'b7\tab}One\par\pard\ilvl1{\listtext\pard\plain a)\tab}Two\par`
    expect(blocks(body, fonts)).toEqual(['li0 •|One', 'li1 a)|Two'])
    const privately = String.raw`\pard{\listtext\pard\plain\f3 \u-3913\'b7\tab}One\par`
    expect(blocks(privately, fonts)).toEqual(['li0 •|One'])
    expect(blocks(privately.replace(String.raw`\f3 `, ''), fonts)).toEqual(['li0 •|One'])
  })

  test('keep their line breaks, and lines of contents are told apart', () => {
    expect(blocks(String.raw`One\line two\par Three`)).toEqual([
      'paragraph One\ntwo',
      'paragraph Three',
    ])
    const contents = String.raw`{\field{\*\fldinst TOC \\o}{\fldrslt Design\tab 4\par}}\pard Words.\par`
    expect(blocks(contents)).toEqual(['contents Design\t4', 'paragraph Words.'])
    expect(blocks('One\\\nTwo\\\r\nThree\nfour')).toEqual([
      'paragraph One',
      'paragraph Two',
      'paragraph Threefour',
    ])
  })

  test('in a text box stand after the one that holds it', () => {
    const box = String.raw`{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard In the box.\par}}{\shprslt{\*\do old}}}`
    expect(blocks(String.raw`Before${box} after.\par Last.\par`)).toEqual([
      'paragraph Before after.',
      'paragraph In the box.',
      'paragraph Last.',
    ])
  })

  test('of notes stand at the end with the numbers that the page shows', () => {
    const body = String.raw`One{\super\chftn{\footnote\pard\plain{\super\chftn} First note.}} two{\super\chftn{\footnote\ftnalt\pard\plain At the end.}} three{\super\chftn{\footnote Second.}}.\par`
    expect(blocks(body)).toEqual([
      'paragraph One two three.',
      'note 1 First note.',
      'note 2 Second.',
      'note i At the end.',
    ])
  })

  test('of a header or a note do not look as the words around them', () => {
    const body = String.raw`{\v hidden{\header Running title\par}}\pard\intbl{\header Running title\par}Words{\super{\footnote A note.}}.`
    const source = read(`{\\rtf1 ${body}}`)
    expect(source.metadata.marginLines).toEqual(['Running title'])
    expect(showBlocks(source)).toEqual(['paragraph Words.', 'note 1 A note.'])
  })

  test('equations are left out with a warning', () => {
    const result = readRtf(bytes(String.raw`{\rtf1 Mean {\mmath{\*\moMath{\mr x}}} of all.}`))
    expect(expectRead(result).text).toBe('Mean  of all.')
    expect(result).toMatchObject({ warnings: ['equations are not read'] })
  })
})
