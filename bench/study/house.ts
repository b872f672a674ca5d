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

/** A copy from the protocol, in the report's words. `how` is heading=, query=, pick= and so on. */
export function fromProtocol(how: string): string {
  return `[[rule copy from=protocol ${how} ${terms}]]`
}

/** The same from the analysis plan. */
export function fromPlan(how: string): string {
  return `[[rule copy from=sap ${how} ${terms}]]`
}
