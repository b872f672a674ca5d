/** One exception that the testing of the ledger found; the amount is in euro cents. */
type LedgerEntry = {
  readonly reference: string
  /** ISO 8601. */
  readonly date: string
  readonly process: string
  readonly exception: string
  readonly cents: number
}

/** What was tested of a process in the quarter. */
export type TestedProcess = {
  readonly group: string
  readonly process: string
  readonly population: number
  readonly tested: number
}

export const testedProcesses: readonly TestedProcess[] = [
  { group: 'Purchase to pay', process: 'Supplier invoices', population: 4812, tested: 120 },
  { group: 'Purchase to pay', process: 'Purchase orders', population: 1967, tested: 60 },
  { group: 'Purchase to pay', process: 'Vendor master data', population: 214, tested: 25 },
  { group: 'Purchase to pay', process: 'Bank payments', population: 4655, tested: 90 },
  { group: 'Employee expenses', process: 'Travel expenses', population: 1338, tested: 80 },
]

// prettier-ignore
export const ledgerEntries: readonly LedgerEntry[] = [
  { reference: 'INV-20417', date: '2024-07-04', process: 'Supplier invoices', exception: 'Duplicate payment', cents: 486000 },
  { reference: 'PO-7712', date: '2024-07-11', process: 'Purchase orders', exception: 'Approved after invoice', cents: 1560000 },
  { reference: 'INV-20533', date: '2024-07-18', process: 'Supplier invoices', exception: 'Duplicate payment', cents: 1248050 },
  { reference: 'EXP-3308', date: '2024-07-22', process: 'Travel expenses', exception: 'Receipt missing', cents: 41230 },
  { reference: 'PO-7745', date: '2024-07-30', process: 'Purchase orders', exception: 'Approved after invoice', cents: 927500 },
  { reference: 'VEN-1181', date: '2024-08-02', process: 'Vendor master data', exception: 'Bank details not verified', cents: 1102040 },
  { reference: 'INV-20780', date: '2024-08-09', process: 'Supplier invoices', exception: 'Duplicate payment', cents: 321575 },
  { reference: 'EXP-3391', date: '2024-08-14', process: 'Travel expenses', exception: 'Receipt missing', cents: 28690 },
  { reference: 'PO-7803', date: '2024-08-21', process: 'Purchase orders', exception: 'Limit exceeded', cents: 2840000 },
  { reference: 'INV-20911', date: '2024-08-27', process: 'Supplier invoices', exception: 'No goods receipt', cents: 794000 },
  { reference: 'EXP-3440', date: '2024-09-03', process: 'Travel expenses', exception: 'Limit exceeded', cents: 104500 },
  { reference: 'VEN-1204', date: '2024-09-05', process: 'Vendor master data', exception: 'Bank details not verified', cents: 573460 },
  { reference: 'PO-7866', date: '2024-09-12', process: 'Purchase orders', exception: 'Approved after invoice', cents: 615000 },
  { reference: 'INV-21166', date: '2024-09-16', process: 'Supplier invoices', exception: 'No goods receipt', cents: 138820 },
  { reference: 'EXP-3467', date: '2024-09-19', process: 'Travel expenses', exception: 'Receipt missing', cents: 19845 },
]

export function sumCents(entries: readonly LedgerEntry[]): number {
  return entries.reduce((total, entry) => total + entry.cents, 0)
}

/** "12,480.50". */
export function euros(cents: number): string {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${whole}.${String(cents % 100).padStart(2, '0')}`
}

/** "4,812". */
export function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
