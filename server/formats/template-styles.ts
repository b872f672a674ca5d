/** The id of the style of a template written here that has the name; undefined without one. */
export function findTemplateStyle(name: string): string | undefined {
  return ids.get(name.trim().toLowerCase())
}

type ParagraphStyle = {
  readonly id: string
  readonly name: string
  readonly paragraph?: string
  readonly run?: string
}

const accent = '1F3A5F'

const headings = Array.from({ length: 9 }, (_, at): ParagraphStyle => ({
  id: `Heading${at + 1}`,
  name: `heading ${at + 1}`,
  paragraph:
    `<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="1"/></w:numPr>` +
    `<w:spacing w:before="${at === 0 ? 340 : 220}" w:after="100"/><w:outlineLvl w:val="${at}"/>`,
  run: `<w:b/><w:color w:val="${accent}"/><w:sz w:val="${[30, 25, 22][at] ?? 20}"/>`,
}))

const paragraphStyles: readonly ParagraphStyle[] = [
  ...headings,
  {
    id: 'BodyText',
    name: 'Body Text',
    paragraph: '<w:spacing w:after="130" w:line="276" w:lineRule="auto"/>',
  },
  {
    id: 'ListBullet',
    name: 'List Bullet',
    paragraph:
      '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:spacing w:after="70"/><w:contextualSpacing/>',
  },
  {
    id: 'Caption',
    name: 'caption',
    paragraph: '<w:keepNext/><w:spacing w:before="220" w:after="90"/>',
    run: `<w:b/><w:color w:val="${accent}"/><w:sz w:val="19"/>`,
  },
  {
    id: 'Quote',
    name: 'Quote',
    paragraph: '<w:spacing w:after="130"/><w:ind w:left="567" w:right="567"/>',
    run: '<w:i/>',
  },
  {
    id: 'TableText',
    name: 'Table Text',
    paragraph: '<w:spacing w:before="30" w:after="30"/>',
    run: '<w:sz w:val="18"/>',
  },
  {
    id: 'TableNote',
    name: 'Table Note',
    paragraph: '<w:spacing w:before="40" w:after="40"/>',
    run: '<w:sz w:val="16"/>',
  },
  {
    id: 'Footer',
    name: 'footer',
    paragraph: '<w:jc w:val="right"/>',
    run: '<w:color w:val="595959"/><w:sz w:val="16"/>',
  },
]

const ids = new Map(paragraphStyles.map(({ id, name }) => [name.toLowerCase(), id]))

const side = (name: string) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>`
const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(side).join('')

/** The XML inside w:styles. */
export const templateStyles = [
  '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>',
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
  ...paragraphStyles.map(writeStyle),
  `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:tblPr><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E8EEF5"/></w:tcPr></w:tblStylePr></w:style>`,
].join('')

function writeStyle({ id, name, paragraph = '', run = '' }: ParagraphStyle): string {
  return (
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/>` +
    `<w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
  )
}
