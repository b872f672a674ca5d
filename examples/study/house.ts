import type { House } from '../build/house.ts'

/** Everything here is invented: the sponsor, the compound, the study and its data. */
export const study = {
  sponsor: 'Aldermoor Therapeutics Ltd',
  protocolNumber: 'ALD-VEL-201',
  arms: ['Placebo', 'Velorastat 5 mg', 'Velorastat 15 mg'],
} as const

export const sponsorHouse: House = {
  bodyFont: 'Arial',
  headingFont: 'Arial',
  bodySize: 20,
  accent: '1B3A57',
  tint: 'E4EBF1',
}

export const reportHouse: House = {
  bodyFont: 'Calibri',
  headingFont: 'Calibri',
  bodySize: 22,
  accent: '17365D',
  tint: 'DCE6F1',
}
