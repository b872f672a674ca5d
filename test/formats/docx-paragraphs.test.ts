import { describe, expect, test } from 'vitest'
import { paragraph, paragraphStyle, run, standardStyles } from '../support/build-docx.ts'
import { describeBlocks, readBuilt } from '../support/read-built-docx.ts'

function textOf(inner: string): string {
  return readBuilt(`<w:p>${run('start ')}${inner}${run(' end')}</w:p>`).text
}

describe('the words of a paragraph', () => {
  test('are those of its runs, without blanks at its ends', () => {
    expect(readBuilt(`<w:p>${run('  The ')}${run('study ')}</w:p>`).text).toBe('The study')
  })

  test('hold insertions and no deletions', () => {
    const inner = `<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>${run('new')}</w:ins>`
    expect(textOf(inner)).toBe('start new end')
  })

  test('hold a moved sentence once, where it went', () => {
    const body = `<w:p><w:moveFrom>${run('moved')}</w:moveFrom>${run('left')}</w:p><w:p><w:moveTo>${run('moved')}</w:moveTo></w:p>`
    expect(readBuilt(body).text).toBe('left\nmoved')
  })

  test('go on in the next paragraph where the mark between them is deleted', () => {
    const deleted = `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run('one ')}</w:p>`
    expect(describeBlocks(readBuilt(deleted + paragraph('two', 'Heading1')))).toEqual([
      'heading: one two',
    ])
  })

  test('keep tabs and line breaks, which are one character each', () => {
    expect(textOf('<w:r><w:tab/><w:t>a</w:t><w:br/><w:cr/></w:r>')).toBe('start \ta\n\n end')
  })

  test('fold a line feed in w:t to a blank, as Word shows it', () => {
    expect(textOf('<w:r><w:t>a\n   b</w:t></w:r>')).toBe('start a    b end')
  })

  test('have no soft hyphens, and a hyphen for the one that does not break', () => {
    expect(textOf('<w:r><w:t>co\u00ADop</w:t><w:softHyphen/><w:noBreakHyphen/></w:r>')).toBe(
      'start coop- end',
    )
  })

  test('have the character of a symbol font where it is known', () => {
    const symbols = `<w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Unknown" w:char="F0FC"/>`
    expect(textOf(`<w:r>${symbols}</w:r>`)).toBe('start ≥✓ü end')
  })

  test('have the character that Word stores in its private area for a symbol font', () => {
    const font = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    expect(textOf(run('\uF06D', font))).toBe('start μ end')
  })

  const raised = (text: string) => run(text, '<w:vertAlign w:val="superscript"/>')

  test('have raised digits as superscripts, whatever runs they are cut into', () => {
    expect(textOf(`${run('50 c')}${run('m')}${raised('2')}`)).toBe('start 50 cm² end')
    expect(textOf(`${run('1.5 x 10')}${raised('-')}${raised('3')}`)).toBe('start 1.5 x 10⁻³ end')
    expect(textOf(`${run('10')}${raised('9')}${run('/L')}`)).toBe('start 10⁹/L end')
  })

  test('keep the mark of a note off a value', () => {
    expect(textOf(`${run('8.2')}${raised('2')}`)).toBe('start 8.2 ² end')
    expect(textOf(`${run('cancer')}${raised('15')}`)).toBe('start cancer¹⁵ end')
  })

  test('have lowered digits as they are', () => {
    expect(textOf(`${run('CO')}${run('2', '<w:vertAlign w:val="subscript"/>')}`)).toBe(
      'start CO2 end',
    )
  })

  test('are raised by a style too, unless the run is not', () => {
    const style = `<w:style w:type="character" w:styleId="Up"><w:name w:val="Up"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>`
    const body = `<w:p>${run('m')}${run('2', '<w:rStyle w:val="Up"/>')}${run(' m')}${run('2', '<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>')}</w:p>`
    expect(readBuilt({ body, styles: standardStyles + style }).text).toBe('m² m2')
  })

  test('have the base of a ruby and not its reading', () => {
    const ruby = `<w:ruby><w:rubyPr/><w:rt>${run('とうきょう')}</w:rt><w:rubyBase>${run('東京')}</w:rubyBase></w:ruby>`
    expect(textOf(`<w:r>${ruby}</w:r>`)).toBe('start 東京 end')
  })

  test('have no hidden words, whether a run, its style or the paragraph hides them', () => {
    const styles =
      standardStyles +
      '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    const body = `<w:p>${run('a')}${run('b', '<w:vanish/>')}${run('c', '<w:rStyle w:val="Secret"/>')}${run('d', '<w:vanish w:val="0"/>')}</w:p>`
    expect(readBuilt({ body, styles }).text).toBe('ad')
  })

  test('have no comment, no bookmark name and no mark of a comment', () => {
    const inner =
      '<w:commentRangeStart w:id="0"/>' +
      `<w:bookmarkStart w:id="1" w:name="name"/>${run('words')}<w:bookmarkEnd w:id="1"/>` +
      '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    const source = readBuilt({
      body: `<w:p>${inner}</w:p>`,
      comments: `<w:comment w:id="0">${paragraph('an opinion')}</w:comment>`,
    })
    expect(source.text).toBe('words')
  })

  test('are the cached result of a field', () => {
    const fieldOf = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const inner = `${fieldOf('begin')}<w:r><w:instrText>SEQ Table</w:instrText></w:r>${fieldOf('separate')}${run('7')}${fieldOf('end')}`
    expect(textOf(inner)).toBe('start 7 end')
  })

  test('are kept where a field never ends', () => {
    const broken =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    const body = `<w:p>${run('before ')}${broken}</w:p>${paragraph('after')}`
    expect(describeBlocks(readBuilt(body))).toEqual(['paragraph: before', 'paragraph: after'])
  })

  test('write an equation in one line', () => {
    const text = (name: string, words: string) =>
      `<m:${name}><m:r><m:t>${words}</m:t></m:r></m:${name}>`
    const math =
      `<m:oMath><m:f>${text('num', 'a+b')}${text('den', '2')}</m:f><m:r><m:t>=</m:t></m:r>` +
      `<m:sSup>${text('e', '10')}${text('sup', '5')}</m:sSup><m:rad>${text('deg', '')}${text('e', 'x')}</m:rad></m:oMath>`
    expect(textOf(math)).toBe('start (a+b)/2=10^5√(x) end')
  })
})

describe('what makes a block', () => {
  test('is a paragraph with words, divided from the next by a line feed', () => {
    const source = readBuilt(`<w:p/>${paragraph('one')}${paragraph('  ')}${paragraph('two')}<w:p/>`)
    expect(source.text).toBe('one\ntwo')
    expect(describeBlocks(source)).toEqual(['paragraph: one', 'paragraph: two'])
  })

  test('stands in content controls and custom XML as if it stood alone', () => {
    const body = `<w:sdt><w:sdtPr/><w:sdtContent>${paragraph('a')}</w:sdtContent></w:sdt><w:customXml>${paragraph('b')}</w:customXml>`
    expect(readBuilt(body).text).toBe('a\nb')
  })

  test('is not the prompt of a control that nobody has filled in, but what was chosen in it', () => {
    const control = (properties: string, inner: string) =>
      `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`
    const prompt = '<w:showingPlcHdr/>'
    const choice = '<w:dropDownList><w:listItem w:value="Safety"/></w:dropDownList>'
    const body =
      `<w:p>${run('Phase: ')}${control(choice + prompt, run('Choose an item.'))}</w:p>` +
      `<w:p>${run('Set: ')}${control(choice, run('Safety'))}</w:p>` +
      control(`<w:date/>${prompt}`, paragraph('Click to enter a date.')) +
      control('<w:date w:fullDate="2024-05-01T00:00:00Z"/>', paragraph('1 May 2024')) +
      control('<w:showingPlcHdr w:val="0"/>', paragraph('Written'))
    expect(describeBlocks(readBuilt(body))).toEqual([
      'paragraph: Phase:',
      'paragraph: Set: Safety',
      'paragraph: 1 May 2024',
      'paragraph: Written',
    ])
  })

  test('is each paragraph of a text box, after the one that holds the box, and once', () => {
    const box = (words: string) => `<w:txbxContent>${paragraph(words)}</w:txbxContent>`
    const alternate =
      `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('boxed')}</wps:txbx></w:drawing></mc:Choice>` +
      `<mc:Fallback><w:pict>${box('boxed')}</w:pict></mc:Fallback></mc:AlternateContent>`
    const body = `<w:p><w:r>${alternate}</w:r>${run('host')}</w:p>${paragraph('next')}`
    expect(describeBlocks(readBuilt(body))).toEqual([
      'paragraph: host',
      'paragraph: boxed',
      'paragraph: next',
    ])
  })

  test('is a line of a table of contents by its style or its field', () => {
    const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    const begin = `${mark('begin')}<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>${mark('separate')}`
    const body =
      paragraph('Styled 1', 'TOC1') +
      `<w:p>${begin}${run('First 2')}</w:p>${paragraph('Second 3')}<w:p>${mark('end')}</w:p>` +
      paragraph('Words')
    expect(describeBlocks(readBuilt(body))).toEqual([
      'contents: Styled 1',
      'contents: First 2',
      'contents: Second 3',
      'paragraph: Words',
    ])
  })

  test('is a line of the control that Word makes for a table of contents, but for its heading', () => {
    const control =
      '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>' +
      `<w:sdtContent>${paragraph('Contents', 'Heading1')}${paragraph('Intro 1')}</w:sdtContent></w:sdt>`
    expect(describeBlocks(readBuilt(control))).toEqual(['heading: Contents', 'contents: Intro 1'])
  })

  test('is a footnote or endnote after the body, with its number, while the text has no mark', () => {
    const reference = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`
    const note = (kind: string, id: number, words: string) =>
      `<w:${kind} w:id="${id}"><w:p><w:r><w:${kind}Ref/></w:r>${run(` ${words}`)}</w:p></w:${kind}>`
    const source = readBuilt({
      body: `<w:p>${run('first')}${reference('footnote', 8)}${run(' second')}${reference('endnote', 3)}${reference('footnote', 2)}</w:p>`,
      footnotes:
        note('footnote', 2, 'later') +
        note('footnote', 8, 'sooner') +
        note('footnote', 5, 'unused'),
      endnotes: note('endnote', 3, 'last'),
    })
    expect(describeBlocks(source)).toEqual([
      'paragraph: first second',
      'note: 1 sooner',
      'note: 2 later',
      'note: i last',
    ])
  })
})

describe('a title', () => {
  test('is that of the file, else the first paragraph of the style Title', () => {
    const body =
      paragraph('Report', '') + paragraph('A Study', 'Title') + paragraph('Other', 'Title')
    expect(readBuilt({ body, title: 'Core title' }).metadata.title).toBe('Core title')
    expect(readBuilt({ body, title: ' ' }).metadata.title).toBe('A Study')
    expect(readBuilt(paragraph('Report')).metadata.title).toBe('')
  })

  test('may be of a style that is based on Title', () => {
    const styles = standardStyles + paragraphStyle('Kop', 'Own title', '', 'Title')
    const source = readBuilt({ body: paragraph('A Study', 'Kop'), styles })
    expect(source.metadata.title).toBe('A Study')
  })
})

describe('page headers and footers', () => {
  const sectPr =
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/><w:footerReference w:type="default" r:id="rIdF"/></w:sectPr>'

  test('are no part of the text of an ordinary document', () => {
    const source = readBuilt({
      body: paragraph('Words') + sectPr,
      headers: { rIdH: paragraph('Table 4') + paragraph('Running title') },
      footers: { rIdF: paragraph('Page 1 of 9') + paragraph('Running title') },
    })
    expect(source.text).toBe('Words')
    expect(source.metadata.marginLines).toEqual(['Table 4', 'Running title', 'Page 1 of 9'])
  })

  test('of first and even pages count only where the document has such pages', () => {
    const references = ['default', 'first', 'even']
      .map((type) => `<w:headerReference w:type="${type}" r:id="rId_${type}"/>`)
      .join('')
    const headers = {
      rId_default: paragraph('common'),
      rId_first: paragraph('first'),
      rId_even: paragraph('even'),
    }
    const body = (more: string) => `${paragraph('Words')}<w:sectPr>${references}${more}</w:sectPr>`
    expect(readBuilt({ body: body(''), headers }).metadata.marginLines).toEqual(['common'])
    expect(
      readBuilt({ body: body('<w:titlePg/>'), headers, settings: '<w:evenAndOddHeaders/>' })
        .metadata.marginLines,
    ).toEqual(['common', 'first', 'even'])
  })
})
