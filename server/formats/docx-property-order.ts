import { cloneElement, element, isElement, parseXml, type XmlElement } from './xml.ts'

/** Sets one child of a w:pPr, w:rPr or w:sectPr where the schema wants it; replaces its namesake. */
export function setProperty(properties: XmlElement, child: XmlElement): void {
  removeProperties(properties, [child.name])
  const order = orders[properties.name] ?? []
  const rank = order.indexOf(child.name)
  const after = properties.children.findIndex(
    (one) => isElement(one) && (order.indexOf(one.name) > rank || !order.includes(one.name)),
  )
  properties.children.splice(after < 0 ? properties.children.length : after, 0, child)
}

export function removeProperties(properties: XmlElement, names: readonly string[]): void {
  properties.children = properties.children.filter(
    (one) => !isElement(one) || !names.includes(one.name),
  )
}

/** A copy of the properties, or fresh ones by this name, with the children set. */
export function withProperties(
  properties: XmlElement | undefined,
  name: string,
  children: readonly XmlElement[],
): XmlElement {
  const copy = properties ? cloneElement(properties) : element(name)
  for (const child of children) setProperty(copy, child)
  return copy
}

/** An element whose only attribute is w:val. */
export function valued(name: string, value: string | number): XmlElement {
  return element(name, { 'w:val': String(value) })
}

/** XML written in the code; its prefixes are bound where it is put. */
export function fragment(xml: string): XmlElement {
  return parseXml(xml)
}

/** Orders of CT_PPr, CT_RPr and CT_SectPr: ECMA-376 part 1 §17.3.1.26, §17.3.2.28, §17.6.17. */
const orders: Readonly<Record<string, readonly string[]>> = {
  'w:pPr': words(`pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
    suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
    topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
    contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange`),
  'w:rPr': words(`rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
    imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u
    effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange`),
  'w:sectPr': words(`headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
    pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter
    docGrid printerSettings sectPrChange`),
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).map((word) => `w:${word}`)
}
