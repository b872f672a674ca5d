import type { TemplateReadResult } from '../../shared/model/document-reading.ts'
import type { TemplateParagraph } from '../../shared/model/template.ts'
import { findValue } from './docx-attributes.ts'
import { findRelatedPart, openPackage } from './docx-package.ts'
import { joinRuns, walkParagraphs } from './docx-runs.ts'
import { readOutlineLevel, readStyles, type StyleSheet } from './docx-style-sheet.ts'
import { refuseOnError } from './refused.ts'
import { findChild, type XmlElement } from './xml.ts'

/** Every w:p of the main part in document order; an empty template is read, too. */
export function readTemplate(bytes: Uint8Array): TemplateReadResult {
  return refuseOnError(() => {
    const docx = openPackage(bytes)
    const styles = readStyles(findRelatedPart(docx, 'styles'))
    const paragraphs: TemplateParagraph[] = []
    walkParagraphs(docx.main, (paragraph, isInTable) => {
      paragraphs.push(describeParagraph(paragraph, paragraphs.length, isInTable, styles))
    })
    return { outcome: 'read', paragraphs, styleNames: styles.paragraphNames }
  })
}

function describeParagraph(
  paragraph: XmlElement,
  index: number,
  isInTable: boolean,
  styles: StyleSheet,
): TemplateParagraph {
  const properties = findChild(paragraph, 'w:pPr')
  const style = styles.getParagraphStyle(findValue(properties, 'w:pStyle'))
  return {
    index,
    text: joinRuns(paragraph).text,
    styleName: style.name,
    headingLevel: readOutlineLevel(properties) ?? style.headingLevel,
    isInTable,
  }
}
