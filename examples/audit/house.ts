import type { House } from '../build/house.ts'

/** Everything here is invented: the company, its auditors and its ledger. */
export const company = 'Brackwell Freight Group'
export const auditNumber = 'IA-2024-11'

export const companyHouse: House = {
  bodyFont: 'Calibri',
  headingFont: 'Calibri',
  bodySize: 22,
  accent: '1E5945',
  tint: 'E2EFEA',
}
