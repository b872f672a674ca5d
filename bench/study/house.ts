import type { House } from '../../examples/build/house.ts'

export const house: House = {
  bodyFont: 'Times New Roman',
  headingFont: 'Arial',
  bodySize: 22,
  accent: '1F2A44',
  tint: 'E8ECF3',
}

/** The arms as the report names them, for `relabel=`: the tables spell each in up to four ways. */
export const arms =
  'relabel=("Xan. Low=Xanomeline Low Dose", "Xan. High=Xanomeline High Dose", ' +
  '"Xan.Low=Xanomeline Low Dose", "Xan.High=Xanomeline High Dose", ' +
  '"Xanomeline Low=Xanomeline Low Dose", "Xanomeline High=Xanomeline High Dose")'

const terms = 'terms=("patient=subject")'

/** A copy from the protocol, in the report's words and tense. `how` is heading=, query=, pick= and so on. */
export function fromProtocol(how: string): string {
  return `[[rule copy from=protocol ${how} tense=done ${terms}]]`
}

/** The same from the analysis plan. */
export function fromPlan(how: string): string {
  return `[[rule copy from=sap ${how} tense=done ${terms}]]`
}

/** In the tense of the protocol: criteria and definitions hold as they are written. */
export function asInProtocol(how: string): string {
  return `[[rule copy from=protocol ${how} ${terms}]]`
}
