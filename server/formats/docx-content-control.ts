import { removeProperties } from './docx-property-order.ts'
import { childElements, type XmlElement } from './xml.ts'

/**
 * Makes the content controls among some ancestors keep what is written into them: Word would take
 * it for the prompt, or put the bound data back, or refuse formatted words in a plain-text control.
 */
export function freeControls(ancestors: readonly XmlElement[]): void {
  for (const control of ancestors) {
    if (control.name !== 'w:sdt') continue
    for (const properties of childElements(control, 'w:sdtPr')) {
      removeProperties(properties, restraints)
    }
  }
}

const restraints = [
  'w:showingPlcHdr',
  'w:dataBinding',
  'w15:dataBinding',
  'w:text',
  'w:date',
  'w:comboBox',
  'w:dropDownList',
]
