/** Addresses of one row's cells, ready to stand in `text=`. */
export type ArmCells = {
  readonly placebo: string
  readonly low: string
  readonly high: string
}

/** `below` is the sub-header that each arm has: "n(%)". */
export function armCells(table: string, row: string, part: string, below = ''): ArmCells {
  const at = (arm: string) =>
    `{${table} | ${row} | ${arm}${below === '' ? '' : ` > ${below}`} | ${part}}`
  return {
    placebo: at('Placebo'),
    low: at('Xanomeline Low Dose'),
    high: at('Xanomeline High Dose'),
  }
}

/** "{…} with placebo, {…} with xanomeline low dose and {…} with xanomeline high dose". */
export function withArms({ placebo, low, high }: ArmCells, unit = ''): string {
  const shown = unit === '' ? '' : ` ${unit}`
  return `${placebo}${shown} with placebo, ${low}${shown} with xanomeline low dose and ${high}${shown} with xanomeline high dose`
}

export function cell(words: string): string {
  return `[[rule cell text="${words}"]]`
}

export function when(condition: string, holds: string, otherwise: string): string {
  return `[[rule when if="${condition}" then="${holds}" else="${otherwise}"]]`
}
