import { AlignmentType, BorderStyle, LevelFormat, TabStopType, type IPropertiesOptions } from 'docx'

/** How the documents of one organization look. Colours are RRGGBB, sizes half-points. */
export type House = {
  readonly bodyFont: string
  readonly headingFont: string
  readonly bodySize: number
  readonly accent: string
  readonly tint: string
}

type Styles = NonNullable<IPropertiesOptions['styles']>
type ParagraphStyle = NonNullable<Styles['paragraphStyles']>[number]
type Numbering = NonNullable<IPropertiesOptions['numbering']>

/** A4 less the margins, in twentieths of a point. */
export const textWidth = 9354
export const pageMargin = {
  top: 1418,
  bottom: 1304,
  left: 1276,
  right: 1276,
  header: 624,
  footer: 567,
}

export function createStyles(house: House): Styles {
  return {
    default: {
      document: {
        run: { font: house.bodyFont, size: house.bodySize, language: { value: 'en-GB' } },
      },
      title: titleStyle(house),
      heading1: headingStyle(house, 0),
      heading2: headingStyle(house, 1),
      heading3: headingStyle(house, 2),
    },
    paragraphStyles: [
      ...textStyles(house),
      ...listStyles(),
      ...marginStyles(house),
      ...contentsStyles(house),
      ...tableStyles(),
    ],
  }
}

/** `headings` numbers the three heading styles; every other list of the document is named by its items. */
export function createNumbering(house: House, lists: readonly string[]): Numbering {
  const config = [
    { reference: 'headings', levels: headingLevels(house) },
    { reference: 'bullets', levels: [bulletLevel(0, '•'), bulletLevel(1, '–')] },
    ...lists.map((list) => ({ reference: list, levels: [numberLevel(list)] })),
  ]
  return { config }
}

/**
 * The XML of Word's own table styles in the house's tint, which the docx library has no words for:
 * Table Grid has a shaded first row, Grid Table Light has none.
 */
export function createTableStyles(house: House): string {
  const side = (name: string) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>`
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(side).join('')
  const borders = `<w:tblPr><w:tblBorders>${sides}</w:tblBorders></w:tblPr>`
  const normal = '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/>'
  return [
    `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>${normal}${borders}`,
    `<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="${house.tint}"/></w:tcPr></w:tblStylePr></w:style>`,
    `<w:style w:type="table" w:styleId="TableGridLight"><w:name w:val="Grid Table Light"/>${normal}${borders}</w:style>`,
  ].join('')
}

function titleStyle(house: House) {
  return {
    run: { font: house.headingFont, size: 44, bold: true, color: house.accent },
    paragraph: { spacing: { before: 0, after: 240 }, keepNext: true },
  }
}

function headingStyle(house: House, level: 0 | 1 | 2) {
  const size = [30, 25, 22][level]
  const spacing = [
    { before: 340, after: 120 },
    { before: 240, after: 90 },
    { before: 220, after: 80 },
  ][level]
  return {
    basedOn: 'Normal',
    next: 'BodyText',
    quickFormat: true,
    run: { font: house.headingFont, size, bold: true, color: house.accent },
    paragraph: {
      keepNext: true,
      keepLines: true,
      spacing,
      outlineLevel: level,
      numbering: { reference: 'headings', level },
    },
  }
}

function textStyles(house: House): ParagraphStyle[] {
  const based = { basedOn: 'Normal', quickFormat: true }
  return [
    {
      ...based,
      id: 'BodyText',
      name: 'Body Text',
      paragraph: { spacing: { after: 130, line: 276 } },
    },
    {
      ...based,
      id: 'Subtitle',
      name: 'Subtitle',
      run: { font: house.headingFont, size: 26, color: '595959' },
      paragraph: { spacing: { after: 200 } },
    },
    {
      ...based,
      id: 'Caption',
      name: 'caption',
      next: 'BodyText',
      run: { bold: true, size: 19, color: house.accent },
      paragraph: { keepNext: true, spacing: { before: 220, after: 90 } },
    },
  ]
}

function listStyles(): ParagraphStyle[] {
  const spacing = { after: 70, line: 264 }
  return [
    {
      id: 'ListBullet',
      name: 'List Bullet',
      basedOn: 'BodyText',
      quickFormat: true,
      paragraph: {
        spacing,
        contextualSpacing: true,
        numbering: { reference: 'bullets', level: 0 },
      },
    },
    {
      id: 'ListNumber',
      name: 'List Number',
      basedOn: 'BodyText',
      quickFormat: true,
      paragraph: { spacing },
    },
  ]
}

function marginStyles(house: House): ParagraphStyle[] {
  const rule = { style: BorderStyle.SINGLE, size: 4, space: 4, color: house.accent }
  const run = { size: 16, color: '595959' }
  const spacing = { after: 0 }
  return [
    {
      id: 'Header',
      name: 'header',
      basedOn: 'Normal',
      run,
      paragraph: { border: { bottom: rule }, spacing },
    },
    {
      id: 'Footer',
      name: 'footer',
      basedOn: 'Normal',
      run,
      paragraph: { border: { top: rule }, spacing },
    },
  ]
}

function contentsStyles(house: House): ParagraphStyle[] {
  const heading: ParagraphStyle = {
    id: 'TOCHeading',
    name: 'TOC Heading',
    basedOn: 'Normal',
    run: { font: house.headingFont, size: 30, bold: true, color: house.accent },
    paragraph: { spacing: { after: 160 }, keepNext: true },
  }
  const levels = [1, 2, 3].map((level) => ({
    id: `TOC${level}`,
    name: `toc ${level}`,
    basedOn: 'Normal',
    run: { bold: level === 1, size: 18 },
    paragraph: {
      spacing: { before: level === 1 ? 60 : 0, after: 10 },
      indent: { left: (level - 1) * 240 },
      tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
    },
  }))
  return [heading, ...levels]
}

function tableStyles(): ParagraphStyle[] {
  const based = { basedOn: 'Normal', quickFormat: true }
  return [
    {
      ...based,
      id: 'TableText',
      name: 'Table Text',
      run: { size: 18 },
      paragraph: { spacing: { before: 30, after: 30 } },
    },
    {
      ...based,
      id: 'TableNote',
      name: 'Table Note',
      run: { size: 16, color: '404040' },
      paragraph: { spacing: { before: 40, after: 40 } },
    },
  ]
}

function headingLevels(house: House) {
  return ([0, 1, 2] as const).map((level) => ({
    level,
    format: LevelFormat.DECIMAL,
    text: ['%1', '%1.%2', '%1.%2.%3'][level] ?? '',
    alignment: AlignmentType.LEFT,
    style: {
      paragraph: { indent: { left: 720, hanging: 720 } },
      run: { color: house.accent },
      style: `Heading${level + 1}`,
    },
  }))
}

function bulletLevel(level: 0 | 1, mark: string) {
  return {
    level,
    format: LevelFormat.BULLET,
    text: mark,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 500 + level * 380, hanging: 300 } } },
  }
}

/** Lists whose name ends in "letters" count a), b), c). */
function numberLevel(list: string) {
  const isLettered = list.endsWith('letters')
  return {
    level: 0,
    format: isLettered ? LevelFormat.LOWER_LETTER : LevelFormat.DECIMAL,
    text: isLettered ? '%1)' : '%1.',
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 560, hanging: 400 } } },
  }
}
